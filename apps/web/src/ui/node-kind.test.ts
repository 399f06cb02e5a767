import { describe, expect, it } from 'vitest'
import { glyphs } from './glyphs.ts'
import { kindWords } from './kind-words.ts'
import { nodeKind, nodeKinds } from './node-kind.ts'

describe('the kind of a node', () => {
  it.each([
    // What segments say of where they ran.
    [null, 'service', 'Service'],
    ['AWS::EC2::Instance', 'machine', 'Virtual machine (EC2)'],
    ['AWS::ECS::Container', 'container', 'Container (ECS)'],
    ['AWS::ECS::EC2', 'container', 'Container (ECS)'],
    ['AWS::ECS::Fargate', 'container', 'Container (ECS)'],
    ['AWS::EKS::Container', 'pod', 'Container (EKS)'],
    ['AWS::ElasticBeanstalk::Environment', 'beanstalk', 'Application (Elastic Beanstalk)'],
    ['AWS::AppRunner::Service', 'apprunner', 'Web service (App Runner)'],
    ['AWS::Lambda', 'function', 'Function (Lambda)'],
    ['AWS::Lambda::Function', 'code', 'Function code (Lambda)'],
    ['AWS::ApiGateway::Stage', 'gateway', 'API (API Gateway)'],
    ['AWS::APIGateway::Stage', 'gateway', 'API (API Gateway)'],
    ['AWS::ElasticLoadBalancing::LoadBalancer', 'balancer', 'Load balancer (ELB)'],
    ['AWS::ElasticLoadBalancingV2::LoadBalancer', 'balancer', 'Load balancer (ELB)'],
    ['AWS::AppSync::GraphQLAPI', 'graphql', 'GraphQL API (AppSync)'],
    ['AWS::StepFunctions::StateMachine', 'workflow', 'Workflow (Step Functions)'],
    ['AWS::Events', 'bus', 'Event bus (EventBridge)'],
    ['Client::Synthetics', 'canary', 'Probe (CloudWatch Synthetics)'],
    ['client::synthetics', 'canary', 'Probe (CloudWatch Synthetics)'],
    ['AWS::RUM::AppMonitor', 'browser', 'Web browser (CloudWatch RUM)'],
    // What is inferred from calls: the spelling is that of the caller's SDK.
    ['client', 'client', 'Client'],
    ['remote', 'remote', 'Outside service'],
    ['Database::SQL', 'sql', 'SQL database'],
    ['AWS::DynamoDB::Table', 'table', 'Table (DynamoDB)'],
    ['AWS::AmazonDynamoDBv2', 'table', 'Table (DynamoDB)'],
    ['AWS::S3::Bucket', 'bucket', 'Bucket (S3)'],
    ['AWS::SQS::Queue', 'queue', 'Queue (SQS)'],
    ['AWS::sqs', 'queue', 'Queue (SQS)'],
    ['AWS::SNS', 'topic', 'Topic (SNS)'],
    ['AWS::Kinesis', 'stream', 'Stream (Kinesis)'],
    ['AWS::STEPFUNCTIONS', 'workflow', 'Workflow (Step Functions)'],
    ['AWS::SimpleSystemsManagement', 'secrets', 'Settings and secrets (AWS)'],
    ['AWS::Secrets Manager', 'secrets', 'Settings and secrets (AWS)'],
    ['AWS::rekognition', 'unknown', 'AWS service (rekognition)'],
    ['AWS::', 'unknown', 'Other (AWS::)'],
    ['Martian::Rover', 'unknown', 'Other (Martian::Rover)'],
    ['', 'unknown', 'Other ()'],
    // Members of every object.
    ['AWS::constructor', 'unknown', 'AWS service (constructor)'],
    ['AWS::__proto__::x', 'unknown', 'AWS service (__proto__)'],
    ['AWS::valueOf', 'unknown', 'AWS service (valueOf)'],
    ['constructor', 'unknown', 'Other (constructor)'],
  ])('%s is drawn as %s and called %s', (type, kind, words) => {
    expect(nodeKind(type)).toBe(kind)
    expect(kindWords(type)).toBe(words)
  })

  it('has a drawing that no other kind has', () => {
    expect(Object.keys(glyphs).sort()).toEqual([...nodeKinds].sort())
    expect(new Set(Object.values(glyphs)).size).toBe(nodeKinds.length)
  })
})
