/** Opened groups and crowds as an address has them, commas between. An id holds none: it is percent-encoded. */
export const openIds = (open: string | undefined): string[] => open?.split(',').filter((id) => id !== '') ?? []
