/** The twelve sample documents: what each must produce, oddities included. */
import { evaluate, parse } from '@roentgen/filter'
import { buildTree, criticalPathOf, processedDocuments, type WireEntity } from '@roentgen/trace'
import { describe, expect, it } from 'vitest'
import { documentsByTrace } from './pure-source.ts'
import { assembleAll, dump, sampleLines } from './sample.ts'

const ORDERS_DB = 'orders@orders-db.c9akciq32abc.eu-west-1.rds.amazonaws.com'
const QUEUE = 'https://sqs.eu-west-1.amazonaws.com/123456789012/invoice-jobs'
const TOPIC = 'arn:aws:sns:eu-west-1:123456789012:scoreboard-signups'

it.each([
  [
    '01-ec2-web-app-sql',
    [
      'customers.internal / remote [passive] 1 ok 69ms',
      'orders.example.com / AWS::EC2::Instance [active, root] 1 ok 412ms',
      `${ORDERS_DB} / Database::SQL [unknown] 2 ok 287ms`,
      'orders.example.com / AWS::EC2::Instance -> customers.internal / remote 1 ok 69ms',
      `orders.example.com / AWS::EC2::Instance -> ${ORDERS_DB} / Database::SQL 2 ok 287ms`,
      'orders.example.com / client -> orders.example.com / AWS::EC2::Instance 1 ok 412ms',
    ],
  ],
  [
    '02-lambda-pair',
    [
      'media-originals / AWS::S3::Bucket [unknown] 1 ok 93ms',
      'media-thumbs / AWS::S3::Bucket [unknown] 1 ok 144ms',
      'resize-image / AWS::Lambda [active, root] 1 ok 1842ms',
      'resize-image / AWS::Lambda::Function [active] 1 ok 1227ms',
      'resize-image / AWS::Lambda -> resize-image / AWS::Lambda::Function 1 ok 1227ms',
      'resize-image / AWS::Lambda::Function -> media-originals / AWS::S3::Bucket 1 ok 93ms',
      'resize-image / AWS::Lambda::Function -> media-thumbs / AWS::S3::Bucket 1 ok 144ms',
      'resize-image / client -> resize-image / AWS::Lambda 1 ok 1842ms',
    ],
  ],
  [
    // The edge from the stage carries the stage's own 164 ms, the node the function's 154.
    '03-api-gateway-lambda-dynamodb',
    [
      'carts / AWS::DynamoDB::Table [unknown] 1 ok 126ms',
      'get-cart / AWS::Lambda [active] 1 ok 154ms',
      'get-cart / AWS::Lambda::Function [active] 1 ok 145ms',
      'shop-api/prod / AWS::ApiGateway::Stage [active, root] 1 ok 171ms',
      'get-cart / AWS::Lambda -> get-cart / AWS::Lambda::Function 1 ok 145ms',
      'get-cart / AWS::Lambda::Function -> carts / AWS::DynamoDB::Table 1 ok 126ms',
      'shop-api/prod / AWS::ApiGateway::Stage -> get-cart / AWS::Lambda 1 ok 164ms',
      'shop-api/prod / client -> shop-api/prod / AWS::ApiGateway::Stage 1 ok 171ms',
    ],
  ],
  [
    '04-dynamodb-throttle',
    [
      'sessions / AWS::DynamoDB::Table [unknown] 1 throttle 925ms',
      'sessions-api / null [active, root] 1 fault 938ms',
      'sessions-api / null -> sessions / AWS::DynamoDB::Table 1 throttle 925ms',
      'sessions-api / client -> sessions-api / null 1 fault 938ms',
    ],
  ],
  [
    // The link edge shows how old the two messages were: 2364 and 1264 ms.
    '05-sqs-producer-consumer-links',
    [
      'billing-api / AWS::ECS::Container [active, root] 2 ok 176ms',
      `${QUEUE} / AWS::SQS::Queue [unknown] 2 ok 52ms`,
      'invoice-worker / AWS::Lambda [active, root] 1 ok 551ms',
      'invoice-worker / AWS::Lambda::Function [active] 1 ok 532ms',
      `billing-api / AWS::ECS::Container -> ${QUEUE} / AWS::SQS::Queue 2 ok 52ms`,
      'billing-api / client -> billing-api / AWS::ECS::Container 2 ok 176ms',
      `${QUEUE} / AWS::SQS::Queue ~> invoice-worker / AWS::Lambda 2 ok 3628ms`,
      'invoice-worker / AWS::Lambda -> invoice-worker / AWS::Lambda::Function 1 ok 532ms',
      'invoice-worker / client -> invoice-worker / AWS::Lambda 1 ok 551ms',
    ],
  ],
  [
    '06-ecs-go-two-services',
    [
      'checkout / AWS::ECS::Container [active, root] 1 ok 644ms',
      'payments.example.net / remote [passive] 1 ok 305ms',
      'pricing / AWS::ECS::Container [active] 1 ok 299ms',
      'pricing@pricing-db.internal / Database::SQL [unknown] 1 ok 280ms',
      'checkout / AWS::ECS::Container -> payments.example.net / remote 1 ok 305ms',
      'checkout / AWS::ECS::Container -> pricing / AWS::ECS::Container 1 ok 319ms alias pricing.internal / remote',
      'checkout / client -> checkout / AWS::ECS::Container 1 ok 644ms',
      'pricing / AWS::ECS::Container -> pricing@pricing-db.internal / Database::SQL 1 ok 280ms',
    ],
  ],
  [
    '07-beanstalk-java',
    [
      'Scoreboard / AWS::ElasticBeanstalk::Environment [active, root] 1 ok 233ms',
      `${TOPIC} / AWS::SNS [unknown] 1 ok 21ms`,
      'scoreboard-user / AWS::DynamoDB::Table [unknown] 1 ok 79ms',
      `Scoreboard / AWS::ElasticBeanstalk::Environment -> ${TOPIC} / AWS::SNS 1 ok 21ms`,
      'Scoreboard / AWS::ElasticBeanstalk::Environment -> scoreboard-user / AWS::DynamoDB::Table 1 ok 79ms',
      'Scoreboard / client -> Scoreboard / AWS::ElasticBeanstalk::Environment 1 ok 233ms',
    ],
  ],
  [
    '08-alb-dotnet',
    [
      'catalog.example.com / AWS::EC2::Instance [active, root] 1 error 51.2ms',
      'catalog@catalog-sql.internal / Database::SQL [unknown] 1 ok 43.1ms',
      'catalog.example.com / AWS::EC2::Instance -> catalog@catalog-sql.internal / Database::SQL 1 ok 43.1ms',
      'catalog.example.com / client -> catalog.example.com / AWS::EC2::Instance 1 error 51.2ms',
    ],
  ],
  [
    '09-in-progress-then-complete',
    [
      'report-builder / AWS::EC2::Instance [active, root] 1 ok 48600ms',
      'report-inputs / AWS::S3::Bucket [unknown] 1 ok 29250ms',
      'report-builder / AWS::EC2::Instance -> report-inputs / AWS::S3::Bucket 1 ok 29250ms',
      'report-builder / client -> report-builder / AWS::EC2::Instance 1 ok 48600ms',
    ],
  ],
  [
    '10-independent-subsegments',
    [
      'inventory-sync / AWS::ECS::Container [active, root] 1 ok 4200ms',
      'inventory.internal / remote [passive] 1 ok 1 fault 2860ms',
      'inventory-sync / AWS::ECS::Container -> inventory.internal / remote 1 ok 1 fault 2860ms',
      'inventory-sync / client -> inventory-sync / AWS::ECS::Container 1 ok 4200ms',
    ],
  ],
  [
    '11-exceptions-cause-chain',
    [
      'fx.example.org / remote [passive] 1 error 6ms',
      'ledger / AWS::EC2::Instance [active, root] 1 fault 305ms',
      'ledger@ledger-db.internal / Database::SQL [unknown] 1 fault 270ms',
      'ledger / AWS::EC2::Instance -> fx.example.org / remote 1 error 6ms',
      'ledger / AWS::EC2::Instance -> ledger@ledger-db.internal / Database::SQL 1 fault 270ms',
      'ledger / client -> ledger / AWS::EC2::Instance 1 fault 305ms',
    ],
  ],
  [
    '12-eks-otel-exported',
    [
      'features.internal / remote [passive] 1 ok 175ms',
      'recommendations / AWS::EKS::Container [active, root] 1 ok 220ms',
      'recommendations / AWS::EKS::Container -> features.internal / remote 1 ok 175ms',
      'recommendations / client -> recommendations / AWS::EKS::Container 1 ok 220ms',
    ],
  ],
])('%s: nodes and edges', (name, expected) => {
  expect(dump(assembleAll(sampleLines(name)))).toEqual(expected)
})

