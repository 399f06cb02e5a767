/** Where the built apps lie, seen from this bundle. */
import { fileURLToPath } from 'node:url'

const root = fileURLToPath(new URL('../../../', import.meta.url))

export const places = {
  xray: `${root}apps/xray/dist/main.js`,
  bff: `${root}apps/bff/dist/main.js`,
  shop: `${root}apps/shop/dist/main.js`,
  shopFolder: `${root}apps/shop/`,
  clickhouseChild: `${root}packages/store/src/embedded/child.mjs`,
} as const

/** In the data folder: which history an earlier demo has sent. */
export const demoMarker = 'demo-history.json'
