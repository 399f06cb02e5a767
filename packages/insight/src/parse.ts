/** An insight as it was stored, read back. Null for what is none of ours (or of a version to come). */
import { type Category, categories, type Insight } from './model.ts'

export function parseInsight(text: string): Insight | null {
  let value: unknown
  try {
    value = JSON.parse(text)
  } catch {
    return null
  }
  return isInsight(value) ? value : null
}

/** Our own process wrote it: enough is looked at to tell another version's document from this one's. */
function isInsight(value: unknown): value is Insight {
  if (typeof value !== 'object' || value === null) return false
  const one: Partial<Record<keyof Insight, unknown>> = value
  return (
    typeof one.id === 'string' &&
    categories.includes(one.category as Category) &&
    typeof one.startMinute === 'number' &&
    (one.endMinute === null || typeof one.endMinute === 'number') &&
    typeof one.summary === 'string' &&
    typeof one.group === 'object' &&
    typeof one.rootCause === 'object' &&
    Array.isArray(one.services) &&
    Array.isArray(one.events)
  )
}
