/** A text that nothing shows is a text that somebody meant to show. */
import { readdirSync, readFileSync } from 'node:fs'
import { fileURLToPath } from 'node:url'
import { expect, it } from 'vitest'
import { catalogue } from './index.ts'

const here = fileURLToPath(new URL('..', import.meta.url))

const sources = readdirSync(here, { recursive: true, encoding: 'utf8' })
  .filter((path) => /\.tsx?$/.test(path) && !path.startsWith('messages/') && !/\.test\.tsx?$/.test(path))
  .map((path) => readFileSync(here + path, 'utf8'))
  .concat(readFileSync(`${here}messages/language.ts`, 'utf8'))
  .join('\n')

const escaped = (text: string): string => text.replace(/[.*+?^${}()|[\]\\]/g, '\\$&')

/** `map.class.${name}` stands for any text that fits, with at least a word before its first gap. */
const patterns = [...sources.matchAll(/`([a-z][\w-]*\.[^`\s]*\$\{[^`]*)`/g)].map(
  ([, text = '']) =>
    new RegExp(
      `^${text
        .split(/\$\{[^}]*\}/)
        .map(escaped)
        .join('[\\w.-]+')}$`,
    ),
)

it('every text is asked for somewhere', () => {
  const unused = Object.keys(catalogue).filter(
    (key) => !sources.includes(`'${key}'`) && !patterns.some((pattern) => pattern.test(key)),
  )
  expect(unused).toEqual([])
})
