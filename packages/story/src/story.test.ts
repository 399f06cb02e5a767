import IntlMessageFormat from 'intl-messageformat'
import { describe, expect, it } from 'vitest'
import {
  edgeSentence,
  failedRows,
  mapHeadline,
  messagesEn,
  nodeSentence,
  plainValues,
  type Sentence,
  type StoryCounts,
  type StoryGraph,
  type StoryTrace,
  traceSentence,
  usersSentence,
} from './index.ts'
import { messagesDe } from './messages-de.ts'
import { messagesFr } from './messages-fr.ts'

const languages = { en: messagesEn, de: messagesDe, fr: messagesFr } as const
type Language = keyof typeof languages

/** What a person would read. */
function say(sentence: Sentence | null, language: Language = 'en'): string {
  if (!sentence) return 'null'
  const values = plainValues(sentence.values, (seconds) => `${Math.round(seconds * 1000)} ms`)
  return String(new IntlMessageFormat(languages[language][sentence.id], language).format(values))
}

const countsFromText = (text: string): StoryCounts => {
  const of = (name: string): number => Number(new RegExp(`(\\d+) ${name}`).exec(text)?.[1] ?? 0)
  const [ok, error, throttle, fault] = [of('ok'), of('error'), of('throttle'), of('fault')]
  return { ok, error, throttle, fault, total: ok + error + throttle + fault }
}
const plus = (a: StoryCounts, b: StoryCounts): StoryCounts => ({
  ok: a.ok + b.ok,
  error: a.error + b.error,
  throttle: a.throttle + b.throttle,
  fault: a.fault + b.fault,
  total: a.total + b.total,
})
const nothing = countsFromText('')

/**
 * `caller -> callee  12 ok 3 fault`; a node counts what its callers saw, unless a line `callee: 12 ok` says otherwise. What is called in
 * brackets, `[callee]`, sends nothing itself.
 */
function graphFromText(text: string): StoryGraph {
  const nodes = new Map<string, StoryGraph['nodes'][number]>()
  const edges: StoryGraph['edges'][number][] = []
  const node = (written: string, counts: StoryCounts): string => {
    const id = written.replace(/^\[(.*)\]$/, '$1')
    const old = nodes.get(id)
    nodes.set(id, {
      id,
      name: id,
      type: id === 'client' ? 'client' : id === written ? 'AWS::EC2::Instance' : 'remote',
      state: id === written ? 'active' : 'unknown',
      root: false,
      counts: old ? plus(old.counts, counts) : counts,
      latency: { p95: 0.25 },
    })
    return id
  }
  for (const line of text.trim().split('\n')) {
    const call = /^\s*(\S+)\s+->\s+(\S+)\s+(.*)$/.exec(line)
    if (call) {
      const [, caller = '', callee = '', rest = ''] = call
      const counts = countsFromText(rest)
      const [from, to] = [node(caller, nothing), node(callee, counts)]
      const kind = from === 'client' ? 'client' : 'call'
      edges.push({ id: `${from}>${to}`, from, to, kind, counts, latency: { p95: 0.25 } })
      continue
    }
    const [, id = '', rest = ''] = /^\s*(\S+):\s+(.*)$/.exec(line) ?? []
    nodes.delete(id)
    node(id, countsFromText(rest))
  }
  return { nodes: [...nodes.values()], edges }
}

