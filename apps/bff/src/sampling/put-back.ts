/** A rule is written in two calls, its reservoir a minute in the second. When that fails, the first is taken back. */
import { DeleteSamplingRuleCommand, UpdateSamplingRuleCommand, type XRayClient } from '@aws-sdk/client-xray'
import type { SamplingRuleShape } from '@roentgen/contract'
import { ApiError, toApiError } from '../http/errors.ts'
import { readOwn, setPerMinute } from './per-minute.ts'
import { wireUpdate } from './rules.ts'

type Target = { readonly client: XRayClient; readonly url: string | null }

/** Throws what happened: the rule is as it was, or nobody knows. */
export async function putBack({ client, url }: Target, old: SamplingRuleShape, error: unknown): Promise<never> {
  const why = failed(error)
  const { name } = old
  try {
    await client.send(new UpdateSamplingRuleCommand({ SamplingRuleUpdate: wireUpdate(name, old) }))
    // An answer that was lost may have been a yes.
    const now = (await readOwn(url))?.get(name)
    if (now === undefined) throw new Error('the rule could not be read again')
    if (url !== null && now.perMinute !== old.perMinute) await setPerMinute(url, name, old.perMinute)
  } catch (second) {
    throw told(
      error,
      `${why} Nor could ${name} be set back (${toApiError(second).message}): look at it before you go on.`,
    )
  }
  throw told(error, `${why} ${name} is as it was before.`)
}

/** Throws what happened: there is no rule, or one without its reservoir. */
export async function unmade({ client }: Target, name: string, error: unknown): Promise<never> {
  const why = failed(error)
  try {
    await client.send(new DeleteSamplingRuleCommand({ RuleName: name }))
  } catch (second) {
    throw told(error, `${why} ${name} is there without it, and could not be removed (${toApiError(second).message}).`)
  }
  throw told(error, `${why} No rule was made.`)
}

const failed = (error: unknown): string =>
  `The reservoir a minute could not be written: ${toApiError(error).message.replace(/\.*$/, '.')}`

const told = (error: unknown, message: string): ApiError =>
  new ApiError(toApiError(error).code, message, { cause: error })
