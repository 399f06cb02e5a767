/** How a tab looks, here and in the details. */
export const tabClass =
  'cursor-pointer border-b-2 border-transparent px-2.5 py-1.5 text-sm whitespace-nowrap text-ink-soft outline-none data-focus-visible:rounded-md data-focus-visible:outline-2 data-focus-visible:-outline-offset-2 data-focus-visible:outline-accent data-selected:border-accent data-selected:text-ink'
