/** Resource policies (facts 6.4): kept, counted in revisions. They are not enforced yet. */
import type { Store } from '@roentgen/store'
import * as z from 'zod'
import { ApiError, invalidRequest } from '../api/errors.ts'
import { Kept } from './kept.ts'
import { locksOut, readPolicy } from './policy-document.ts'

const policy = z.object({
  name: z.string(),
  document: z.string(),
  /** 1 at first. */
  revision: z.number(),
  /** Whole epoch seconds. */
  updatedS: z.number(),
})
const stored = z.array(policy)
export type ResourcePolicy = Readonly<z.infer<typeof policy>>

const mostPolicies = 5
const mostBytes = 5 * 1024

export class Policies {
  readonly #kept: Kept<ResourcePolicy[]>

  constructor(store: Pick<Store, 'readConfig' | 'writeConfig'>) {
    this.#kept = new Kept<ResourcePolicy[]>(store, 'resource-policies', [], (value) => stored.parse(value))
  }

  /** In order of creation. */
  all(): Promise<readonly ResourcePolicy[]> {
    return this.#kept.get()
  }

  /** `revision`: the one to replace, `0` for none yet, null for whichever. */
  async put(
    name: string,
    document: string,
    revision: string | null,
    options: { readonly bypassLockoutCheck: boolean; readonly nowS: number },
  ): Promise<ResourcePolicy> {
    if (Buffer.byteLength(document) > mostBytes)
      throw new ApiError(
        'PolicySizeLimitExceededException',
        `The resource policy is larger than ${mostBytes} bytes, the most a policy may have`,
      )
    const read = readPolicy(document)
    if (!read.ok) throw new ApiError('MalformedPolicyDocumentException', read.problem)
    return this.#kept.change((present) => {
      const old = present.find((one) => one.name === name)
      if (revision !== null && revision !== String(old?.revision ?? 0))
        throw new ApiError(
          'InvalidPolicyRevisionIdException',
          `Another concurrent request has modified the resource policy ${name}`,
        )
      if (old === undefined && present.length >= mostPolicies)
        throw new ApiError(
          'PolicyCountLimitExceededException',
          `There are ${mostPolicies} resource policies, the most an account may have`,
        )
      if (!options.bypassLockoutCheck && locksOut(read.statements))
        throw new ApiError(
          'LockoutPreventionException',
          'This resource policy would keep its sender from calling PutResourcePolicy in the future',
        )
      const updated = { name, document, revision: (old?.revision ?? 0) + 1, updatedS: Math.floor(options.nowS) }
      const value =
        old === undefined ? [...present, updated] : present.map((one) => (one.name === name ? updated : one))
      return { value, answer: updated }
    })
  }

  async delete(name: string, revision: string | null): Promise<void> {
    await this.#kept.change((present) => {
      const old = present.find((one) => one.name === name)
      if (revision !== null && revision !== String(old?.revision))
        throw new ApiError(
          'InvalidPolicyRevisionIdException',
          `Another concurrent request has modified or deleted the resource policy ${name}`,
        )
      if (old === undefined) throw invalidRequest(`The resource policy ${name} does not exist.`)
      return { value: present.filter((one) => one.name !== name), answer: undefined }
    })
  }
}
