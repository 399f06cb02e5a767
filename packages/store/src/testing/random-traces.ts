/** Assembled traces out of a seed: any shape the model allows, for tests that compare SQL with the plain functions. */
import {
  type AnnotationValue,
  type AssembledTrace,
  type Called,
  type DelayEntity,
  type EntityFacts,
  type FailureEntity,
  type NodeKey,
  type ResponseClass,
  type RootCause,
  type Served,
  worstClass,
} from '@roentgen/trace'

/** Mulberry32: small, seeded, good enough to scatter test data. */
export class Dice {
  #state: number

  constructor(seed: number) {
    this.#state = seed >>> 0
  }

  /** 0 (included) to 1 (excluded). */
  float(): number {
    this.#state = (this.#state + 0x6d2b79f5) >>> 0
    let t = this.#state
    t = Math.imul(t ^ (t >>> 15), t | 1)
    t ^= t + Math.imul(t ^ (t >>> 7), t | 61)
    return ((t ^ (t >>> 14)) >>> 0) / 4_294_967_296
  }

  /** From 0 to below n. */
  below(n: number): number {
    return Math.floor(this.float() * n)
  }

  pick<T>(items: readonly T[]): T {
    return items[this.below(items.length)]!
  }

  some<T>(most: number, make: () => T): T[] {
    return Array.from({ length: this.below(most + 1) }, make)
  }

  hex(digits: number): string {
    return Array.from({ length: digits }, () => this.below(16).toString(16)).join('')
  }
}

const classes: readonly ResponseClass[] = ['ok', 'ok', 'ok', 'error', 'throttle', 'fault']
const names = ['web', 'orders', 'pay', 'naïve Ωmega', "o'brien\\", 'tab\there']
const types = [null, 'AWS::EC2::Instance', 'remote', 'Database::SQL', 'AWS::DynamoDB::Table']
const texts = [
  'x',
  'GET',
  'POST',
  'https://api.example/a?b=1',
  'Ωmega',
  "quo'te",
  'back\\slash',
  'new\nline',
  '%_',
  'true',
]
const keys = ['tenant', 'rank', 'cache.hit', "k'ey"]
export const knownTexts = texts
export const knownNames = names
export const knownTypes = types
export const knownKeys = keys

export const randomNode = (dice: Dice): NodeKey => ({
  name: dice.pick(names),
  type: dice.pick(types),
  account: dice.below(8) === 0 ? '123456789012' : null,
})

const maybe = <T>(dice: Dice, value: () => T): T | null => (dice.below(3) === 0 ? null : value())

function randomAnnotations(dice: Dice): [string, AnnotationValue][] {
  const value = (): AnnotationValue =>
    dice.pick([() => dice.pick(texts), () => dice.below(5) - 2, () => dice.float(), () => dice.below(2) === 0])()
  return dice.some(3, () => [dice.pick(keys), value()])
}

function randomFacts(dice: Dice, endUs: number): EntityFacts {
  const durationUs = dice.below(6) === 0 ? 0 : dice.below(3_000_000)
  return {
    startUs: endUs - durationUs,
    endUs,
    durationUs,
    responseClass: dice.pick(classes),
    httpStatus: maybe(dice, () => dice.pick([200, 204, 404, 429, 500])),
    httpMethod: maybe(dice, () => dice.pick(['GET', 'POST'])),
    httpUrl: maybe(dice, () => dice.pick(texts)),
    userAgent: maybe(dice, () => dice.pick(texts)),
    clientIp: maybe(dice, () => dice.pick(['10.0.0.1', '::1'])),
    annotations: randomAnnotations(dice),
  }
}

/** From dice of their own, so that the rest of a trace does not depend on them. */
function randomCauses(seed: number) {
  const dice = new Dice(seed)
  const list = <T>(most: number, make: () => T): T[] => [make(), ...dice.some(most - 1, make)]
  const causes = <E>(most: number, entity: () => E): RootCause<E>[] =>
    dice.some(most, () => ({
      clientImpacting: dice.below(2) === 0,
      services: list(3, () => ({
        node: randomNode(dice),
        inferred: dice.below(3) === 0,
        path: list(3, entity),
      })),
    }))
  const failure = (): FailureEntity => ({
    name: dice.pick(names),
    remote: dice.below(2) === 0,
    exceptions: dice.some(2, () => ({
      name: maybe(dice, () => dice.pick(['TimeoutError', 'java.io.IOException', 'x'])),
      message: maybe(dice, () => dice.pick(texts)),
    })),
  })
  const delay = (): DelayEntity => ({
    name: dice.pick(names),
    remote: dice.below(2) === 0,
    coverage: dice.pick([1, 0.75, 0.5001, dice.float()]),
  })
  return {
    faultRootCauses: causes(2, failure),
    errorRootCauses: causes(2, failure),
    responseTimeRootCauses: causes(1, delay),
  }
}

export type RandomTraceOptions = {
  readonly traceId: string
  /** Minutes in which its entities may end. */
  readonly minutes: readonly number[]
  readonly knowledge: number
  readonly settled?: boolean
  /** Minutes that earlier versions touched: knowledge only grows. */
  readonly touchedBefore?: readonly number[]
}

