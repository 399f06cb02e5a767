import { Braces } from 'lucide-react'
import { useState } from 'react'
import { t } from '../messages/index.ts'
import { useChangeSearch } from './use-common-search.ts'
import { useWords } from './use-words.ts'

/** Plain words or technical ones, for everyone who opens the link. Says what it did: a title is not read on a phone. */
export function WordsToggle() {
  const technical = useWords() === 'technical'
  const change = useChangeSearch()
  const [said, setSaid] = useState<'' | 'plain' | 'technical'>('')
  const toggle = () => {
    change({ words: technical ? undefined : 'technical' }, { replace: true })
    setSaid(technical ? 'plain' : 'technical')
    setTimeout(() => setSaid(''), 5000)
  }
  return (
    <span className="relative">
      <button
        type="button"
        className="btn"
        aria-pressed={technical}
        aria-label={t('shell.words')}
        title={t('shell.words.title')}
        onClick={toggle}
      >
        <Braces aria-hidden size={16} />
        <span className="max-2xl:hidden">{t('shell.words')}</span>
      </button>
      <span role="status" className="absolute top-full right-0 z-20">
        {said !== '' && (
          <span className="mt-1 block w-max max-w-60 rounded-md border border-line bg-raised p-2 text-xs shadow">
            {t(`shell.words.now.${said}`)}
          </span>
        )}
      </span>
    </span>
  )
}
