/** Held to what AWS answered to the same shapes (facts 4.3). */
import { describe, expect, it } from 'vitest'
import { assemble } from './assemble.ts'
import type { DelayEntity, FailureEntity, RootCause } from './model.ts'
import { entity, id, received } from './testing.ts'
import type { WireEntity } from './wire.ts'

const threw = (short: string, type: string, message = `${type} here`) => ({
  cause: { exceptions: [{ id: id(short), type, message }] },
})
const remote = { namespace: 'remote' }
const fault = { fault: true }

function summaryOf(...documents: WireEntity[]) {
  return assemble(received(...documents), { settled: true }).summary
}

/** `client! web[web, call* (TimeoutError)] > api?[call]`: `!` hits the client, `*` remote, `?` inferred. */
function text(causes: readonly RootCause<FailureEntity | DelayEntity>[]): string[] {
  const entityText = (one: FailureEntity | DelayEntity) =>
    `${one.name}${one.remote ? '*' : ''}${
      'coverage' in one ? ` ${one.coverage}` : one.exceptions.map((exception) => ` (${exception.name})`).join('')
    }`
  return causes.map(
    ({ clientImpacting, services }) =>
      `${clientImpacting ? 'client! ' : ''}${services
        .map(({ node, inferred, path }) => `${node.name}${inferred ? '?' : ''}[${path.map(entityText).join(', ')}]`)
        .join(' > ')}`,
  )
}

describe('faults', () => {
  const child = (parts: Partial<WireEntity>) => entity('b1', 'child', 100, 3100, parts)
  const faultsOf = (...documents: WireEntity[]) => text(summaryOf(...documents).faultRootCauses)

  it('name the root that threw', () => {
    expect(faultsOf(entity('a1', 'web', 0, 4000, { ...fault, ...threw('e1', 'ProbeError') }))).toEqual([
      'client! web[web (ProbeError)]',
    ])
  })

  it('name nobody when nobody wrote down why', () => {
    expect(faultsOf(entity('a1', 'web', 0, 4000, fault))).toEqual([])
    expect(faultsOf(entity('a1', 'web', 0, 4000, { ...fault, subsegments: [child(fault)] }))).toEqual([])
  })

  it('lead to the local subsegment that threw', () => {
    const subsegments = [child({ ...fault, ...threw('e1', 'ProbeError') })]
    expect(faultsOf(entity('a1', 'web', 0, 4000, { ...fault, subsegments }))).toEqual([
      'client! web[web, child (ProbeError)]',
    ])
  })

  it('lead through the call to a callee that did not report, which has no exceptions of its own', () => {
    const subsegments = [child({ ...remote, ...fault, ...threw('e1', 'ProbeError') })]
    expect(faultsOf(entity('a1', 'web', 0, 4000, { ...fault, subsegments }))).toEqual([
      'client! web[web, child* (ProbeError)] > child?[child]',
    ])
  })

  it('prefer the callee that did not report to an exception at home', () => {
    const local = entity('b2', 'local', 50, 90, { ...fault, ...threw('e2', 'LocalError') })
    const subsegments = [local, child({ ...remote, ...fault })]
    expect(faultsOf(entity('a1', 'web', 0, 4000, { ...fault, subsegments }))).toEqual([
      'client! web[web, child*] > child?[child]',
    ])
  })

  it('are one chain where two children failed', () => {
    const subsegments = [
      child({ ...fault, ...threw('e1', 'First') }),
      entity('b2', 'other', 200, 300, { ...fault, ...threw('e2', 'Second') }),
    ]
    expect(faultsOf(entity('a1', 'web', 0, 4000, { ...fault, subsegments }))).toHaveLength(1)
  })

  it('begin below a root that took it well, and then do not hit the client', () => {
    const call = entity('b1', 'back', 250, 1750, { ...remote, ...fault })
    const back = { ...fault, ...threw('e1', 'OwnedFailure'), parent: 'b1' }
    expect(
      faultsOf(entity('a1', 'front', 0, 2000, { subsegments: [call] }), entity('c1', 'back', 500, 8000, back)),
    ).toEqual(['back[back (OwnedFailure)]'])
  })

  it('cross services', () => {
    const call = entity('b1', 'back', 250, 1750, { ...remote, ...fault })
    const back = { ...fault, ...threw('e1', 'OwnedFailure'), parent: 'b1' }
    expect(
      faultsOf(
        entity('a1', 'front', 0, 2000, { ...fault, subsegments: [call] }),
        entity('c1', 'back', 300, 1700, back),
      ),
    ).toEqual(['client! front[front, back*] > back[back (OwnedFailure)]'])
  })

  it('stop at the caller that noticed when the callee says nothing', () => {
    const call = entity('b1', 'back', 250, 1750, { ...remote, ...fault, ...threw('e1', 'Http500') })
    expect(
      faultsOf(
        entity('a1', 'front', 0, 2000, { ...fault, subsegments: [call] }),
        entity('c1', 'back', 300, 1700, { ...fault, parent: 'b1' }),
      ),
    ).toEqual(['client! front[front, back* (Http500)]'])
  })

  it('follow a cause that is an id, in each spelling, and not the other branch', () => {
    const subsegments = [
      child({ ...fault, ...threw('e1', 'First') }),
      entity('b2', 'other', 200, 300, { ...fault, ...threw('e2', 'Second') }),
    ]
    for (const cause of [id('e2'), id('b2'), { id: id('b2'), exceptions: [] }])
      expect(faultsOf(entity('a1', 'web', 0, 4000, { ...fault, cause, subsegments }))).toEqual([
        'client! web[web, other (Second)]',
      ])
    expect(faultsOf(entity('a1', 'web', 0, 4000, { ...fault, cause: id('dd'), subsegments }))).toEqual([])
  })

  it('keep a failed callee that the caller`s own cause passes over', () => {
    const subsegments = [
      child({ ...fault, ...threw('e1', 'First') }),
      entity('b2', 'other', 200, 300, { ...remote, ...fault }),
    ]
    expect(faultsOf(entity('a1', 'web', 0, 4000, { ...fault, cause: id('e1'), subsegments }))).toEqual([
      'client! web[web, child (First)]',
      'other?[other]',
    ])
  })
})

