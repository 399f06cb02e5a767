/** A piece of SQL with its values beside it: values travel as `{name:Type}` parameters, never inside the text. */
import type { Param, Params } from './database.ts'

export class Binds {
  readonly #params: Record<string, Param> = {}
  readonly #placeholders = new Map<string, string>()

  /** The placeholder that stands for this value; equal values share one, so that equal conditions are equal text. */
  bind(type: string, value: Param): string {
    const known = `${type} ${typeof value === 'number' ? String(value) : JSON.stringify(value)}`
    const placeholder = this.#placeholders.get(known)
    if (placeholder !== undefined) return placeholder
    const name = `p${this.#placeholders.size}`
    this.#params[name] = value
    const made = `{${name}:${type}}`
    this.#placeholders.set(known, made)
    return made
  }

  params(): Params {
    return this.#params
  }
}

export const anyOf = (terms: readonly string[]): string => (terms.length === 0 ? '0' : `(${terms.join(' OR ')})`)
export const allOf = (terms: readonly string[]): string => (terms.length === 0 ? '1' : `(${terms.join(' AND ')})`)
