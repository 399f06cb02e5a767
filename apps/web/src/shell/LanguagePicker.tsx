import { useEffect, useRef } from 'react'
import { t } from '../messages/index.ts'
import { isLanguage, language, languageNames, languages } from '../messages/language.ts'
import { useChangeSearch, useCommonSearch } from './use-common-search.ts'
import { chooseLanguage } from './use-language.ts'

/** The page is drawn anew in the other language; who chose by keyboard finds themselves where they were. */
let justChosen = false

export function LanguagePicker() {
  const search = useCommonSearch()
  const change = useChangeSearch()
  const field = useRef<HTMLSelectElement>(null)
  useEffect(() => {
    if (justChosen) field.current?.focus()
    justChosen = false
  }, [])
  const choose = async (next: string) => {
    if (!isLanguage(next)) return
    justChosen = true
    // First the choice: the address without `lang` then asks for it.
    await chooseLanguage(next)
    if (search.lang !== undefined) change({ lang: undefined }, { replace: true })
  }
  return (
    <select
      ref={field}
      className="field max-w-28"
      aria-label={t('shell.language')}
      title={t('shell.language')}
      value={language()}
      onChange={(event) => void choose(event.target.value)}
    >
      {languages.map((known) => (
        <option key={known} value={known} lang={known}>
          {languageNames[known]}
        </option>
      ))}
    </select>
  )
}
