/** Line drawings of our own, 24 by 24, one per kind of node. Strokes only, so that one colour carries them. */
import type { NodeKind } from './node-kind.ts'

export const glyphs: Readonly<Record<NodeKind, string>> = {
  client: '<circle cx="12" cy="8" r="3.6"/><path d="M4.8 20c.6-4 3.4-6.2 7.2-6.2s6.6 2.2 7.2 6.2"/>',
  compute:
    '<rect x="4" y="4.5" width="16" height="6" rx="1.2"/><rect x="4" y="13.5" width="16" height="6" rx="1.2"/><path d="M7.2 7.5h.01M7.2 16.5h.01M11 7.5h6M11 16.5h6"/>',
  container: '<path d="M12 3.2 20 7.5v9L12 20.8 4 16.5v-9zM4 7.5l8 4.3 8-4.3M12 11.8v9"/>',
  function: '<path d="M6 4.5h3.2L17.5 19.5h2M10.9 9.3 5 19.5"/>',
  gateway:
    '<path d="M3.5 12h5M8.5 12 13 6.5h7M8.5 12h11.5M8.5 12l4.5 5.5h7M17.5 4l2.5 2.5L17.5 9M17.5 15l2.5 2.5-2.5 2.5"/>',
  queue:
    '<rect x="3" y="7" width="4.5" height="10" rx="1"/><rect x="9.8" y="7" width="4.5" height="10" rx="1"/><path d="M17 12h4.5M19.2 9.7 21.5 12l-2.3 2.3"/>',
  topic:
    '<circle cx="6" cy="12" r="2.6"/><path d="M8.6 12H19M8.2 10.5 17 5.5M8.2 13.5l8.8 5"/><circle cx="19" cy="4.8" r="1.5"/><circle cx="20.5" cy="12" r="1.5"/><circle cx="19" cy="19.2" r="1.5"/>',
  stream: '<path d="M3 7c3-2.5 6 2.5 9 0s6 2.5 9 0M3 12c3-2.5 6 2.5 9 0s6 2.5 9 0M3 17c3-2.5 6 2.5 9 0s6 2.5 9 0"/>',
  table: '<rect x="4" y="4.5" width="16" height="15" rx="1.5"/><path d="M4 9.5h16M4 14.5h16M10 9.5v10"/>',
  sql: '<ellipse cx="12" cy="6" rx="7.5" ry="2.8"/><path d="M4.5 6v12c0 1.5 3.3 2.8 7.5 2.8s7.5-1.3 7.5-2.8V6M4.5 12c0 1.5 3.3 2.8 7.5 2.8s7.5-1.3 7.5-2.8"/>',
  bucket:
    '<path d="M4.5 6.5 6.6 19c.1.8 2.5 1.6 5.4 1.6s5.3-.8 5.4-1.6l2.1-12.5"/><ellipse cx="12" cy="6.3" rx="7.5" ry="2.5"/>',
  cache: '<path d="M13.5 3 5.5 13.5h6L10.5 21l8-10.5h-6z"/>',
  workflow:
    '<rect x="3.5" y="4" width="6" height="5" rx="1"/><rect x="14.5" y="9.5" width="6" height="5" rx="1"/><rect x="3.5" y="15" width="6" height="5" rx="1"/><path d="M9.5 6.5H12v5.5h2.5M9.5 17.5H12V12"/>',
  remote:
    '<circle cx="12" cy="12" r="8.5"/><path d="M3.5 12h17M12 3.5c2.6 2.7 3.6 5.5 3.6 8.5s-1 5.8-3.6 8.5c-2.6-2.7-3.6-5.5-3.6-8.5s1-5.8 3.6-8.5z"/>',
  unknown:
    '<circle cx="12" cy="12" r="8.5"/><path d="M9.5 9.5c0-1.6 1.1-2.5 2.5-2.5s2.5 1 2.5 2.3c0 1.9-2.5 2-2.5 4.2M12 16.8v.01"/>',
}

/** A complete picture for a canvas. */
export function glyphImage(kind: NodeKind, color: string): string {
  return svgImage(
    `<svg xmlns="http://www.w3.org/2000/svg" width="48" height="48" viewBox="0 0 24 24" fill="none" stroke="${color}" stroke-width="1.6" stroke-linecap="round" stroke-linejoin="round">${glyphs[kind]}</svg>`,
  )
}

export const svgImage = (svg: string): string => `data:image/svg+xml;utf8,${encodeURIComponent(svg)}`