describe('mapHeadline', () => {
  it('blames the deepest service whose own callees are fine', () => {
    const headline = mapHeadline(
      graphFromText(`
        client -> web     80 ok 20 fault
        web    -> orders  80 ok 20 fault
        web    -> users  100 ok
        orders -> stock   80 ok 20 fault
        stock  -> db     100 ok
      `),
    )
    expect(headline.evidence).toEqual({ nodes: ['stock'], edges: ['client>web', 'web>orders', 'orders>stock'] })
    expect(say(headline)).toBe(
      '1 in 5 requests to stock fails (20 of 100), and nothing it calls explains it. From outside, 20 of 100 requests failed.',
    )
  })

  it('blames the larger of two causes', () => {
    const headline = mapHeadline(
      graphFromText(`
        client -> web  950 ok 50 fault
        web    -> a    990 ok 10 fault
        web    -> b    960 ok 40 fault
      `),
    )
    expect(headline.evidence.nodes).toEqual(['b'])
  })

  it('blames the caller itself when its callees fail less often than it does', () => {
    const headline = mapHeadline(
      graphFromText(`
        client -> web  50 ok 50 fault
        web    -> a    98 ok 2 fault
      `),
    )
    expect(headline).toMatchObject({ id: 'story.map.culprit', values: { node: 'web', bad: 1, of: 2 } })
  })

  it('says of a service that reports nothing that it does not, not that its callees are fine', () => {
    const headline = mapHeadline(
      graphFromText(`
        client -> web     80 ok 20 fault
        web    -> [bank]  80 ok 20 fault
      `),
    )
    expect(headline.evidence.nodes).toEqual(['bank'])
    expect(say(headline)).toBe(
      '1 in 5 requests to bank fails (20 of 100); it reports nothing of its own. From outside, 20 of 100 requests failed.',
    )
  })

  it('names a throttled table behind a failing service', () => {
    const headline = mapHeadline(
      graphFromText(`
        client   -> sessions  90 ok 10 fault
        sessions -> table     90 ok 10 throttle
      `),
    )
    expect(headline).toMatchObject({ id: 'story.map.throttled', values: { node: 'table', failures: 10 } })
  })

  it('blames the call when the callee counts nothing wrong', () => {
    const headline = mapHeadline(
      graphFromText(`
        client -> web       80 ok 20 fault
        web    -> payments  80 ok 20 fault
        payments: 100 ok
      `),
    )
    expect(headline).toMatchObject({
      id: 'story.map.brokenCall',
      values: { from: 'web', to: 'payments', bad: 1, of: 5 },
    })
  })

  it('says when callers cope with a failing service', () => {
    const headline = mapHeadline(
      graphFromText(`
        client -> web    100 ok
        web    -> cache   75 ok 25 fault
      `),
    )
    expect(headline).toMatchObject({ id: 'story.map.culpritHidden', values: { node: 'cache', bad: 1, of: 4 } })
  })

  it('does not blame a failing service off the failing path', () => {
    const headline = mapHeadline(
      graphFromText(`
        client -> web   95 ok 5 fault
        web    -> pay   95 ok 5 fault
        client -> other 100 ok
        other  -> cache 10 ok 90 fault
      `),
    )
    expect(headline.evidence.nodes).toEqual(['pay'])
  })

  it('below 30 requests there is not enough to judge, and failures are still named', () => {
    expect(say(mapHeadline(graphFromText('client -> web 12 ok')))).toBe(
      'Only 12 requests in this window: not enough to judge.',
    )
    expect(say(mapHeadline(graphFromText('client -> web 10 ok 2 fault')))).toBe(
      '2 of 12 requests to web failed; too few to say how often that happens.',
    )
  })

  it('much traffic, and a failing service that is rarely asked', () => {
    const headline = mapHeadline(
      graphFromText(`
        client -> web     900 ok
        client -> nightly   1 ok 1 fault
      `),
    )
    expect(say(headline)).toBe(
      '1 of 902 requests from outside failed. It begins at nightly, where 1 of only 2 requests failed.',
    )
  })

  it('says that all is well, with totals', () => {
    expect(say(mapHeadline(graphFromText('client -> web 1200 ok\nweb -> db 1200 ok')))).toBe(
      'All 1,200 requests were answered without a fault, by 2 services; 95 % of them within 250 ms.',
    )
  })

  it('mentions many 4xx when nothing faults', () => {
    expect(mapHeadline(graphFromText('client -> web 80 ok 20 error'))).toMatchObject({
      id: 'story.map.errors',
      values: { node: 'web', bad: 1, of: 5 },
    })
  })

  it('an empty map', () => {
    expect(mapHeadline({ nodes: [], edges: [] }).id).toBe('story.map.empty')
  })

  it('survives services that call each other in a circle', () => {
    const headline = mapHeadline(
      graphFromText(`
        client -> a  60 ok 40 fault
        a      -> b  60 ok 40 fault
        b      -> a  90 ok 10 fault
      `),
    )
    expect(headline.evidence.nodes).toHaveLength(1)
  })
})

