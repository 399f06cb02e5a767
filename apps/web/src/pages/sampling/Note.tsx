/** What limits the page, or speaks against a rule: not an error. */
export function Note({ children }: { children: string }) {
  return (
    <p role="note" className="max-w-prose rounded-md border border-notice-line bg-notice px-3 py-2 text-sm">
      {children}
    </p>
  )
}
