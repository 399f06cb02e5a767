/** What `public/early.js` asked for before there was any of this code. */
declare global {
  /** `atMs`: since the page began; absent: with it. */
  var roentgenEarly: { readonly url: string; readonly answer: Promise<Response>; readonly atMs?: number } | undefined
}

/** Older than that and it is asked anew. */
const freshMs = 15_000

/** The answer to the very same question, once; undefined: nobody asked. */
export function askedEarly(method: string, url: string): Promise<Response> | undefined {
  const early = globalThis.roentgenEarly
  if (!early || method !== 'GET' || early.url !== url) return undefined
  globalThis.roentgenEarly = undefined
  return performance.now() - (early.atMs ?? 0) < freshMs ? early.answer : undefined
}

export function askEarly(url: string): void {
  const answer = fetch(url, { headers: { accept: 'application/json', 'x-roentgen-early': '1' } })
  answer.catch(() => {})
  globalThis.roentgenEarly = { url, answer, atMs: performance.now() }
}
