/** What a key means in the tree grid. Single keys act only while the grid has the focus (WCAG 2.1.4). */
const commands = {
  ArrowDown: 'next',
  ArrowUp: 'previous',
  ArrowRight: 'inwards',
  ArrowLeft: 'outwards',
  Home: 'first',
  End: 'last',
  PageUp: 'page-up',
  PageDown: 'page-down',
  Enter: 'open',
  ' ': 'open',
  Escape: 'leave',
  '[': 'fold-all',
  ']': 'unfold-all',
  f: 'fit',
  '+': 'zoom-in',
  '=': 'zoom-in',
  w: 'zoom-in',
  '-': 'zoom-out',
  s: 'zoom-out',
  a: 'earlier',
  d: 'later',
  '0': 'whole',
  '.': 'next-critical',
  ',': 'previous-critical',
} as const

export type GridCommand = (typeof commands)[keyof typeof commands]

type Pressed = { readonly key: string; readonly ctrlKey: boolean; readonly metaKey: boolean; readonly altKey: boolean }

/** null: not ours; the browser keeps it. */
export function commandOf(event: Pressed): GridCommand | null {
  if (event.ctrlKey || event.metaKey || event.altKey) return null
  const key = event.key.length === 1 ? event.key.toLowerCase() : event.key
  return Object.hasOwn(commands, key) ? commands[key as keyof typeof commands] : null
}
