/** Who was hit: the users of the entering requests that a trouble is about, and the filter that finds those. */
import { parse, serviceFilter } from '@roentgen/filter'
import type { Window } from '@roentgen/store'
import type { HitUsers, Trouble } from '@roentgen/story'
import { nodeOf } from '../routes/question.ts'
import { narrowed } from '../source/narrowed.ts'
import type { SourceFilter, SourceGroup, TraceSource } from '../source/port.ts'

const three = (seconds: number): number => Number(seconds.toPrecision(3))

/** Null: nobody outside sees it. */
export function hitFilter({ effect }: Trouble): string | null {
  const answered =
    effect.symptom === 'fails'
      ? 'fault OR throttle'
      : effect.symptom === 'refuses'
        ? 'error'
        : effect.symptom === 'slow' && effect.beyond !== null
          ? `responsetime > ${three(effect.beyond)}`
          : null
  if (answered === null) return null
  return effect.entry ? `(${answered}) AND ${serviceFilter(nodeOf(effect.entry.id))}` : answered
}

/** Two questions for one number each: of all, and of those who were hit. Null where nobody is named, or the source charges for looking. */
export async function usersHit(
  source: TraceSource,
  window: Window,
  within: { readonly filter: SourceFilter | null; readonly group: SourceGroup | null },
  hit: string,
): Promise<HitUsers | null> {
  if (source.kind === 'aws') return null
  const expression = parse(hit)
  if (!expression.ok) throw new Error(`own filter does not parse: ${hit}: ${expression.error.message}`)
  const asked = narrowed(within.filter, within.group)
  const both = narrowed({ text: hit, expression: expression.expression }, asGroup(asked))
  const question = { subject: { kind: 'all' }, affectedOnly: false, limit: 1 } as const
  const [all, some] = await Promise.all([
    source.users(window, { ...question, filter: asked }),
    source.users(window, { ...question, filter: both }),
  ])
  return all.totalUsers === 0 ? null : { affected: some.totalUsers, total: all.totalUsers }
}

const asGroup = (filter: SourceFilter | null): SourceGroup | null =>
  filter && { name: '', arn: '', filter, insights: false }
