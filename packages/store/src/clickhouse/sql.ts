/** A piece of SQL with its values beside it: values travel as `{name:Type}` parameters, never inside the text. */
import type { Param, Params } from './database.ts'

export class Binds {
  readonly #params: Record<string, Param> = {}
  #count = 0

  /** The placeholder that stands for this value. */
  bind(type: string, value: Param): string {
    const name = `p${this.#count++}`
    this.#params[name] = value
    return `{${name}:${type}}`
  }

  params(): Params {
    return this.#params
  }
}

export const anyOf = (terms: readonly string[]): string => (terms.length === 0 ? '0' : `(${terms.join(' OR ')})`)
export const allOf = (terms: readonly string[]): string => (terms.length === 0 ? '1' : `(${terms.join(' AND ')})`)
