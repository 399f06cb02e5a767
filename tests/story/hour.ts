/** An hour of requests through a system, as X-Ray segment documents; and what really happened in it. */
import { Dice } from './dice.ts'
import { drawSystem, type Part, type System } from './system.ts'
import { drawTrouble, hour, type Trouble, type TroubleKind } from './trouble.ts'

type Class = 'ok' | 'error' | 'throttle' | 'fault'
type Wire = Record<string, unknown>

/** One request that entered: when it ended, how it was answered, how many seconds the trouble cost it. */
export type Entered = {
  readonly entry: string
  readonly user: string | null
  readonly endS: number
  readonly class: Class
  readonly seconds: number
  readonly lostS: number
}

export type Hour = {
  readonly seed: number
  readonly startS: number
  readonly system: System
  readonly perMinute: number
  readonly trouble: Trouble | null
  readonly documents: readonly string[]
  readonly traces: number
  readonly entered: readonly Entered[]
}

export function drawHour(seed: number, startS: number, kind: TroubleKind | null): Hour {
  const dice = new Dice(seed)
  for (;;) {
    const system = drawSystem(dice)
    const perMinute = dice.between(50, 130)
    const trouble = kind === null ? null : drawTrouble(dice, system, kind, perMinute)
    if (kind !== null && trouble === null) continue
    const drawn = new Traffic(dice, system, trouble, startS)
    drawn.run(perMinute)
    const { documents, entered, traces } = drawn
    return { seed, startS, system, perMinute, trouble, documents, traces, entered }
  }
}

type Answer = { readonly endS: number; readonly class: Class; readonly lostS: number }
type Attempt = Answer & { readonly status: number | null; readonly exception: string | null; readonly served: boolean }

const statusOf: Readonly<Record<Class, number>> = { ok: 200, error: 404, throttle: 429, fault: 500 }
const flagsOf = (answer: Class): Wire =>
  answer === 'fault'
    ? { fault: true }
    : answer === 'throttle'
      ? { error: true, throttle: true }
      : answer === 'error'
        ? { error: true }
        : {}

class Traffic {
  readonly documents: string[] = []
  readonly entered: Entered[] = []
  traces = 0
  readonly #dice: Dice
  readonly #system: System
  readonly #trouble: Trouble | null
  readonly #startS: number
  #traceId = ''

  constructor(dice: Dice, system: System, trouble: Trouble | null, startS: number) {
    this.#dice = dice
    this.#system = system
    this.#trouble = trouble
    this.#startS = startS
  }

  run(perMinute: number): void {
    const dice = this.#dice
    const users = dice.whole(40, 400)
    const named = dice.between(0.5, 1)
    const [swing, phase] = [dice.between(0, 0.3), dice.between(0, 6.28)]
    for (let second = 0; ; ) {
      const rate = (perMinute / 60) * (1 + swing * Math.sin(phase + (second / hour) * 6.28))
      second += -Math.log(1 - dice.next()) / rate
      if (second >= hour) return
      const user = dice.chance(named) ? `user-${Math.floor(users * dice.next() ** 1.7)}` : null
      const [first, other] = this.#system.entries
      const entry = other && dice.chance(other.share) ? other : first
      if (entry) this.#enter(entry.name, this.#startS + second, user)
    }
  }

