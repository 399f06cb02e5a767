/** The form of a policy document, and whether it would shut its own sender out. Whom it lets do what comes with enforcing it. */
import { matchesPattern } from '@roentgen/trace'
import * as z from 'zod'
import { ownAccount } from '../api/account.ts'

const texts = z.union([z.string(), z.array(z.string()).min(1)])
const principal = z.union([
  z.literal('*'),
  z.partialRecord(z.enum(['AWS', 'Service', 'Federated', 'CanonicalUser']), texts),
])
const conditionValue = z.union([z.string(), z.number(), z.boolean()])
const condition = z.record(z.string(), z.record(z.string(), z.union([conditionValue, z.array(conditionValue)])))

const statement = z
  .strictObject({
    Sid: z
      .string()
      .regex(/^[A-Za-z0-9 ]*$/, 'takes letters, digits and spaces')
      .optional(),
    Effect: z.enum(['Allow', 'Deny']),
    Principal: principal.optional(),
    NotPrincipal: principal.optional(),
    Action: texts.optional(),
    NotAction: texts.optional(),
    Resource: texts.optional(),
    NotResource: texts.optional(),
    Condition: condition.optional(),
  })
  .superRefine((given, context) => {
    for (const name of ['Principal', 'Action', 'Resource'] as const)
      if ((given[name] === undefined) === (given[`Not${name}`] === undefined))
        context.addIssue({
          code: 'custom',
          path: [name],
          message: `exactly one of ${name} and Not${name} must be there`,
        })
    for (const action of listOf(given.Action ?? given.NotAction))
      if (!/^(?:\*|[\w-]+:[\w*?]+)$/.test(action))
        context.addIssue({ code: 'custom', path: ['Action'], message: `${action} is no action` })
    for (const resource of listOf(given.Resource ?? given.NotResource))
      if (resource !== '*' && !resource.startsWith('arn:'))
        context.addIssue({ code: 'custom', path: ['Resource'], message: `${resource} is no ARN` })
  })
export type Statement = z.infer<typeof statement>

const policyDocument = z.strictObject({
  Version: z.enum(['2012-10-17', '2008-10-17']).optional(),
  Id: z.string().optional(),
  Statement: z.array(statement).min(1),
})

export type ReadPolicy =
  | { readonly ok: true; readonly statements: readonly Statement[] }
  | { readonly ok: false; readonly problem: string }

export function readPolicy(document: string): ReadPolicy {
  let json: unknown
  try {
    json = JSON.parse(document)
  } catch {
    return { ok: false, problem: 'Invalid policy document: this is not JSON' }
  }
  // A single statement may stand without its list.
  const given = isRecord(json) && isRecord(json.Statement) ? { ...json, Statement: [json.Statement] } : json
  const result = policyDocument.safeParse(given)
  if (result.success) return { ok: true, statements: result.data.Statement }
  const [issue] = result.error.issues
  const place = issue?.path.length ? `${issue.path.join('.')}: ` : ''
  return { ok: false, problem: `Invalid policy document: ${place}${issue?.message ?? 'not understood'}` }
}

const isRecord = (value: unknown): value is Record<string, unknown> =>
  typeof value === 'object' && value !== null && !Array.isArray(value)

/**
 * A denial of PutResourcePolicy to everybody here. A sender has no name yet but the account's, so a denial to single users or
 * roles, or one under a condition, leaves somebody who can put it right.
 */
export const locksOut = (statements: readonly Statement[]): boolean =>
  statements.some(
    (one) =>
      one.Effect === 'Deny' &&
      Object.keys(one.Condition ?? {}).length === 0 &&
      deniesEveryone(one) &&
      matches(one.Action, one.NotAction, (pattern) => matchesPattern(pattern, 'xray:PutResourcePolicy')) &&
      matches(one.Resource, one.NotResource, (pattern) => pattern === '*' || /^arn:[^:]*:(?:\*|xray):/.test(pattern)),
  )

const everyone = new Set(['*', ownAccount, `arn:aws:iam::${ownAccount}:root`])

function deniesEveryone({ Principal, NotPrincipal }: Statement): boolean {
  const named = (given: NonNullable<Statement['Principal']>) =>
    given === '*' || listOf(given.AWS).some((one) => everyone.has(one))
  return Principal === undefined ? NotPrincipal !== undefined && !named(NotPrincipal) : named(Principal)
}

const matches = (given: Texts | undefined, not: Texts | undefined, test: (pattern: string) => boolean): boolean =>
  given === undefined ? !listOf(not).some(test) : listOf(given).some(test)

type Texts = z.infer<typeof texts>
const listOf = (given: Texts | undefined): readonly string[] =>
  given === undefined ? [] : typeof given === 'string' ? [given] : given
