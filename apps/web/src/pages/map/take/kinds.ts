/** In the order of the menu. */
export const takes = ['png', 'svg', 'ticket', 'csv-nodes', 'csv-edges', 'mermaid', 'dot'] as const
export type Take = (typeof takes)[number]