describe('nodeSentence and edgeSentence', () => {
  const graph = graphFromText(`
    client -> web     80 ok 20 fault
    web    -> orders  80 ok 20 fault
    web    -> users   90 ok 10 error
    web    -> table   95 ok 5 throttle
    web    -> quiet    3 ok
    orders -> db     100 ok
  `)
  it.each([
    ['client', 'story.node.client'],
    ['web', 'story.node.faultsFrom'],
    ['orders', 'story.node.faults'],
    ['users', 'story.node.errors'],
    ['table', 'story.node.throttles'],
    ['quiet', 'story.node.few'],
    ['db', 'story.node.healthy'],
  ])('%s: %s', (id, expected) => {
    expect(nodeSentence(graph, id)?.id).toBe(expected)
  })
  it('points from a node to the callee that explains it', () => {
    expect(say(nodeSentence(graph, 'web'))).toBe(
      '1 in 5 requests to web faults (20 of 100). 20 of its calls to orders failed: look there first.',
    )
  })
  it.each([
    ['stock', '1 in 5 requests to stock faults (20 of 100); nothing it calls explains that, so look here.'],
    [
      'bank',
      '1 in 5 requests to bank faults (20 of 100). bank reports nothing of its own: what is known comes from its callers.',
    ],
  ])('nobody knows what is behind a service that reports nothing: %s', (id, text) => {
    const some = graphFromText('orders -> stock 80 ok 20 fault\norders -> [bank] 80 ok 20 fault')
    expect(say(nodeSentence(some, id))).toBe(text)
  })
  it.each([
    [
      1,
      '1 in 255 requests to web faults (1 of 255)',
      'Eine von 255 Anfragen an web endet in einer Störung (1 von 255)',
      '1 requête sur 255 vers web est défaillante (1 sur 255)',
    ],
    [
      127,
      '1 in 2 requests to web faults (127 of 255)',
      'Eine von 2 Anfragen an web endet in einer Störung (127 von 255)',
      '1 requête sur 2 vers web est défaillante (127 sur 255)',
    ],
    [
      185,
      '7 in 10 requests to web fault (185 of 255)',
      '7 von 10 Anfragen an web enden in einer Störung (185 von 255)',
      '7 requêtes sur 10 vers web sont défaillantes (185 sur 255)',
    ],
    [
      250,
      'Nearly every request to web faults (250 of 255)',
      'Fast jede Anfrage an web endet in einer Störung (250 von 255)',
      'Presque chaque requête vers web est défaillante (250 sur 255)',
    ],
    [
      255,
      'Every request to web faults (255 of 255)',
      'Jede Anfrage an web endet in einer Störung (255 von 255)',
      'Chaque requête vers web est défaillante (255 sur 255)',
    ],
  ])('%i of 255 is said as people say it, never as 1 in 1', (fault, en, de, fr) => {
    const sentence = nodeSentence(graphFromText(`client -> web ${255 - fault} ok ${fault} fault`), 'web')
    const begin = (language: Language, { length }: string) => say(sentence, language).slice(0, length)
    expect([begin('en', en), begin('de', de), begin('fr', fr)]).toEqual([en, de, fr])
  })
  it.each(['fault', 'throttle', 'error'])('no sentence says 1 in 1, however many of the requests are a %s', (kind) => {
    for (const language of ['en', 'de', 'fr'] as const) {
      for (let bad = 30; bad <= 60; bad++) {
        const some = graphFromText(`client -> web ${60 - bad} ok ${bad} ${kind}\nweb -> db 60 ok`)
        const said = [mapHeadline(some), nodeSentence(some, 'web'), edgeSentence(some, 'client>web')]
        for (const sentence of said) expect(say(sentence, language)).not.toMatch(/(1 in|ein\w* von|1 \S+ sur) 1 /i)
      }
    }
  })
  it.each([
    ['client>web', 'story.edge.faults'],
    ['web>users', 'story.edge.errors'],
    ['web>table', 'story.edge.throttles'],
    ['web>quiet', 'story.edge.few'],
    ['orders>db', 'story.edge.healthy'],
  ])('%s: %s', (id, expected) => {
    expect(edgeSentence(graph, id)?.id).toBe(expected)
  })
  it('knows nothing of what is not on the map', () => {
    expect(nodeSentence(graph, 'x')).toBeNull()
    expect(edgeSentence(graph, 'x')).toBeNull()
  })
  it('a call that the callee never counted as failed is unanswered', () => {
    const lost = graphFromText('a -> b 80 ok 20 fault\nb: 100 ok')
    expect(edgeSentence(lost, 'a>b')?.id).toBe('story.edge.unanswered')
  })
})

