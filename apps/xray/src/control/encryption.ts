/** What encryption was asked for (facts 6.3). Nothing is encrypted with a key of KMS yet, and the status says so (decision 0011). */
import type { Store } from '@roentgen/store'
import * as z from 'zod'
import { invalidRequest } from '../api/errors.ts'
import { Kept } from './kept.ts'

const stored = z.union([z.object({ type: z.literal('NONE') }), z.object({ type: z.literal('KMS'), keyId: z.string() })])
export type AskedEncryption = z.infer<typeof stored>

const uuid = /^(?:mrk-[0-9a-f]{32}|[0-9a-f]{8}(?:-[0-9a-f]{4}){3}-[0-9a-f]{12})$/i
const alias = /^alias\/[\w/-]{1,250}$/
const keyArn = /^arn:aws[\w-]*:kms:[a-z0-9-]+:\d{12}:(?:key\/(.+)|(alias\/.+))$/

export class Encryption {
  readonly #kept: Kept<AskedEncryption>

  constructor(store: Pick<Store, 'readConfig' | 'writeConfig'>) {
    this.#kept = new Kept<AskedEncryption>(store, 'encryption', { type: 'NONE' }, (value) => stored.parse(value))
  }

  get(): Promise<AskedEncryption> {
    return this.#kept.get()
  }

  /** A key beside `NONE` is left aside, as the model asks to leave it out. */
  async put(type: 'NONE' | 'KMS', keyId: string | null): Promise<AskedEncryption> {
    const asked: AskedEncryption = type === 'NONE' ? { type } : { type, keyId: checkedKey(keyId) }
    return this.#kept.change(() => ({ value: asked, answer: asked }))
  }
}

function checkedKey(keyId: string | null): string {
  if (keyId === null) throw invalidRequest('KeyId must be given when Type is KMS')
  const [, byId, byAlias] = keyArn.exec(keyId) ?? [null, keyId, keyId]
  if (uuid.test(byId ?? '') || alias.test(byAlias ?? '')) return keyId
  throw invalidRequest(`Invalid key id ${keyId}: give a key id, a key ARN, alias/NAME or an alias ARN`)
}
