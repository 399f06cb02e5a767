/** The member `open` of the address: ids of opened groups, commas between. An id holds none: it is percent-encoded. */
export const openIds = (open: string | undefined): string[] => open?.split(',').filter((id) => id !== '') ?? []

const written = (ids: readonly string[]): string | undefined => (ids.length > 0 ? ids.join(',') : undefined)

export const withOpened = (open: string | undefined, id: string): string | undefined =>
  written([...new Set([...openIds(open), id])])

/** What is inside of it closes with it. */
export const withClosed = (open: string | undefined, id: string): string | undefined =>
  written(openIds(open).filter((one) => one !== id && !one.startsWith(`${id}/`)))