  #enter(name: string, atS: number, user: string | null): void {
    const outer = this.#traceId
    this.#traceId = `1-${Math.floor(atS).toString(16).padStart(8, '0')}-${this.#dice.hex(24)}`
    this.traces += 1
    const answer = this.#serve(this.#part(name), atS, null, user)
    this.entered.push({
      entry: name,
      user,
      endS: answer.endS,
      class: answer.class,
      seconds: answer.endS - atS,
      lostS: answer.lostS,
    })
    this.#traceId = outer
  }

  #part(name: string): Part {
    const part = this.#system.parts.get(name)
    if (!part) throw new Error(`no part ${name}`)
    return part
  }

  /** The trouble, when it is on at that moment and at that part. */
  #troubleAt(name: string, atS: number): Trouble | null {
    const trouble = this.#trouble
    const second = atS - this.#startS
    return trouble && trouble.at === name && second >= trouble.from && second < trouble.to ? trouble : null
  }

  #work(part: Part): number {
    // Now and then something pauses: a collection of garbage, a lost packet.
    return part.work * this.#dice.skewed(part.spread) + (this.#dice.chance(0.002) ? this.#dice.between(0.2, 0.8) : 0)
  }

  /** A service that reports: its segment with a subsegment for each call. */
  #serve(part: Part, startS: number, parentId: string | null, user: string | null, silent = false): Answer {
    const dice = this.#dice
    const trouble = this.#troubleAt(part.name, startS)
    const id = dice.hex(16)
    const subsegments: Wire[] = []
    const work = this.#work(part)
    let at = startS + work * 0.5
    let lostS = 0
    let answered: Class = dice.chance(part.usualFaults) ? 'fault' : 'ok'
    if (parentId === null && dice.chance(0.02)) answered = 'error'
    const hit = trouble !== null && dice.chance(trouble.size)
    const own = trouble && hit ? this.#own(trouble, part, work) : null
    if (own) {
      at += own.extraS
      lostS += own.extraS
      if (own.class !== null) answered = own.class
    }
    if (answered === 'ok' || own?.extraS) {
      for (const call of part.calls) {
        if (!dice.chance(call.chance)) continue
        const outcome = this.#call(part, call.to, call.patience, at, subsegments)
        lostS += outcome.lostS
        at = outcome.endS
        if (outcome.class !== 'ok' && call.critical) {
          // Whoever is turned away says so, or fails.
          answered = outcome.class === 'throttle' && dice.chance(0.3) ? 'throttle' : 'fault'
          break
        }
      }
    }
    const endS = at + work * 0.5
    if (!silent)
      this.#send({
        trace_id: this.#traceId,
        id,
        name: part.name,
        ...(part.origin === null ? {} : { origin: part.origin }),
        ...(parentId === null ? {} : { parent_id: parentId }),
        ...(user === null ? {} : { user }),
        start_time: startS,
        end_time: endS,
        service: { version: this.#versionOf(part.name, startS) },
        http: {
          request: { method: 'POST', url: `http://${encodeURIComponent(part.name)}/do` },
          response: { status: statusOf[answered] },
        },
        ...flagsOf(answered),
        ...(subsegments.length > 0 ? { subsegments: subsegments.map((make) => ({ ...make })) } : {}),
      })
    return { endS, class: answered, lostS }
  }

  #versionOf(name: string, atS: number): string {
    const { kind, from } = this.#trouble?.at === name ? this.#trouble : { kind: null, from: 0 }
    return kind === 'bad deployment' && atS - this.#startS >= from ? '2.0.0' : '1.4.2'
  }

  /** What the trouble does to one request at the part itself. */
  #own(trouble: Trouble, part: Part, work: number): { class: Class | null; extraS: number } {
    const dice = this.#dice
    switch (trouble.kind) {
      case '5xx burst':
        return { class: 'fault', extraS: 0 }
      case 'throttle':
        return { class: 'throttle', extraS: 0 }
      case 'retry storm':
        return { class: 'fault', extraS: work * dice.between(0, 1) }
      case 'bad deployment':
        return trouble.slow ? { class: null, extraS: 0.05 + part.work * trouble.times } : { class: 'fault', extraS: 0 }
      default:
        return { class: null, extraS: 0 }
    }
  }

  /** A call with its tries; a subsegment each. */
  #call(from: Part, to: string, patience: number, startS: number, subsegments: Wire[]): Answer {
    const storm = this.#troubleAt(to, startS)
    const tries = storm?.kind === 'retry storm' && storm.caller === from.name ? 5 : 1
    let at = startS
    let lostS = 0
    for (let attempt = 1; ; attempt += 1) {
      const id = this.#dice.hex(16)
      const outcome = this.#attempt(this.#part(to), patience, at, id)
      subsegments.push(this.#subsegment(this.#part(to), id, at, outcome))
      lostS += outcome.lostS
      const done = outcome.class === 'ok' || attempt >= tries
      if (done) return { endS: outcome.endS, class: outcome.class, lostS }
      const next = outcome.endS + this.#dice.between(0.005, 0.03)
      lostS += next - at
      at = next
    }
  }

  #attempt(to: Part, patience: number, startS: number, callId: string): Attempt {
    const dice = this.#dice
    const trouble = this.#troubleAt(to.name, startS)
    const way = dice.between(0.0005, 0.002)
    if (trouble?.kind === 'dead dependency') {
      const endS = startS + dice.between(0.001, 0.02)
      return { endS, class: 'fault', status: null, exception: 'ConnectionRefusedError', lostS: 0, served: false }
    }
    if (trouble?.kind === 'timeout' && dice.chance(trouble.size)) {
      const endS = startS + patience + dice.between(0, 0.01)
      // It hangs, and comes to its end when nobody listens any more; or never.
      if (to.kind === 'service' && !trouble.silent)
        this.#hang({ ...to, calls: [] }, startS + way, patience * dice.between(1.2, 3), callId)
      return { endS, class: 'fault', status: null, exception: 'TimeoutError', lostS: patience, served: false }
    }
    if (to.kind === 'service') {
      const answer = this.#serve(to, startS + way, callId, null)
      if (answer.endS + way - startS > patience) {
        const endS = startS + patience
        return { endS, class: 'fault', status: null, exception: 'TimeoutError', lostS: answer.lostS, served: true }
      }
      const { class: answered, lostS } = answer
      return {
        endS: answer.endS + way,
        class: answered,
        status: statusOf[answered],
        exception: null,
        lostS,
        served: true,
      }
    }
    return this.#leaf(to, trouble, patience, startS)
  }

  #leaf(to: Part, trouble: Trouble | null, patience: number, startS: number): Attempt {
    const dice = this.#dice
    const usual = this.#work(to)
    const hit = trouble !== null && dice.chance(trouble.size)
    let seconds = usual
    let answered: Class = dice.chance(to.usualFaults) ? 'fault' : 'ok'
    if (hit && trouble.kind === '5xx burst') answered = 'fault'
    if (hit && trouble.kind === 'throttle') answered = 'throttle'
    if (hit && trouble.kind === 'slow database') seconds = usual * trouble.times + 0.03
    if (to.kind === 'queue') this.#deliver(to.name, startS + usual)
    if (seconds > patience) {
      const endS = startS + patience
      return { endS, class: 'fault', status: null, exception: 'TimeoutError', lostS: patience - usual, served: true }
    }
    // A table says 400 to what it throttles; only the flag tells.
    const status = to.kind === 'table' && answered === 'throttle' ? 400 : to.kind === 'sql' ? null : statusOf[answered]
    const exception = answered === 'fault' ? 'RemoteError' : null
    return { endS: startS + seconds, class: answered, status, exception, lostS: seconds - usual, served: true }
  }

  #hang(part: Part, startS: number, seconds: number, parentId: string): void {
    this.#send({
      trace_id: this.#traceId,
      id: this.#dice.hex(16),
      name: part.name,
      ...(part.origin === null ? {} : { origin: part.origin }),
      parent_id: parentId,
      start_time: startS,
      end_time: startS + seconds,
      service: { version: this.#versionOf(part.name, startS) },
      http: {
        request: { method: 'POST', url: `http://${encodeURIComponent(part.name)}/do` },
        response: { status: 200 },
      },
    })
  }

  #deliver(queue: string, atS: number): void {
    const consumer = this.#system.consumers.get(queue)
    if (consumer !== undefined) this.#enter(consumer, atS + this.#dice.between(0.05, 1), null)
  }

  #subsegment(to: Part, id: string, startS: number, outcome: Attempt): Wire {
    const { endS, class: answered, status, exception } = outcome
    const times = { id, start_time: startS, end_time: endS, ...flagsOf(answered) }
    const response = status === null ? {} : { response: { status } }
    const cause =
      exception === null
        ? {}
        : {
            cause: {
              exceptions: [
                { id: this.#dice.hex(16), type: exception, message: `${to.name}: ${exception}`, remote: false },
              ],
            },
          }
    switch (to.kind) {
      case 'sql':
        return {
          ...times,
          ...cause,
          name: to.name,
          namespace: 'remote',
          sql: { database_type: 'PostgreSQL', sanitized_query: 'SELECT 1' },
        }
      case 'table':
        return {
          ...times,
          ...cause,
          name: 'DynamoDB',
          namespace: 'aws',
          aws: { operation: 'GetItem', table_name: to.name },
          http: response,
        }
      case 'queue':
        return {
          ...times,
          ...cause,
          name: 'SQS',
          namespace: 'aws',
          aws: { operation: 'SendMessage', queue_url: `https://sqs.eu-west-1.amazonaws.com/123456789012/${to.name}` },
          http: response,
        }
      default:
        return {
          ...times,
          ...cause,
          name: to.name,
          namespace: 'remote',
          http: { request: { method: 'POST', url: `http://${encodeURIComponent(to.name)}/do` }, ...response },
        }
    }
  }

  #send(document: Wire): void {
    this.documents.push(JSON.stringify(document))
  }
}
