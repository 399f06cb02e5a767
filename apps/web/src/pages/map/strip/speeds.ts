/** Speeds of a replay: seconds of the past in one second of looking. 1 is real time. */
export const speeds = [1, 5, 10, 30, 60, 300, 900, 3600] as const
export type Speed = (typeof speeds)[number]

/** The slowest that plays the window in about half a minute. */
export function speedFor(windowSeconds: number): Speed {
  return speeds.find((speed) => windowSeconds / speed <= 40) ?? 3600
}
