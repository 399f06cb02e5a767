import { parseDuration } from '@roentgen/contract'
import { useNavigate } from '@tanstack/react-router'
import { duration } from '../../format.ts'
import { t } from '../../messages/index.ts'
import type { SearchOf } from '../../search.ts'
import { chooseTheme } from '../../theme/theme.ts'
import { linkToThis } from '../link-to-this.ts'
import { useChangeSearch, useCommonSearch } from '../use-common-search.ts'
import { chooseLanguage } from '../use-language.ts'
import { isLive, quickRanges } from '../window.ts'
import type { ShellActions } from './entries.ts'

export const lengthsInWords = (): (readonly [string, string])[] =>
  quickRanges.map((length) => [length, duration(parseDuration(length))] as const)

/** What the header's controls do, for who types instead. `say`: what was done, where the page does not show it. */
export function useShellActions(say: (text: string) => void, help: () => void): ShellActions {
  const search = useCommonSearch()
  const change = useChangeSearch()
  const navigate = useNavigate()
  const live = isLive(search)
  const only: SearchOf<'/map'>['only'] = 'only' in search && search.only === 'unwell' ? 'unwell' : undefined
  return {
    theme: chooseTheme,
    language: (next) => {
      // First the choice: the address without `lang` then asks for it.
      void chooseLanguage(next).then(() => {
        if (search.lang !== undefined) void navigate({ to: '.', search: (before) => ({ ...before, lang: undefined }) })
      })
    },
    technical: search.words === 'technical',
    words: (technical) => {
      change({ words: technical ? 'technical' : undefined }, { replace: true })
    },
    live,
    toggleLive: () => {
      if (live) change({ live: '0' })
      else if ((search.to ?? 'now') === 'now') change({ live: undefined })
      else change({ live: undefined, from: undefined, to: undefined })
    },
    copyLink: () => {
      const { href, pinned } = linkToThis(search, globalThis.location.href, Date.now() / 1000)
      navigator.clipboard.writeText(href).then(
        () => say(t(pinned ? 'shell.copy.pinned' : 'shell.copy.as-is')),
        () => say(t('shell.copy.failed')),
      )
    },
    help,
    last: (length) => change({ from: `now-${length}`, to: undefined }),
    onlyUnwell: only === 'unwell',
  }
}