function only(name: string, lines = sampleLines(name)) {
  const traces = assembleAll(lines)
  expect(traces).toHaveLength(1)
  return traces[0]!
}

function processed(name: string, lines = sampleLines(name)) {
  const docs = [...documentsByTrace(lines).values()]
  expect(docs).toHaveLength(1)
  return processedDocuments(docs[0]!, { settled: true })
}

function finds(name: string, expression: string): boolean {
  const parsed = parse(expression)
  if (!parsed.ok) throw new Error(parsed.error.message)
  return assembleAll(sampleLines(name)).some((trace) => evaluate(parsed.expression, trace))
}

describe('summaries', () => {
  it('01: ok, response time, user and annotations', () => {
    const { summary } = only('01-ec2-web-app-sql')
    expect(summary).toMatchObject({ rootClass: 'ok', responseTimeUs: 412_000, partial: false })
    expect(summary.users.map((user) => user.name)).toEqual(['u-20417'])
    expect(summary.annotations.map((annotation) => annotation.key).sort()).toEqual(['cache_hit', 'order_id', 'tenant'])
  })

  it('02: a cold start begins before its parent, and is left so', () => {
    const tree = buildTree([...documentsByTrace(sampleLines('02-lambda-pair')).values()][0]!)
    const start = tree.entities.find((entity) => entity.name === 'Initialization')!
    expect(start.startUs).toBeLessThan(tree.entities[start.parent]!.startUs)
    expect(start.durationUs).toBe(456_000)
  })

  it('03: keys with a colon are found through brackets', () => {
    expect(only('03-api-gateway-lambda-dynamodb').summary).toMatchObject({ rootClass: 'ok', partial: false })
    const keys = only('03-api-gateway-lambda-dynamodb').summary.annotations.map((annotation) => annotation.key)
    expect(keys).toContain('aws:api_id')
    expect(finds('03-api-gateway-lambda-dynamodb', 'annotation[aws:api_stage] = "prod"')).toBe(true)
  })

  it('04: the root is a fault; the throttle is the table`s', () => {
    const { summary } = only('04-dynamodb-throttle')
    expect(summary).toMatchObject({ hasFault: true, hasThrottle: false, hasError: false, anyThrottle: false })
    expect(finds('04-dynamodb-throttle', 'throttle')).toBe(false)
    expect(finds('04-dynamodb-throttle', 'service(id(type: "AWS::DynamoDB::Table")) { throttle }')).toBe(true)
  })

  it('05: three summaries, all ok, and unsettled until the producers are known', () => {
    const lines = sampleLines('05-sqs-producer-consumer-links')
    const traces = assembleAll(lines, false)
    expect(traces.map((trace) => [trace.summary.rootClass, trace.settled])).toEqual([
      ['ok', true],
      ['ok', true],
      ['ok', true],
    ])
    const consumerAlone = lines.filter((line) => line.includes('"name":"invoice-worker"'))
    expect(assembleAll(consumerAlone, false).map((trace) => trace.settled)).toEqual([false])
    expect(assembleAll(consumerAlone, true).map((trace) => trace.called.some((call) => call.kind === 'link'))).toEqual([
      false,
    ])
  })

  it('06: a traced call that is answered leaves nothing partial; without the answer it waits, then is inferred', () => {
    const lines = sampleLines('06-ecs-go-two-services')
    expect(only('06-ecs-go-two-services').summary).toMatchObject({ rootClass: 'ok', partial: false })
    const [waiting] = assembleAll(lines.slice(0, 1), false)
    expect(waiting).toMatchObject({ settled: false, whole: false, summary: { partial: true } })
    expect(waiting!.summary.nodes.map((node) => node.name)).not.toContain('pricing.internal')
    const [settled] = assembleAll(lines.slice(0, 1), true)
    expect(settled).toMatchObject({ settled: true, summary: { partial: true } })
    expect(settled!.summary.nodes.map((node) => node.name)).toContain('pricing.internal')
  })

  it('07: user and annotations', () => {
    const { summary } = only('07-beanstalk-java')
    expect(summary.users).toHaveLength(1)
    expect(summary.annotations.map((annotation) => annotation.key).sort()).toEqual(['Name', 'UserID'])
  })

  it('08: an error, and not a fault', () => {
    expect(only('08-alb-dotnet').summary).toMatchObject({ hasError: true, hasFault: false, hasThrottle: false })
  })

  it('09: no duration at first; one segment with the call folded in at the end', () => {
    const lines = sampleLines('09-in-progress-then-complete')
    const first = only('', lines.slice(0, 1))
    expect(first).toMatchObject({ whole: false, knowledge: 1 })
    expect(first.summary).toMatchObject({ durationUs: null, responseTimeUs: null, partial: true, rootClass: null })
    expect(only('', lines)).toMatchObject({
      whole: true,
      knowledge: 4,
      summary: { durationUs: 48_600_000, partial: false, documents: 2 },
    })
    const { segments, durationUs } = processed('', lines)
    expect(durationUs).toBe(48_600_000)
    expect(segments.map((segment) => segment.document.name)).toEqual(['report-builder', 'S3'])
    const folded = segments[0]!.document.subsegments![0]!
    expect(folded).toMatchObject({ id: '4f7f4d383bba2d8f', name: 'S3', end_time: 1763460731.25 })
    for (const member of ['type', 'parent_id', 'trace_id', 'in_progress'] satisfies (keyof WireEntity)[]) {
      expect(folded[member]).toBeUndefined()
    }
  })

  it('10: nothing to show before the segment comes; then its root is ok although a batch failed', () => {
    const lines = sampleLines('10-independent-subsegments')
    expect(processed('', lines.slice(0, 3))).toMatchObject({ segments: [], durationUs: null })
    expect(only('', lines.slice(0, 3)).summary).toMatchObject({ durationUs: null, segments: 0, documents: 3 })
    expect(only('', lines).summary).toMatchObject({ rootClass: 'ok', hasFault: false, partial: false })
    expect(finds('10-independent-subsegments', 'fault')).toBe(false)
    expect(finds('10-independent-subsegments', 'edge("inventory-sync", "inventory.internal") { fault }')).toBe(true)
  })

  it('11: a chain of exceptions over three entities', () => {
    expect(only('11-exceptions-cause-chain').summary.hasFault).toBe(true)
    const tree = buildTree([...documentsByTrace(sampleLines('11-exceptions-cause-chain')).values()][0]!)
    const chain = (name: string) => tree.causes(tree.entities.findIndex((entity) => entity.name === name))
    expect(chain('ledger').exceptions.map((exception) => [exception.type, exception.recordedBy.name])).toEqual([
      ['com.example.ledger.PostingException', '## LedgerService.post'],
      ['com.example.ledger.LockException', '## LedgerService.post'],
      ['java.sql.SQLTransientException', 'ledger@ledger-db.internal'],
    ])
    expect(chain('ledger').unresolved).toBeNull()
    expect(chain('ledger@ledger-db.internal').exceptions).toMatchObject([{ remote: true, stack: [{ line: 988 }] }])
    expect(chain('fx.example.org')).toEqual({ exceptions: [], unresolved: null })
  })

  it('12: partial, as its parent is not here; the link keeps it waiting, `rank` is local work', () => {
    const [trace] = assembleAll(sampleLines('12-eks-otel-exported'), false)
    expect(trace).toMatchObject({
      settled: false,
      whole: false,
      summary: { partial: true, traceId: expect.any(String) },
    })
    expect(trace!.summary.nodes.map((node) => node.name)).not.toContain('rank')
    expect(trace!.summary.entryPoint).toEqual({
      name: 'recommendations',
      type: 'AWS::EKS::Container',
      account: '123456789012',
    })
  })
})

it('the critical path of each sample adds up to its root', () => {
  for (const name of ['01-ec2-web-app-sql', '06-ecs-go-two-services', '11-exceptions-cause-chain', '02-lambda-pair']) {
    for (const docs of documentsByTrace(sampleLines(name)).values()) {
      const path = criticalPathOf(docs)!
      expect(path.parts.reduce((sum, part) => sum + part.exclusiveUs, 0)).toBe(path.totalUs)
    }
  }
})
