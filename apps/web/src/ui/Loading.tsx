/** A sentence while an answer is on its way; announced once, drawn without motion. */
export function Loading({ children }: { children: string }) {
  return (
    <p role="status" className="p-6 text-ink-soft">
      {children}
    </p>
  )
}
