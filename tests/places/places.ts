/** The twelve places: what each sends, and what the map must show of it. */
import { readFileSync } from 'node:fs'
import type { NodeKind } from '../../apps/web/src/ui/node-kind.ts'

export type Place = {
  readonly name: string
  /** In `fixtures/`; `.otlp.json` is one OTLP/JSON request, otherwise an array of segment documents. */
  readonly fixture: string
  /** The node that stands for the place itself: its type, the kind it is drawn as, what people call it. */
  readonly type: string | null
  readonly kind: NodeKind
  readonly words: string
  /** As `dumpServices` draws them, sorted. */
  readonly graph: readonly string[]
}

export const places: readonly Place[] = [
  {
    name: 'Lambda, called and waited for',
    fixture: 'lambda-sync.json',
    type: 'AWS::Lambda::Function',
    kind: 'code',
    words: 'Function code (Lambda)',
    graph: [
      'price-quote / AWS::Lambda -> price-quote / AWS::Lambda::Function 1 ok 670ms',
      'price-quote / AWS::Lambda [active] 1 ok 1360ms',
      'price-quote / AWS::Lambda::Function -> tariffs / AWS::DynamoDB::Table 1 ok 60ms',
      'price-quote / AWS::Lambda::Function [active] 1 ok 670ms',
      'quotes-web / client -> quotes-web / null 1 ok 1420ms',
      'quotes-web / null -> price-quote / AWS::Lambda 1 ok 1400ms',
      'quotes-web / null [active, root] 1 ok 1420ms',
      'tariffs / AWS::DynamoDB::Table [unknown] 1 ok 60ms',
    ],
  },
  {
    name: 'Lambda, asynchronous',
    fixture: 'lambda-async.json',
    type: 'AWS::Lambda',
    kind: 'function',
    words: 'Function (Lambda)',
    graph: [
      'make-thumbnail / AWS::Lambda -> make-thumbnail / AWS::Lambda::Function 1 ok 1 error 2500ms',
      'make-thumbnail / AWS::Lambda [active] 1 ok 63700ms',
      'make-thumbnail / AWS::Lambda::Function -> photo-inbox / AWS::S3::Bucket 1 ok 1 error 500ms',
      'make-thumbnail / AWS::Lambda::Function [active] 1 ok 1 error 2500ms',
      'photo-inbox / AWS::S3::Bucket [unknown] 2 ok 1 error 780ms',
      'uploads.example.com / AWS::EC2::Instance -> make-thumbnail / AWS::Lambda 1 ok 280ms',
      'uploads.example.com / AWS::EC2::Instance -> photo-inbox / AWS::S3::Bucket 1 ok 280ms',
      'uploads.example.com / AWS::EC2::Instance [active, root] 1 ok 310ms',
      'uploads.example.com / client -> uploads.example.com / AWS::EC2::Instance 1 ok 310ms',
    ],
  },
  {
    name: 'API Gateway',
    fixture: 'api-gateway.json',
    type: 'AWS::ApiGateway::Stage',
    kind: 'gateway',
    words: 'API (API Gateway)',
    graph: [
      'list-orders / AWS::Lambda -> list-orders / AWS::Lambda::Function 1 error 360ms',
      'list-orders / AWS::Lambda [active] 1 error 380ms',
      'list-orders / AWS::Lambda::Function -> orders / AWS::DynamoDB::Table 1 ok 70ms',
      'list-orders / AWS::Lambda::Function [active] 1 error 360ms',
      'orders / AWS::DynamoDB::Table [unknown] 1 ok 70ms',
      'orders-api/prod / AWS::ApiGateway::Stage -> list-orders / AWS::Lambda 1 ok 400ms',
      'orders-api/prod / AWS::ApiGateway::Stage [active, root] 1 fault 420ms',
      'orders-api/prod / client -> orders-api/prod / AWS::ApiGateway::Stage 1 fault 420ms',
    ],
  },
  {
    name: 'Elastic Load Balancing',
    fixture: 'elb.json',
    // A balancer sends nothing: its name is an alias of what answers behind it.
    type: 'AWS::ElasticLoadBalancing::LoadBalancer',
    kind: 'balancer',
    words: 'Load balancer (ELB)',
    graph: [
      'catalog / AWS::ECS::Container [active] 1 ok 170ms',
      'storefront.example.com / AWS::EC2::Instance -> catalog / AWS::ECS::Container 1 ok 220ms alias internal-catalog-1029384756.eu-west-1.elb.amazonaws.com / remote',
      'storefront.example.com / AWS::EC2::Instance [active, root] 1 ok 240ms',
      'storefront.example.com / client -> storefront.example.com / AWS::EC2::Instance 1 ok 240ms',
    ],
  },
  {
    name: 'ECS',
    fixture: 'ecs.json',
    type: 'AWS::ECS::Fargate',
    kind: 'container',
    words: 'Container (ECS)',
    graph: [
      'checkout / AWS::ECS::Fargate -> payments.example.net / remote 1 throttle 330ms',
      'checkout / AWS::ECS::Fargate [active, root] 1 throttle 360ms',
      'checkout / client -> checkout / AWS::ECS::Fargate 1 throttle 360ms',
      'payments.example.net / remote [passive] 1 throttle 330ms',
    ],
  },
  {
    name: 'EKS',
    fixture: 'eks.otlp.json',
    type: 'AWS::EKS::Container',
    kind: 'pod',
    words: 'Container (EKS)',
    graph: [
      'features / AWS::EKS::Container [active] 1 ok 210ms',
      'recommender / AWS::EKS::Container -> features / AWS::EKS::Container 1 ok 260ms alias features.shop / remote',
      'recommender / AWS::EKS::Container [active, root] 1 ok 300ms',
      'recommender / client -> recommender / AWS::EKS::Container 1 ok 300ms',
    ],
  },
  {
    name: 'Elastic Beanstalk',
    fixture: 'beanstalk.json',
    type: 'AWS::ElasticBeanstalk::Environment',
    kind: 'beanstalk',
    words: 'Application (Elastic Beanstalk)',
    graph: [
      'blog / AWS::ElasticBeanstalk::Environment -> blog@blog-db.cq1example.eu-west-1.rds.amazonaws.com / Database::SQL 1 ok 80ms',
      'blog / AWS::ElasticBeanstalk::Environment [active, root] 1 ok 200ms',
      'blog / client -> blog / AWS::ElasticBeanstalk::Environment 1 ok 200ms',
      'blog@blog-db.cq1example.eu-west-1.rds.amazonaws.com / Database::SQL [unknown] 1 ok 80ms',
    ],
  },
  {
    name: 'EC2',
    fixture: 'ec2.json',
    type: 'AWS::EC2::Instance',
    kind: 'machine',
    words: 'Virtual machine (EC2)',
    graph: [
      'Elasticache / AWS::Elasticache [unknown] 1 ok 3ms',
      'index.internal / remote [passive] 1 ok 120ms',
      'search.example.com / AWS::EC2::Instance -> Elasticache / AWS::Elasticache 1 ok 3ms',
      'search.example.com / AWS::EC2::Instance -> index.internal / remote 1 ok 120ms',
      'search.example.com / AWS::EC2::Instance [active, root] 1 ok 150ms',
      'search.example.com / client -> search.example.com / AWS::EC2::Instance 1 ok 150ms',
    ],
  },
  {
    name: 'App Runner',
    fixture: 'app-runner.otlp.json',
    type: 'AWS::AppRunner::Service',
    kind: 'apprunner',
    words: 'Web service (App Runner)',
    graph: [
      'landing / AWS::AppRunner::Service -> signups / AWS::DynamoDB::Table 1 error 300ms',
      'landing / AWS::AppRunner::Service [active, root] 1 fault 400ms',
      'landing / client -> landing / AWS::AppRunner::Service 1 fault 400ms',
      'signups / AWS::DynamoDB::Table [unknown] 1 error 300ms',
    ],
  },
  {
    name: 'Step Functions',
    fixture: 'step-functions.json',
    type: 'AWS::StepFunctions::StateMachine',
    kind: 'workflow',
    words: 'Workflow (Step Functions)',
    graph: [
      'OrderFlow / AWS::StepFunctions::StateMachine -> charge-card / AWS::Lambda 1 ok 1030ms',
      'OrderFlow / AWS::StepFunctions::StateMachine -> orders / AWS::DynamoDB::Table 1 ok 260ms',
      'OrderFlow / AWS::StepFunctions::StateMachine -> send-receipt / AWS::Lambda 1 ok 1060ms',
      'OrderFlow / AWS::StepFunctions::StateMachine [active, root] 1 ok 2400ms',
      'OrderFlow / client -> OrderFlow / AWS::StepFunctions::StateMachine 1 ok 2400ms',
      'charge-card / AWS::Lambda -> charge-card / AWS::Lambda::Function 1 ok 970ms',
      'charge-card / AWS::Lambda [active] 1 ok 990ms',
      'charge-card / AWS::Lambda::Function [active] 1 ok 970ms',
      'orders / AWS::DynamoDB::Table [unknown] 1 ok 260ms',
      'send-receipt / AWS::Lambda -> send-receipt / AWS::Lambda::Function 1 ok 1000ms',
      'send-receipt / AWS::Lambda [active] 1 ok 1020ms',
      'send-receipt / AWS::Lambda::Function [active] 1 ok 1000ms',
    ],
  },
  {
    name: 'SQS and SNS',
    fixture: 'sqs-sns.json',
    type: 'AWS::SQS::Queue',
    kind: 'queue',
    words: 'Queue (SQS)',
    graph: [
      'arn:aws:sns:eu-west-1:123456789012:parcel-events / AWS::SNS -> track-parcel / AWS::Lambda 1 ok 700ms',
      'arn:aws:sns:eu-west-1:123456789012:parcel-events / AWS::SNS [unknown] 1 ok 40ms',
      'https://sqs.eu-west-1.amazonaws.com/123456789012/labels / AWS::SQS::Queue [unknown] 1 ok 40ms',
      'https://sqs.eu-west-1.amazonaws.com/123456789012/labels / AWS::SQS::Queue ~> print-label / AWS::Lambda 1 ok 4500ms',
      'parcels / AWS::ECS::Container -> arn:aws:sns:eu-west-1:123456789012:parcel-events / AWS::SNS 1 ok 40ms',
      'parcels / AWS::ECS::Container -> https://sqs.eu-west-1.amazonaws.com/123456789012/labels / AWS::SQS::Queue 1 ok 40ms',
      'parcels / AWS::ECS::Container [active, root] 1 ok 200ms',
      'parcels / client -> parcels / AWS::ECS::Container 1 ok 200ms',
      'print-label / AWS::Lambda -> print-label / AWS::Lambda::Function 1 ok 760ms',
      'print-label / AWS::Lambda [active, root] 1 ok 800ms',
      'print-label / AWS::Lambda::Function [active] 1 ok 760ms',
      'print-label / client -> print-label / AWS::Lambda 1 ok 800ms',
      'track-parcel / AWS::Lambda -> track-parcel / AWS::Lambda::Function 1 ok 560ms',
      'track-parcel / AWS::Lambda [active] 1 ok 700ms',
      'track-parcel / AWS::Lambda::Function [active] 1 ok 560ms',
    ],
  },
  {
    name: 'On-premises',
    fixture: 'on-premises.json',
    type: null,
    kind: 'service',
    words: 'Service',
    graph: [
      'forecast / null [active] 1 ok 190ms',
      'stock@oracle.corp.example / Database::SQL [unknown] 1 ok 180ms',
      'warehouse / client -> warehouse / null 1 ok 500ms',
      'warehouse / null -> forecast / null 1 ok 230ms alias forecast.corp.example / remote',
      'warehouse / null -> stock@oracle.corp.example / Database::SQL 1 ok 180ms',
      'warehouse / null [active, root] 1 ok 500ms',
    ],
  },
]

export const fixtureOf = (place: Place): unknown =>
  JSON.parse(readFileSync(new URL(`fixtures/${place.fixture}`, import.meta.url), 'utf8'))

export const isOtlp = (place: Place): boolean => place.fixture.endsWith('.otlp.json')
