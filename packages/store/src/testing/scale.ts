/** 1 = the full figures; tests default to a twentieth. */
export function testScale(): number {
  const scale = Number(process.env.ROENTGEN_TEST_SCALE ?? 0.05)
  return Number.isFinite(scale) && scale > 0 ? scale : 0.05
}

export const scaled = (full: number, least = 1): number => Math.max(least, Math.round(full * testScale()))