describe('traceSentence', () => {
  type Row = [name: string, parent: number, millis: number, klass: StoryTrace['entities']['class'][number]]
  const trace = (
    rows: Row[],
    criticalPath: [number, number][] = [],
    failure: StoryTrace['failure'] = null,
  ): StoryTrace => ({
    failure,
    duration: 1,
    nodes: [{ name: 'svc' }],
    entities: {
      id: rows.map((_, i) => `e${i}`),
      parent: rows.map((r) => r[1]),
      name: rows.map((r) => r[0]),
      node: rows.map(() => 0),
      callee: rows.map(() => -1),
      duration: rows.map((r) => (r[2] < 0 ? -1 : r[2] * 1000)),
      class: rows.map((r) => r[3]),
    },
    criticalPath,
  })
  const failing: Row[] = [
    ['web', -1, 100, 'fault'],
    ['pay', 0, 90, 'fault'],
    ['bank', 1, 80, 'fault'],
  ]
  const handled: Row[] = [
    ['web', -1, 100, 'ok'],
    ['cache', 0, 5, 'fault'],
  ]
  it.each<[string, StoryTrace, string]>([
    ['nothing', trace([]), 'No segment of this trace has arrived yet.'],
    ['running', trace([['web', -1, -1, 'ok']]), 'web is still working on this request.'],
    ['alone', trace([['web', -1, 40, 'ok']]), 'web answered in 40 ms.'],
    [
      'slow callee',
      trace(
        [
          ['web', -1, 100, 'ok'],
          ['db', 0, 80, 'ok'],
        ],
        [
          [0, 20_000],
          [1, 80_000],
        ],
      ),
      'web answered in 100 ms; the largest part went to db (80 ms, 80 %).',
    ],
    ['handled', trace(handled), 'web answered in 100 ms although cache failed on the way.'],
    ['fault below', trace(failing), 'web failed after 100 ms because bank failed (in svc).'],
    [
      'own fault',
      trace([
        ['web', -1, 100, 'fault'],
        ['pay', 0, 90, 'ok'],
      ]),
      'web failed after 100 ms, and nothing below it did.',
    ],
    [
      'fault below, whose error its caller recorded',
      trace(failing, [], { entity: 'e1', type: 'NullPointerException', message: null }),
      'web failed after 100 ms because bank failed (in svc); pay recorded: NullPointerException.',
    ],
    [
      'fault below, with its error',
      trace(failing, [], { entity: 'e2', type: 'TimeoutError', message: 'no answer\n within 1.5 s.' }),
      'web failed after 100 ms because bank failed (in svc): TimeoutError: no answer within 1.5 s.',
    ],
    [
      'fault of a service itself',
      trace([
        ['web', -1, 100, 'fault'],
        ['svc', 0, 90, 'fault'],
      ]),
      'web failed after 100 ms because svc failed.',
    ],
    [
      'own fault, with its error',
      trace([['web', -1, 100, 'fault']], [], { entity: 'e0', type: null, message: 'out of memory' }),
      'web failed after 100 ms, and nothing below it did; it recorded: out of memory.',
    ],
    [
      'handled, with a long error',
      trace(handled, [], { entity: 'e1', type: 'E', message: 'x'.repeat(500) }),
      `web answered in 100 ms although cache failed on the way: E: ${'x'.repeat(117)}….`,
    ],
  ])('%s', (_, given, text) => {
    expect(say(traceSentence(given))).toBe(text)
  })
  it('the rows that failed together, the deepest first', () => {
    expect(failedRows(trace(failing))).toEqual([2, 1, 0])
    expect(failedRows(trace([['web', -1, 1, 'ok'], ...failing.slice(1)]))).toEqual([2, 1])
    expect(failedRows(trace([['web', -1, 1, 'error']]))).toEqual([])
    expect(failedRows(trace([]))).toEqual([])
  })
})

describe('usersSentence', () => {
  it.each([
    [{ total: 0, affected: 0, users: [] }, 'No request in this window named its user.'],
    [{ total: 1, affected: 0, users: [] }, 'The one user seen got what they asked for.'],
    [
      { total: 40, affected: 3, users: [{ user: 'u-7', traces: 9, error: 1, throttle: 0, fault: 4 }] },
      '3 of 40 users met an error or a fault; worst off is u-7, with 5 of 9 traces.',
    ],
  ])('%j', (answer, text) => {
    expect(say(usersSentence(answer))).toBe(text)
  })
})

it('every message is valid ICU', () => {
  for (const text of Object.values(messagesEn)) expect(() => new IntlMessageFormat(text, 'en')).not.toThrow()
})
