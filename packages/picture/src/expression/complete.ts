/** What can be written where the caret stands. */
import { familyOf } from '../kind-family.ts'
import { friendlyName, regionOf } from '../names.ts'
import { nodeKind } from '../node-kind.ts'
import type { Picture } from '../picture.ts'
import {
  callFlags,
  callKinds,
  callTexts,
  flags,
  isTextAttribute,
  measures,
  samples,
  type TextAttribute,
  textAttributes,
  units,
} from './attributes.ts'
import { startOfPiece, written } from './lexer.ts'
import { type Wanted, wantedAfter } from './parse.ts'

export type Completion = {
  /** Stands there instead of the text between `from` and `to`. */
  readonly insert: string
  readonly label: string
  readonly kind: 'keyword' | 'operator' | 'value' | 'name'
}
export type Completions = { readonly from: number; readonly to: number; readonly options: readonly Completion[] }

/** The texts of a picture that an expression may speak of, by attribute, sorted. */
export type Vocabulary = Readonly<Record<TextAttribute, readonly string[]>>

export function vocabularyOf(picture: Picture): Vocabulary {
  const found = Object.fromEntries(textAttributes.map((name) => [name, new Set<string>()]))
  const add = (name: TextAttribute, text: string | null | undefined) => text && found[name]?.add(text)
  for (const node of picture.nodes) {
    add('name', friendlyName(node))
    add('kind', familyOf(node.type))
    if (nodeKind(node.type) !== 'group') add('kind', nodeKind(node.type))
    add('type', node.type)
    add('account', node.account)
    add('region', regionOf(node))
    add('owner', node.label?.owner)
    add('team', node.label?.team)
    add('domain', node.label?.domain)
  }
  const sorted = (name: TextAttribute): string[] => [...(found[name] ?? [])].sort()
  return {
    name: sorted('name'),
    kind: sorted('kind'),
    type: sorted('type'),
    account: sorted('account'),
    region: sorted('region'),
    owner: sorted('owner'),
    team: sorted('team'),
    domain: sorted('domain'),
  }
}

export function complete(text: string, caret: number, known: Vocabulary): Completions {
  const before = text.slice(0, caret)
  const from = startOfPiece(before)
  const piece = before.slice(from)
  const asked = piece.replace(/^["“”„]/, '').toLowerCase()
  const options = new Map<string, Completion>()
  const wanted = wantedAfter(before.slice(0, from))
  for (const one of wanted) for (const option of optionsFor(one, asked, known)) options.set(option.insert, option)
  const fitting = [...options.values()].filter(
    (option) => option.label.toLowerCase().includes(asked) && option.insert !== piece,
  )
  const begins = (option: Completion): boolean => option.label.toLowerCase().startsWith(asked)
  return { from, to: caret, options: [...fitting.filter(begins), ...fitting.filter((option) => !begins(option))] }
}

function optionsFor(wanted: Wanted, asked: string, known: Vocabulary): Completion[] {
  switch (wanted.kind) {
    case 'attribute':
      return attributes(wanted.text, asked).filter(({ label }) => canHold(label, known))
    case 'function':
      return [{ insert: `${wanted.text}(`, label: `${wanted.text}(…)`, kind: 'keyword' }]
    case 'operator':
      return [{ insert: wanted.text, label: wanted.text, kind: 'operator' }]
    case 'word':
    case 'sign':
      return [{ insert: wanted.text, label: wanted.text, kind: 'keyword' }]
    case 'number':
      return numbers(wanted.dimension, asked)
    case 'value':
      return (wanted.of === 'call-kind' ? callKinds : known[wanted.of]).map((value) => ({
        insert: written(value),
        label: value,
        kind: 'value',
      }))
  }
}

const ends: Readonly<Record<string, readonly string[]>> = {
  'call.': [...measures, ...callTexts, ...callFlags],
  'from.': [...measures, ...textAttributes, ...flags],
  'to.': [...measures, ...textAttributes, ...flags],
}

/** A word that nothing on the map could fulfil is not offered: nobody has a team as long as nobody says so. */
function canHold(label: string, known: Vocabulary): boolean {
  const name = label.replace(/^(from|to|call)\./, '')
  return !isTextAttribute(name) || label === 'call.kind' || known[name].length > 0
}

/** What stands behind `call.` is offered once somebody went there. */
function attributes(text: string, asked: string): Completion[] {
  const behind = Object.hasOwn(ends, text) ? ends[text] : undefined
  if (!behind) return [{ insert: text, label: text, kind: 'keyword' }]
  if (!asked.startsWith(text)) return [{ insert: text, label: `${text}…`, kind: 'name' }]
  return behind.map((name) => ({ insert: `${text}${name}`, label: `${text}${name}`, kind: 'keyword' }))
}

function numbers(dimension: keyof typeof samples, asked: string): Completion[] {
  const digits = /^\d+(\.\d+)?/.exec(asked)?.[0]
  const offered = digits
    ? Object.keys(units[dimension])
        .filter((unit) => unit !== 'm' && unit !== 'us')
        .map((unit) => `${digits}${unit}`)
    : samples[dimension]
  return offered.map((value) => ({ insert: value, label: value, kind: 'value' }))
}
