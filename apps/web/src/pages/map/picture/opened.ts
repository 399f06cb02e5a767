/** The member `open` of the address: ids of opened groups. */
import { openIds } from '@roentgen/picture'

const written = (ids: readonly string[]): string | undefined => (ids.length > 0 ? ids.join(',') : undefined)

export const withOpened = (open: string | undefined, id: string): string | undefined =>
  written([...new Set([...openIds(open), id])])

/** What is inside of it closes with it. */
export const withClosed = (open: string | undefined, id: string): string | undefined =>
  written(openIds(open).filter((one) => one !== id && !one.startsWith(`${id}/`)))
