/** What people call services, and whose they are: shapes of `/api/names`, and of `label` on a node. */
import { z } from 'zod'
import { contactOf, type LabelMember, labelMembers, mostCharacters } from './labels.ts'

// biome-ignore lint/suspicious/noControlCharactersInRegex: they are what is refused
const noControls = /^[^\u0000-\u001f\u007f]*$/
/** Half a character cannot be written into an address, and this text goes there. */
const isWhole = (text: string): boolean => !/[\ud800-\udfff]/u.test(text)
const member = (most: number) =>
  z
    .string()
    .trim()
    .max(most, `at most ${most} characters`)
    .regex(noControls, 'one line of plain text')
    .refine(isWhole, 'one line of plain text')
    .transform((text) => (text === '' ? null : text))
    .nullable()

const contact = member(mostCharacters.contact).transform((text, given) => {
  const address = text === null ? null : contactOf(text)
  if (text !== null && address === null) {
    given.addIssue({ code: 'custom', message: 'a web address (https://…) or a mail address' })
  }
  return address
})

/** Null: not known. Empty text is null. */
export const labelTexts = z.object({
  name: member(mostCharacters.name),
  owner: member(mostCharacters.owner),
  team: member(mostCharacters.team),
  domain: member(mostCharacters.domain),
  contact,
})

/** Which nodes are meant. `type` and `account` null: any. */
export const serviceMatch = z.object({
  name: z.string().min(1).max(1000),
  type: z.string().min(1).max(200).nullable(),
  account: z.string().min(1).max(50).nullable(),
})

const known = z.object(
  Object.fromEntries(labelMembers.map((name) => [name, z.string().nullable()])) as Record<
    LabelMember,
    z.ZodNullable<z.ZodString>
  >,
)

/** On a node; absent where nobody said anything of it. `locked`: members that roentgen.yaml sets, which a page cannot change. */
export const label = known.extend({ locked: z.array(z.enum(labelMembers)) })

/** `locked` as roentgen.yaml has it, in order, names with `*` and `?`; `kept` as set on pages, names as they stand. */
export const labelRules = z.object({
  locked: z.array(z.object({ match: serviceMatch, label: known })),
  kept: z.array(
    z.object({
      match: serviceMatch,
      label: known,
      /** A change sends it back, so that nobody's work is overwritten unseen. */
      revision: z.number(),
    }),
  ),
})

/** Hosts outside whose name fits `match` (`*` and `?`) are one crowd of that name. */
export const externalRule = z.object({ match: z.string(), name: z.string() })

export const namesReply = labelRules.extend({
  external: z.array(externalRule),
  /** Where what is set on pages is kept; `memory`: until the bff ends. */
  place: z.enum(['store', 'files', 'memory']),
  /** Why what was set on pages is not used, in words; null: it is. */
  problem: z.string().nullable(),
})

/** All of a service's members at once. `revision` as it was read, 0 where there was none: when it has changed since, nothing is done (CONFLICT). */
export const nameChange = z.object({
  match: serviceMatch,
  label: labelTexts,
  revision: z.number().int().nonnegative(),
})

export type LabelTexts = z.output<typeof known>
export type Label = z.output<typeof label>
export type ServiceMatch = z.output<typeof serviceMatch>
export type LabelRules = z.output<typeof labelRules>
export type ExternalRule = z.output<typeof externalRule>
export type NamesReply = z.output<typeof namesReply>
