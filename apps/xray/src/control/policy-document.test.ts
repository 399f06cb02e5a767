import { describe, expect, it } from 'vitest'
import { locksOut, readPolicy, type Statement } from './policy-document.ts'

const allow = { Effect: 'Allow', Principal: { Service: 'sns.amazonaws.com' }, Action: 'xray:Put*', Resource: '*' }
const deny = { Effect: 'Deny', Principal: '*', Action: 'xray:*', Resource: '*' }
const policy = (...statements: readonly object[]) => JSON.stringify({ Version: '2012-10-17', Statement: statements })

describe('a policy document', () => {
  it.each([
    policy(allow),
    policy(allow, deny),
    JSON.stringify({ Statement: allow }),
    policy({ ...allow, Condition: { StringEquals: { 'aws:SourceAccount': ['1', '2'] }, Bool: { x: true } } }),
    policy({
      Effect: 'Deny',
      NotPrincipal: { AWS: 'arn:aws:iam::1:root' },
      NotAction: ['xray:Get*'],
      NotResource: 'arn:aws:xray:::x',
    }),
  ])('is read: %s', (document) => {
    expect(readPolicy(document)).toMatchObject({ ok: true })
  })

  it.each([
    ['', /not JSON/],
    ['{"Version":', /not JSON/],
    ['"text"', /expected object/],
    ['[]', /expected object/],
    ['{}', /Statement/],
    [policy(), /Statement/],
    [JSON.stringify({ Version: '2020-01-01', Statement: [allow] }), /Version/],
    [policy({ ...allow, Effect: 'Permit' }), /Statement\.0\.Effect/],
    [policy(allow, { ...allow, Action: undefined }), /Statement\.1\.Action: exactly one of Action and NotAction/],
    [policy({ ...allow, NotAction: 'xray:Get*' }), /exactly one of Action/],
    [policy({ ...allow, Principal: undefined }), /Principal/],
    [policy({ ...allow, Principal: 'me' }), /Principal/],
    [policy({ ...allow, Principal: { Someone: 'me' } }), /Principal/],
    [policy({ ...allow, Action: 'everything' }), /everything is no action/],
    [policy({ ...allow, Resource: 'here' }), /here is no ARN/],
    [policy({ ...allow, Unknown: 1 }), /Statement\.0/],
    [policy({ ...allow, Condition: { StringEquals: 'x' } }), /Condition/],
  ])('is refused with the place: %s', (document, problem) => {
    expect(readPolicy(document)).toEqual({ ok: false, problem: expect.stringMatching(problem) })
  })
})

describe('locks its sender out', () => {
  const lockedOut = (...statements: readonly object[]) => {
    const read = readPolicy(policy(...statements))
    if (!read.ok) throw new Error(read.problem)
    const kept: readonly Statement[] = read.statements
    return locksOut(kept)
  }
  it.each([
    deny,
    { ...deny, Action: 'xray:Put?esourcePolicy' },
    { ...deny, Action: '*' },
    { ...deny, Action: ['xray:GetGroups', 'XRAY:putresourcepolicy'] },
    { ...deny, Action: undefined, NotAction: 'xray:Get*' },
    { ...deny, Principal: { AWS: ['000000000000'] } },
    { ...deny, Principal: { AWS: 'arn:aws:iam::000000000000:root' } },
    { ...deny, Principal: undefined, NotPrincipal: { AWS: 'arn:aws:iam::000000000000:user/ann' } },
  ])('%j', (statement) => {
    expect(lockedOut(allow, statement)).toBe(true)
  })
  it.each([
    allow,
    { ...deny, Action: 'xray:PutTraceSegments' },
    { ...deny, Action: undefined, NotAction: 'xray:Put*' },
    { ...deny, Principal: { AWS: 'arn:aws:iam::000000000000:user/ann' } },
    { ...deny, Principal: { Service: 'sns.amazonaws.com' } },
    { ...deny, Principal: undefined, NotPrincipal: { AWS: '*' } },
    { ...deny, Condition: { StringNotEquals: { 'aws:SourceAccount': '000000000000' } } },
    { ...deny, Resource: 'arn:aws:s3:::bucket' },
  ])('not: %j', (statement) => {
    expect(lockedOut(statement)).toBe(false)
  })
  it('a hostile pattern is answered at once', () => {
    expect(lockedOut({ ...deny, Action: `xray:${'*'.repeat(2000)}y` })).toBe(true)
  })
})
