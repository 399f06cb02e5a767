/** What the shop sells: the same 240 products everywhere, so that recordings of different days fit together. */

const materials = ['Oak', 'Linen', 'Copper', 'Wool', 'Slate', 'Bamboo', 'Cork', 'Glass', 'Leather', 'Stone'] as const
const things = [
  ['Kettle', 'kitchen', 4900],
  ['Teapot', 'kitchen', 3900],
  ['Tray', 'kitchen', 2400],
  ['Bowl', 'kitchen', 1800],
  ['Lamp', 'light', 8900],
  ['Lantern', 'light', 5400],
  ['Candle', 'light', 1200],
  ['Chair', 'furniture', 18900],
  ['Stool', 'furniture', 7900],
  ['Shelf', 'furniture', 12900],
  ['Desk', 'furniture', 32900],
  ['Bench', 'furniture', 21900],
  ['Blanket', 'textiles', 6900],
  ['Cushion', 'textiles', 2900],
  ['Rug', 'textiles', 15900],
  ['Curtain', 'textiles', 8400],
  ['Vase', 'decoration', 3400],
  ['Frame', 'decoration', 1900],
  ['Mirror', 'decoration', 9900],
  ['Clock', 'decoration', 5900],
  ['Planter', 'garden', 4400],
  ['Basket', 'garden', 2700],
  ['Birdhouse', 'garden', 3100],
  ['Hammock', 'garden', 11900],
] as const

export type Product = { id: number; sku: string; name: string; category: string; cents: number }

export const products: readonly Product[] = things.flatMap(([thing, category, cents], row) =>
  materials.map((material, column) => ({
    id: row * materials.length + column + 1,
    sku: `${thing.slice(0, 3).toUpperCase()}-${String(row * materials.length + column + 1).padStart(3, '0')}`,
    name: `${material} ${thing}`,
    category,
    cents: Math.round(cents * (0.8 + column * 0.05)),
  })),
)

/** Taken off the shelves, but old links still lead to them: an honest 404 now and then. */
export const isDelisted = (id: number): boolean => id % 40 === 0
