/** Tags of groups and sampling rules (facts 6.5), by the ARN of what they stand on. */
import type { Store } from '@roentgen/store'
import * as z from 'zod'
import { ApiError, invalidRequest, notFound } from '../api/errors.ts'
import { Kept } from './kept.ts'

/** Whoever has resources that can carry tags. */
export type Taggable = { readonly exists: (arn: string) => Promise<boolean> }

export type Tag = { readonly Key: string; readonly Value: string }

const stored = z.record(z.string(), z.record(z.string(), z.string()))

/** The model lets 200 through; the service keeps 50. */
const mostTags = 50
const taggableArn = /^arn:aws[\w-]*:xray:[\w-]*:\d{12}:(?:group|sampling-rule)\/.+$/
const allowed = /^[\p{L}\p{N}\p{Z}+\-=._:/@]*$/u

export class Tags {
  readonly #kept: Kept<z.infer<typeof stored>>
  readonly #resources: readonly Taggable[]

  constructor(store: Pick<Store, 'readConfig' | 'writeConfig'>, resources: readonly Taggable[]) {
    this.#kept = new Kept(store, 'tags', {}, (value) => stored.parse(value))
    this.#resources = resources
  }

  async of(arn: string): Promise<Tag[]> {
    await this.#known(arn)
    return Object.entries((await this.#kept.get())[arn] ?? {}).map(([Key, Value]) => ({ Key, Value }))
  }

  /** Adds and overwrites. */
  async put(arn: string, tags: readonly Tag[]): Promise<void> {
    checkTags(tags)
    await this.#known(arn)
    await this.#kept.change((present) => {
      const value = { ...present[arn], ...asRecord(tags) }
      if (Object.keys(value).length > mostTags)
        throw new ApiError('TooManyTagsException', `A resource can not have more than ${mostTags} tags`, {
          members: { ResourceName: arn },
        })
      return { value: { ...present, [arn]: value }, answer: undefined }
    })
  }

  /** Keys that are not there are not missed. */
  async remove(arn: string, keys: readonly string[]): Promise<void> {
    await this.#known(arn)
    await this.#kept.change((present) => {
      const gone = new Set(keys)
      const left = Object.entries(present[arn] ?? {}).filter(([key]) => !gone.has(key))
      return { value: { ...present, [arn]: Object.fromEntries(left) }, answer: undefined }
    })
  }

  /** For a resource that is about to be: stored before it, so that it never stands without the tags it was asked with. */
  async prepare(arn: string, tags: readonly Tag[]): Promise<void> {
    checkTags(tags)
    if (tags.length === 0) return
    await this.#kept.change((present) => ({ value: { ...present, [arn]: asRecord(tags) }, answer: undefined }))
  }

  /** The resource is gone, or never came to be. */
  async forget(arn: string): Promise<void> {
    if ((await this.#kept.get())[arn] === undefined) return
    await this.#kept.change(({ [arn]: _, ...others }) => ({ value: others, answer: undefined }))
  }

  async #known(arn: string): Promise<void> {
    if (!taggableArn.test(arn)) throw invalidRequest(`Invalid ARN ${arn}: only groups and sampling rules have tags`)
    for (const one of this.#resources) if (await one.exists(arn)) return
    throw notFound(arn, `Resource ${arn} not found`)
  }
}

const asRecord = (tags: readonly Tag[]): Record<string, string> =>
  Object.fromEntries(tags.map(({ Key, Value }) => [Key, Value]))

/** What the model's lengths cannot say. */
export function checkTags(tags: readonly Tag[]): void {
  const keys = new Set(tags.map(({ Key }) => Key))
  if (keys.size < tags.length) throw invalidRequest('Two tags have the same key')
  if (keys.size > mostTags) throw invalidRequest(`A resource can not have more than ${mostTags} tags`)
  for (const { Key, Value } of tags) {
    if (/^aws:/i.test(Key)) throw invalidRequest(`The tag key ${Key} begins with aws:, which is reserved`)
    if (!allowed.test(Key) || !allowed.test(Value))
      throw invalidRequest(`The tag ${Key} has a character other than letters, digits, spaces and + - = . _ : / @`)
  }
}
