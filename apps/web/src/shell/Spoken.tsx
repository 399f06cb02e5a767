import { Shell } from './Shell.tsx'
import { useLanguage } from './use-language.ts'

/** The whole page in the reader's language: another language is another page, drawn from the start. What one looks at is in the address and stays. */
export function Spoken() {
  return <Shell key={useLanguage()} />
}
