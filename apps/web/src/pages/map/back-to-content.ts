/** Where the keyboard goes when what it was in goes away: to the map, else to the row it came from, else to the list or table itself. */
export const contentId = 'map-content'

/** Before the address changes: the row of what was selected is still the pressed one. */
export function backToContent(): void {
  const content = document.getElementById(contentId)
  const target =
    content?.querySelector<HTMLElement>('[role="application"]') ??
    content?.querySelector<HTMLElement>('button[aria-pressed="true"]') ??
    content
  target?.focus()
}

/** Where rows come and go with what is asked for, no single one of them is sure to stay. */
export function toContent(): void {
  const content = document.getElementById(contentId)
  const target = content?.querySelector<HTMLElement>('[role="application"]') ?? content
  target?.focus()
}
