/** Line drawings of our own, 24 by 24, one per kind of node. Strokes only, so that one colour carries them. */
import type { NodeKind } from './node-kind.ts'

export const glyphs: Readonly<Record<NodeKind, string>> = {
  client: '<circle cx="12" cy="8" r="3.6"/><path d="M4.8 20c.6-4 3.4-6.2 7.2-6.2s6.6 2.2 7.2 6.2"/>',
  browser: '<rect x="3.5" y="5" width="17" height="14" rx="1.5"/><path d="M3.5 9h17M6.2 7h.01M8.7 7h.01"/>',
  canary: '<path d="M2.5 12h4.5l2.5-6.5 5 13 2.5-6.5h4.5"/>',
  service:
    '<rect x="4" y="4.5" width="16" height="6" rx="1.2"/><rect x="4" y="13.5" width="16" height="6" rx="1.2"/><path d="M7.2 7.5h.01M7.2 16.5h.01M11 7.5h6M11 16.5h6"/>',
  machine:
    '<rect x="3.5" y="4.5" width="17" height="12" rx="1.5"/><path d="M8.5 20h7M12 16.5V20M7 10.5v-3h3M17 10.5v3h-3"/>',
  beanstalk: '<path d="M12 14.5V4M8 8l4-4 4 4M4 13v5.5a1.5 1.5 0 0 0 1.5 1.5h13a1.5 1.5 0 0 0 1.5-1.5V13"/>',
  container:
    '<rect x="2.5" y="6.5" width="19" height="11.5" rx="1.2"/><path d="M6.5 9.8v5M10.2 9.8v5M13.8 9.8v5M17.5 9.8v5"/>',
  pod: '<rect x="2.2" y="7" width="19.6" height="10" rx="5"/><circle cx="7.2" cy="12" r="2"/><circle cx="12" cy="12" r="2"/><circle cx="16.8" cy="12" r="2"/>',
  apprunner: '<rect x="3.5" y="4.5" width="17" height="15" rx="1.5"/><path d="M3.5 8.5h17M10.3 11.3v5.4l4.5-2.7z"/>',
  function:
    '<path d="M7.5 4C5 6.3 4 9 4 12s1 5.7 3.5 8M16.5 4C19 6.3 20 9 20 12s-1 5.7-3.5 8M9.7 9.3l4.6 5.4M14.3 9.3l-4.6 5.4"/>',
  code: '<path d="M8 7l-5 5 5 5M16 7l5 5-5 5M13.7 4.5l-3.4 15"/>',
  gateway:
    '<path d="M3.5 12h5M8.5 12 13 6.5h7M8.5 12h11.5M8.5 12l4.5 5.5h7M17.5 4l2.5 2.5L17.5 9M17.5 15l2.5 2.5-2.5 2.5"/>',
  graphql:
    '<path d="M8.5 4.5C5.5 4.5 6.5 7 6.5 9s-1 3-3 3c2 0 3 1 3 3s-1 4.5 2 4.5M15.5 4.5c3 0 2 2.5 2 4.5s1 3 3 3c-2 0-3 1-3 3s1 4.5-2 4.5"/><circle cx="12" cy="12" r="2"/>',
  balancer: '<path d="M12 4v15.5M8 19.5h8M4.5 7h15M5.5 7l-3 6.5a3.2 3.2 0 0 0 6 0zM18.5 7l-3 6.5a3.2 3.2 0 0 0 6 0z"/>',
  cdn: '<path d="M12 21c-4-4.3-6.2-7.6-6.2-11a6.2 6.2 0 0 1 12.4 0c0 3.4-2.2 6.7-6.2 11z"/><circle cx="12" cy="10" r="2.2"/>',
  queue:
    '<rect x="3" y="7" width="4.5" height="10" rx="1"/><rect x="9.8" y="7" width="4.5" height="10" rx="1"/><path d="M17 12h4.5M19.2 9.7 21.5 12l-2.3 2.3"/>',
  topic:
    '<circle cx="6" cy="12" r="2.6"/><path d="M8.6 12H19M8.2 10.5 17 5.5M8.2 13.5l8.8 5"/><circle cx="19" cy="4.8" r="1.5"/><circle cx="20.5" cy="12" r="1.5"/><circle cx="19" cy="19.2" r="1.5"/>',
  bus: '<path d="M2.5 12h19M7 12V7M17 12V7M12 12v5"/><circle cx="7" cy="5.2" r="1.8"/><circle cx="17" cy="5.2" r="1.8"/><circle cx="12" cy="18.8" r="1.8"/>',
  stream: '<path d="M3 7c3-2.5 6 2.5 9 0s6 2.5 9 0M3 12c3-2.5 6 2.5 9 0s6 2.5 9 0M3 17c3-2.5 6 2.5 9 0s6 2.5 9 0"/>',
  table: '<rect x="4" y="4.5" width="16" height="15" rx="1.5"/><path d="M4 9.5h16M4 14.5h16M10 9.5v10"/>',
  sql: '<ellipse cx="12" cy="6" rx="7.5" ry="2.8"/><path d="M4.5 6v12c0 1.5 3.3 2.8 7.5 2.8s7.5-1.3 7.5-2.8V6M4.5 12c0 1.5 3.3 2.8 7.5 2.8s7.5-1.3 7.5-2.8"/>',
  bucket:
    '<path d="M4.5 6.5 6.6 19c.1.8 2.5 1.6 5.4 1.6s5.3-.8 5.4-1.6l2.1-12.5"/><ellipse cx="12" cy="6.3" rx="7.5" ry="2.5"/>',
  cache: '<path d="M13.5 3 5.5 13.5h6L10.5 21l8-10.5h-6z"/>',
  workflow:
    '<rect x="3.5" y="4" width="6" height="5" rx="1"/><rect x="14.5" y="9.5" width="6" height="5" rx="1"/><rect x="3.5" y="15" width="6" height="5" rx="1"/><path d="M9.5 6.5H12v5.5h2.5M9.5 17.5H12V12"/>',
  secrets: '<circle cx="7.5" cy="12" r="4"/><path d="M11.5 12H21v3.5M17 12v3"/>',
  remote:
    '<circle cx="12" cy="12" r="8.5"/><path d="M3.5 12h17M12 3.5c2.6 2.7 3.6 5.5 3.6 8.5s-1 5.8-3.6 8.5c-2.6-2.7-3.6-5.5-3.6-8.5s1-5.8 3.6-8.5z"/>',
  crowd: '<circle cx="8" cy="9" r="5"/><circle cx="16" cy="9" r="5"/><circle cx="12" cy="15.5" r="5"/>',
  group:
    '<rect x="3.5" y="3.5" width="7" height="7" rx="1.2"/><rect x="13.5" y="3.5" width="7" height="7" rx="1.2"/><rect x="3.5" y="13.5" width="7" height="7" rx="1.2"/><rect x="13.5" y="13.5" width="7" height="7" rx="1.2"/>',
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
