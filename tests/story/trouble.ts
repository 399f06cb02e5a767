/** Which trouble befalls which part, when, and how badly. */
import type { Dice } from './dice.ts'
import { asked, type Call, type Kind, type System } from './system.ts'

export const kinds = [
  'timeout',
  '5xx burst',
  'throttle',
  'slow database',
  'retry storm',
  'bad deployment',
  'dead dependency',
] as const
export type TroubleKind = (typeof kinds)[number]

export type Trouble = {
  readonly kind: TroubleKind
  readonly at: string
  /** For a retry storm: who repeats its calls. */
  readonly caller: string | null
  /** Seconds after the beginning of the hour. */
  readonly from: number
  readonly to: number
  /** Share of requests that meet it. */
  readonly size: number
  /** For slowness: times as long. */
  readonly times: number
  /** For a bad deployment: it is slow instead of failing. */
  readonly slow: boolean
  /** For timeouts: what hangs never reports. */
  readonly silent: boolean
}

const mayBefall: Readonly<Record<TroubleKind, readonly Kind[]>> = {
  timeout: ['service', 'external', 'sql'],
  '5xx burst': ['service', 'external'],
  throttle: ['service', 'external', 'table'],
  'slow database': ['sql', 'table'],
  'retry storm': ['service'],
  'bad deployment': ['service'],
  'dead dependency': ['service', 'external', 'sql', 'table'],
}

export const hour = 3600

/** With fewer hit requests a minute not even one who sees every request could tell the minute. */
const leastHitAMinute = 6

/** Null: nothing in this system can be befallen so that it shows. */
export function drawTrouble(dice: Dice, system: System, kind: TroubleKind, perMinute: number): Trouble | null {
  const least = (name: string): number => leastHitAMinute / (perMinute * asked(system, name))
  const parts = [...system.parts.values()].filter(
    (part) => mayBefall[kind].includes(part.kind) && least(part.name) <= 0.6,
  )
  const entered = new Set([...system.entries.map((entry) => entry.name), ...system.consumers.values()])
  // Only faults of its own befall a service that nobody calls.
  const own = kind === '5xx burst' || kind === 'bad deployment'
  const choice = parts.filter((part) => own || !entered.has(part.name))
  if (choice.length === 0) return null
  const at = dice.pick(choice).name
  const from = dice.between(15 * 60, 48 * 60)
  const passes = dice.chance(0.25)
  const until = from + dice.between(6, 14) * 60
  return {
    kind,
    at,
    caller: kind === 'retry storm' ? busiestCaller(system, at) : null,
    from,
    to: passes && until < hour - 6 * 60 ? until : hour,
    size: sizeOf(dice, kind, least(at)),
    times: dice.between(4, 15),
    slow: dice.chance(0.35),
    silent: dice.chance(0.5),
  }
}

function sizeOf(dice: Dice, kind: TroubleKind, least: number): number {
  if (kind === 'dead dependency') return 1
  if (kind === 'slow database') return dice.between(Math.max(0.5, least), 1)
  if (kind === 'retry storm') return dice.between(Math.max(0.4, least), 0.8)
  return dice.between(Math.max(0.15, least), 0.9)
}

function busiestCaller(system: System, at: string): string {
  const callers = [...system.parts.values()].flatMap((part) =>
    part.calls
      .filter((call: Call) => call.to === at)
      .map((call) => ({ name: part.name, often: asked(system, part.name) * call.chance })),
  )
  return callers.sort((a, b) => b.often - a.often)[0]?.name ?? ''
}
