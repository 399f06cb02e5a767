/** Several drawings onto one sheet that looks like the viewport: shelves, a few widths tried, the best fit kept. */
export type Size = { readonly width: number; readonly height: number }
export type Corner = { readonly x: number; readonly y: number }

function shelves(sizes: readonly Size[], width: number, gap: number): { corners: Corner[]; size: Size } {
  const corners: Corner[] = []
  let x = 0
  let y = 0
  let shelf = 0
  let widest = 0
  for (const size of sizes) {
    if (x > 0 && x + size.width > width) {
      y += shelf + gap
      x = 0
      shelf = 0
    }
    corners.push({ x, y })
    x += size.width + gap
    shelf = Math.max(shelf, size.height)
    widest = Math.max(widest, x - gap)
  }
  return { corners, size: { width: widest, height: y + shelf } }
}

/** Top left corners, in the order given. `aspect` = width / height of the sheet. */
export function pack(sizes: readonly Size[], aspect: number, gap: number): Corner[] {
  const widest = Math.max(0, ...sizes.map((size) => size.width))
  const area = sizes.reduce((sum, size) => sum + (size.width + gap) * (size.height + gap), 0)
  const widths = [widest, ...[0.8, 1, 1.15, 1.3, 1.6, 2, 3].map((f) => Math.max(widest, f * Math.sqrt(area * aspect)))]
  let best: Corner[] = []
  let least = Number.POSITIVE_INFINITY
  for (const width of widths) {
    const tried = shelves(sizes, width, gap)
    // The side that decides the zoom.
    const need = Math.max(tried.size.width / aspect, tried.size.height)
    if (need < least) {
      least = need
      best = tried.corners
    }
  }
  return best
}
