/** Does the source answer, who are we to it, and what may we not do? */
import {
  BatchGetTracesCommand,
  GetGroupCommand,
  GetGroupsCommand,
  GetSamplingRulesCommand,
  GetSamplingStatisticSummariesCommand,
  GetServiceGraphCommand,
  GetTimeSeriesServiceStatisticsCommand,
  GetTraceGraphCommand,
  GetTraceSummariesCommand,
  type XRayClient,
} from '@aws-sdk/client-xray'
import { makeClient } from '../source/aws/client.ts'
import { callerIdentity, type Registered } from '../source/registry.ts'
import { advice, type Check, check, why, within } from './check.ts'

/** What a reader needs at least (facts 11.2), in the order in which pages need it. */
export const readActions = [
  'GetServiceGraph',
  'GetTraceSummaries',
  'BatchGetTraces',
  'GetTraceGraph',
  'GetTimeSeriesServiceStatistics',
  'GetSamplingRules',
  'GetSamplingStatisticSummaries',
  'GetGroups',
  'GetGroup',
] as const
export type ReadAction = (typeof readActions)[number]

/** Nothing has this id: permission is checked before it is looked for. */
const nobody = '1-00000000-000000000000000000000000'

/** The cheapest call of each action: the last minute, or an id that does not exist. */
function send(client: XRayClient, action: ReadAction): Promise<unknown> {
  const EndTime = new Date()
  const StartTime = new Date(EndTime.getTime() - 60_000)
  switch (action) {
    case 'GetServiceGraph':
      return client.send(new GetServiceGraphCommand({ StartTime, EndTime }))
    case 'GetTraceSummaries':
      // A window that lies ahead holds no traces, and costs nothing.
      return client.send(
        new GetTraceSummariesCommand({ StartTime: EndTime, EndTime: new Date(EndTime.getTime() + 1000) }),
      )
    case 'BatchGetTraces':
      return client.send(new BatchGetTracesCommand({ TraceIds: [nobody] }))
    case 'GetTraceGraph':
      return client.send(new GetTraceGraphCommand({ TraceIds: [nobody] }))
    case 'GetTimeSeriesServiceStatistics':
      return client.send(new GetTimeSeriesServiceStatisticsCommand({ StartTime, EndTime, Period: 60 }))
    case 'GetSamplingRules':
      return client.send(new GetSamplingRulesCommand({}))
    case 'GetSamplingStatisticSummaries':
      return client.send(new GetSamplingStatisticSummariesCommand({}))
    case 'GetGroups':
      return client.send(new GetGroupsCommand({}))
    case 'GetGroup':
      return client.send(new GetGroupCommand({ GroupName: 'Default' }))
  }
}

/** Ready to paste into an IAM policy. X-Ray's reads know no resources but `*`. */
export const policyStatement = (): string =>
  JSON.stringify(
    {
      Version: '2012-10-17',
      Statement: [
        { Sid: 'RoentgenRead', Effect: 'Allow', Action: readActions.map((action) => `xray:${action}`), Resource: '*' },
      ],
    },
    null,
    2,
  )

const isDenied = (error: unknown): boolean => (error as { name?: string }).name === 'AccessDeniedException'

/** The first action that is denied; null when none is. Other failures (no such trace) say nothing about permission. */
export async function firstDenied(client: XRayClient): Promise<{ action: ReadAction; message: string } | null> {
  const results = await Promise.all(
    readActions.map((action) =>
      send(client, action).then(
        () => null,
        (error: unknown) => (isDenied(error) ? { action, message: why(error) } : null),
      ),
    ),
  )
  return results.find((denied) => denied !== null) ?? null
}

const credentialAdvice = (profile: string | null) =>
  profile ? advice('aws-profile', { profile }) : advice('aws-configure')
const policyAdvice = () => advice('policy', { policy: policyStatement() })

export async function apiChecks({ spec, source }: Registered): Promise<Check[]> {
  if (spec.kind === 'own') return [check('identity', 'skip'), check('permission', 'skip')]
  const checks: Check[] = []
  const toUs = Date.now() * 1000
  try {
    const started = performance.now()
    await within(8000, source.graph({ fromUs: toUs - 60e6, toUs }, null))
    checks.push(check('xray-api', 'ok', { milliseconds: Math.round(performance.now() - started), api: spec.label }))
  } catch (error) {
    checks.push(check('xray-api', 'fail', { why: why(error), api: spec.label }))
  }
  if (spec.kind === 'xray') return [...checks, check('identity', 'skip'), check('permission', 'skip')]
  const { region, profile } = spec
  try {
    const identity = await within(8000, callerIdentity(spec))
    checks.push(check('identity', 'ok', { arn: identity?.arn ?? '', account: identity?.account ?? '', region }))
  } catch (error) {
    checks.push(check('identity', 'fail', { why: why(error), region }, credentialAdvice(profile)))
    return [...checks, check('permission', 'skip')]
  }
  const client = makeClient(spec)
  try {
    const denied = await within(12_000, firstDenied(client))
    checks.push(
      denied
        ? check('permission', 'fail', { action: `xray:${denied.action}`, why: denied.message }, policyAdvice())
        : check('permission', 'ok', { actions: readActions.length }),
    )
  } catch (error) {
    checks.push(check('permission', 'warn', { why: why(error) }, policyAdvice()))
  } finally {
    client.destroy()
  }
  return checks
}
