/** The editor's fields as text, and the label they make, or what is wrong with them, field by field. */
import { contactOf, type LabelMember, type LabelTexts, labelMembers, mostCharacters } from '@roentgen/contract'
import { t } from '../messages/index.ts'

export type Form = Readonly<Record<LabelMember, string>>
export type Problems = { readonly [M in LabelMember]?: string }
export type Read =
  | { readonly ok: true; readonly label: LabelTexts }
  | { readonly ok: false; readonly problems: Problems }

/** People know an address by what stands after `mailto:`. */
export const formOf = (value: (member: LabelMember) => string | null): Form => ({
  name: value('name') ?? '',
  owner: value('owner') ?? '',
  team: value('team') ?? '',
  domain: value('domain') ?? '',
  contact: (value('contact') ?? '').replace(/^mailto:/, ''),
})

export function readForm(form: Form): Read {
  const label: LabelTexts = { name: null, owner: null, team: null, domain: null, contact: null }
  const problems: { [M in LabelMember]?: string } = {}
  for (const member of labelMembers) {
    const text = form[member].trim()
    if (text === '') continue
    const most = mostCharacters[member]
    if (text.length > most) problems[member] = t('names.problem.long', { most })
    label[member] = member === 'contact' ? contactOf(text) : text
    if (label[member] === null) problems[member] = t('names.problem.contact')
  }
  return Object.keys(problems).length === 0 ? { ok: true, label } : { ok: false, problems }
}
