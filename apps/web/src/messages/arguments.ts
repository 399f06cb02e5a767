/** Which values an ICU message takes: for the test that holds the languages together. */
import { IntlMessageFormat } from 'intl-messageformat'

type Part = ReturnType<IntlMessageFormat['getAst']>[number]

/** `count`, `affected`, `because=a|b` of a choice by words; each once, in the alphabet's order. Throws when the message cannot be read. */
export function argumentsOf(message: string, language: string): string[] {
  const found = new Set<string>()
  const visit = (parts: readonly Part[]): void => {
    for (const part of parts) {
      if (!('value' in part) || part.type === literal) continue
      if (!('options' in part)) {
        found.add(part.value)
        continue
      }
      const cases = Object.entries(part.options)
      // The program chooses among words; which plurals there are is the language's own affair.
      found.add(
        part.type === select
          ? `${part.value}=${cases
              .map(([name]) => name)
              .sort()
              .join('|')}`
          : part.value,
      )
      for (const [, option] of cases) visit(option.value)
    }
  }
  visit(new IntlMessageFormat(message, language).getAst())
  return [...found].sort()
}

/** Of the parser's numbered kinds of parts: https://formatjs.github.io/docs/icu-messageformat-parser */
const literal = 0
const select = 5
