import type { ExportWindow } from './picture.ts'

const stamp = (seconds: number): string =>
  new Date(Math.round(seconds) * 1000).toISOString().slice(0, 19).replaceAll(':', '')

/** `roentgen-map-2026-11-22T140300Z-2026-11-22T141800Z.svg`: sorts by time, and every file system takes it. */
export const fileName = (window: ExportWindow, ending: string, what = 'map'): string =>
  `roentgen-${what}-${stamp(window.from)}Z-${stamp(window.to)}Z.${ending}`