describe('errors', () => {
  it('list throttles, and keep faults out', () => {
    const table = { namespace: 'aws', aws: { operation: 'PutItem', table_name: 'carts' }, error: true, throttle: true }
    const { errorRootCauses, faultRootCauses } = summaryOf(
      entity('a1', 'web', 0, 900, { ...fault, subsegments: [entity('b1', 'DynamoDB', 5, 800, table)] }),
    )
    expect(text(errorRootCauses)).toEqual(['carts?[DynamoDB]'])
    expect(faultRootCauses).toEqual([])
  })

  it('are known by the status where no flag is set', () => {
    const answered = { http: { response: { status: 404 } }, ...threw('e1', 'NotFound') }
    const { errorRootCauses, faultRootCauses } = summaryOf(entity('a1', 'web', 0, 900, answered))
    expect(text(errorRootCauses)).toEqual(['client! web[web (NotFound)]'])
    expect(faultRootCauses).toEqual([])
  })
})

describe('waiting', () => {
  const waits = (...documents: WireEntity[]) => text(summaryOf(...documents).responseTimeRootCauses)
  const root = (...subsegments: WireEntity[]) => entity('a1', 'web', 0, 4000, { subsegments })

  it.each([
    ['local, three quarters', 3000, {}, ['client! web[web 1, child 0.75]']],
    ['remote, three quarters', 3000, remote, ['client! web[web 1, child* 0.75] > child?[child 0.75]']],
    ['half is not more than half', 2000, remote, []],
    ['a quarter', 1000, remote, []],
  ])('%s', (_, ms, parts, expected) => {
    expect(waits(root(entity('b1', 'child', 100, 100 + ms, parts)))).toEqual(expected)
  })

  it('nothing without children', () => {
    expect(waits(root())).toEqual([])
  })

  it('follows the longest, down through services', () => {
    const call = entity('b1', 'back', 100, 3500, remote)
    expect(
      waits(
        root(entity('b0', 'short', 0, 50), call),
        entity('c1', 'back', 200, 3400, { parent: 'b1', subsegments: [entity('c2', 'work', 300, 3000)] }),
      ),
    ).toEqual(['client! web[web 1, back* 0.85] > back[back 0.8, work 0.675]'])
  })

  it('does not follow a callee that took longer than its caller waited', () => {
    const call = entity('b1', 'back', 250, 3250, remote)
    expect(waits(root(call), entity('c1', 'back', 500, 8000, { parent: 'b1' }))).toEqual([
      'client! web[web 1, back* 0.75]',
    ])
  })

  it('a Lambda function and what it did before its start', () => {
    expect(
      waits(
        entity('a1', 'resize', 0, 2894, { origin: 'AWS::Lambda' }),
        entity('c1', 'resize', 300, 2800, {
          origin: 'AWS::Lambda::Function',
          parent: 'a1',
          subsegments: [entity('c2', 'Initialization', 290, 2780)],
        }),
      ),
    ).toEqual(['client! resize[resize 1] > resize[resize 0.864, Initialization 0.86]'])
  })
})

describe('bounds', () => {
  it('a chain of thousands keeps its beginning and its end', () => {
    const documents = [entity('a0', 'web', 0, 4000, fault)]
    for (let i = 1; i < 3000; i++)
      documents.push(
        entity((0xa0 + i).toString(16), `step ${i}`, 0, 3990, {
          ...fault,
          type: 'subsegment',
          parent: (0xa0 + i - 1).toString(16),
          ...(i === 2999 ? threw('e1', 'Deep') : {}),
        }),
      )
    const [cause] = summaryOf(...documents).faultRootCauses
    const path = cause?.services[0]?.path ?? []
    expect(path).toHaveLength(100)
    expect(path[0]?.name).toBe('web')
    expect(path.at(-1)).toMatchObject({ name: 'step 2999', exceptions: [{ name: 'Deep' }] })
  })
})
