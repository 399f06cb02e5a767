import { invalidRequest } from '../errors.ts'
import { operation } from '../operation.ts'
import { makeToken, readToken } from '../token.ts'

const pageSize = 1000
const question = ['sampling-statistics']

/**
 * Windows of ten seconds, newest first, for the last three hours (in memory: they begin again with the process). A token names the
 * last window told, so that windows which are new meanwhile shift nothing.
 */
export const getSamplingStatisticSummaries = operation(
  'GetSamplingStatisticSummaries',
  ({ NextToken }, { sampling, nowMs }) => {
    const all = sampling.windows(Math.floor(nowMs() / 1000))
    const after = NextToken === null ? null : lastTold(NextToken)
    const rest =
      after === null
        ? all
        : all.filter(({ startS, rule }) => startS < after.startS || (startS === after.startS && rule > after.rule))
    const page = rest.slice(0, pageSize)
    const last = page.at(-1)
    return {
      SamplingStatisticSummaries: page.map(({ rule, startS, requests, sampled, borrowed }) => ({
        RuleName: rule,
        Timestamp: startS,
        RequestCount: requests,
        BorrowCount: borrowed,
        SampledCount: sampled,
      })),
      NextToken:
        last === undefined || page.length === rest.length ? null : makeToken(question, `${last.startS}.${last.rule}`),
    }
  },
)

function lastTold(token: string): { startS: number; rule: string } {
  const match = /^(\d+)\.(.*)$/s.exec(readToken(question, token) ?? '')
  if (match === null) throw invalidRequest(`Invalid token ${token}`)
  return { startS: Number(match[1]), rule: match[2] ?? '' }
}