export function randomTrace(dice: Dice, options: RandomTraceOptions): AssembledTrace {
  const endUs = (): number =>
    dice.pick(options.minutes) * 60_000_000 + dice.pick([0, 1, 59_999_999, dice.below(60_000_000)])
  const served = dice.some(
    4,
    (): Served => ({
      ...randomFacts(dice, endUs()),
      entityId: dice.hex(16),
      node: randomNode(dice),
      inferred: dice.below(3) === 0,
      root: dice.below(4) === 0,
      user: maybe(dice, () => dice.pick(['ann', 'bob', 'Çem'])),
      availabilityZone: maybe(dice, () => dice.pick(['eu-west-1a', 'eu-west-1b'])),
      instanceId: maybe(dice, () => `i-${dice.below(3)}`),
      resourceArn: maybe(dice, () => `arn:aws:lambda:eu-west-1:1:function:f${dice.below(3)}`),
    }),
  )
  const called = dice.some(
    4,
    (): Called => ({
      ...randomFacts(dice, endUs()),
      entityId: dice.hex(16),
      from: dice.below(3) === 0 ? { name: 'web', type: 'client', account: null } : randomNode(dice),
      to: randomNode(dice),
      kind: dice.pick(['call', 'client', 'link']),
      alias: dice.below(4) === 0 ? randomNode(dice) : null,
    }),
  )
  const all = [...served, ...called]
  const startUs = all.length ? Math.min(...all.map((x) => x.startUs)) : dice.pick(options.minutes) * 60_000_000 + 17
  const lastUs = all.length ? Math.max(...all.map((x) => x.endUs)) : null
  const touched = new Set([...all.map((x) => Math.floor(x.endUs / 60_000_000)), ...(options.touchedBefore ?? [])])
  const root = served[0] ?? null
  const rootClass = root && dice.below(5) > 0 ? root.responseClass : null
  const nodes = new Map<string, NodeKey>()
  for (const node of [...served.map((x) => x.node), ...called.flatMap((x) => [x.from, x.to]), randomNode(dice)])
    nodes.set(JSON.stringify(node), node)
  const nodeList = [...nodes.values()]
  const users = [...new Set(served.flatMap((x) => x.user ?? []))]
  const annotations = new Map<string, { key: string; value: AnnotationValue; nodes: NodeKey[] }>()
  for (const x of served)
    for (const [key, value] of x.annotations)
      annotations.set(JSON.stringify([key, value]), { key, value, nodes: [x.node] })
  const any = (wanted: ResponseClass): boolean => served.some((x) => x.responseClass === wanted)
  return {
    summary: {
      traceId: options.traceId,
      startUs,
      endUs: lastUs ?? startUs,
      durationUs: lastUs === null ? null : lastUs - startUs,
      responseTimeUs: rootClass === null ? null : (root?.durationUs ?? null),
      rootClass,
      hasFault: rootClass === 'fault',
      hasError: rootClass === 'error',
      hasThrottle: rootClass === 'throttle',
      partial: dice.below(5) === 0,
      http: root
        ? {
            url: root.httpUrl,
            method: root.httpMethod,
            status: root.httpStatus,
            userAgent: root.userAgent,
            clientIp: root.clientIp,
          }
        : null,
      entryPoint: root?.node ?? null,
      nodes: nodeList,
      users: users.map((name) => ({ name, nodes: served.filter((x) => x.user === name).map((x) => x.node) })),
      annotations: [...annotations.values()],
      availabilityZones: [...new Set(served.flatMap((x) => x.availabilityZone ?? []))],
      instanceIds: [...new Set(served.flatMap((x) => x.instanceId ?? []))],
      resourceArns: [...new Set(served.flatMap((x) => x.resourceArn ?? []))],
      documents: options.knowledge,
      segments: served.length,
      anyFault: any('fault'),
      anyError: any('error'),
      anyThrottle: any('throttle'),
      ...randomCauses(dice.below(1 << 30)),
    },
    served,
    called,
    touchedMinutes: [...touched].sort((a, b) => a - b),
    knowledge: options.knowledge,
    settled: options.settled ?? true,
    whole: true,
  }
}

/** The worst class a trace had at a node: fault, throttle, error, ok. Its callers' side for nodes that served nothing themselves. */
export function classAt(trace: AssembledTrace, node: NodeKey): ResponseClass | null {
  const same = (key: NodeKey): boolean =>
    key.name === node.name && key.type === node.type && key.account === node.account
  const served = trace.served.filter((x) => same(x.node))
  const found = served.length > 0 ? served : trace.called.filter((x) => same(x.from) || same(x.to))
  return found.length === 0 ? null : found.map((x) => x.responseClass).reduce((a, b) => worstClass(a, b))
}

/** One request that one node answered well. */
export function oneRequest(traceId: string, endUs: number, name = 'web'): AssembledTrace {
  const node = { name, type: null, account: null }
  const startUs = endUs - 10
  return {
    summary: {
      traceId,
      startUs,
      endUs,
      durationUs: 10,
      responseTimeUs: 10,
      rootClass: 'ok',
      hasFault: false,
      hasError: false,
      hasThrottle: false,
      partial: false,
      http: null,
      entryPoint: node,
      nodes: [node],
      users: [],
      annotations: [],
      availabilityZones: [],
      instanceIds: [],
      resourceArns: [],
      documents: 1,
      segments: 1,
      anyFault: false,
      anyError: false,
      anyThrottle: false,
      faultRootCauses: [],
      errorRootCauses: [],
      responseTimeRootCauses: [],
    },
    served: [
      {
        startUs,
        endUs,
        durationUs: 10,
        responseClass: 'ok',
        httpStatus: null,
        httpMethod: null,
        httpUrl: null,
        userAgent: null,
        clientIp: null,
        annotations: [],
        entityId: '0000000000000001',
        node,
        inferred: false,
        root: true,
        user: null,
        availabilityZone: null,
        instanceId: null,
        resourceArn: null,
      },
    ],
    called: [],
    touchedMinutes: [Math.floor(endUs / 60e6)],
    knowledge: 2,
    settled: true,
    whole: true,
  }
}
