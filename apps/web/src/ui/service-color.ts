/** A service's colour is a hash of its name: the same for every viewer, whatever else is on the page. */
const hues = [205, 28, 262, 172, 338, 52, 228, 96, 300, 186, 14, 130] as const

function hash(name: string): number {
  // FNV-1a: short, and neighbours like `orders` and `order` land far apart.
  let h = 0x811c9dc5
  for (let i = 0; i < name.length; i++) h = Math.imul(h ^ name.charCodeAt(i), 0x01000193)
  return h >>> 0
}

/** Mid tones that carry 3:1 against white and against the dark background alike; for marks, never for text. */
export function serviceColor(name: string): string {
  const h = hash(name)
  const hue = hues[h % hues.length] ?? 205
  const light = 44 + ((h >>> 8) % 3) * 4
  return `hsl(${hue} 48% ${light}%)`
}
