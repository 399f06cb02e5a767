import type { Reply } from '@roentgen/contract'
import { Link } from '@tanstack/react-router'
import { CircleHelp, Link2, Monitor, Moon, Search, Sun } from 'lucide-react'
import type { LiveState } from '../live.ts'
import { t } from '../messages/index.ts'
import { chooseTheme, nextChoice, useThemeChoice } from '../theme/theme.ts'
import { More } from '../ui/More.tsx'
import { CopyLink } from './CopyLink.tsx'
import { LanguagePicker } from './LanguagePicker.tsx'
import { LiveToggle } from './LiveToggle.tsx'
import { openPalette } from './palette/PaletteHost.tsx'
import { SourceName } from './SourceName.tsx'
import { TimeRange } from './TimeRange.tsx'
import { WordsToggle } from './WordsToggle.tsx'

const pages = [
  { to: '/map', label: 'shell.nav.map' },
  { to: '/services', label: 'shell.nav.services' },
  { to: '/traces', label: 'shell.nav.traces' },
  { to: '/users', label: 'shell.nav.users' },
  { to: '/sampling', label: 'shell.nav.sampling' },
  { to: '/doctor', label: 'shell.nav.doctor' },
] as const

const themeIcon = { system: Monitor, light: Sun, dark: Moon } as const

export function Header({
  sources,
  live,
  onHelp,
}: {
  sources: Reply<'sources'> | undefined
  live: LiveState
  onHelp: () => void
}) {
  const theme = useThemeChoice()
  const ThemeIcon = themeIcon[theme]
  return (
    <header className="flex flex-wrap items-center gap-x-4 gap-y-2 border-b border-line bg-surface px-3 py-2">
      <Link to="/map" className="flex items-center gap-2 font-semibold text-ink no-underline max-sm:hidden">
        <img src="/favicon.svg" alt="" width="22" height="22" />
        <span>{t('shell.name')}</span>
      </Link>
      <nav aria-label={t('shell.nav.label')} className="flex flex-wrap sm:gap-x-1">
        {pages.map(({ to, label }) => (
          <Link
            key={to}
            to={to}
            className="rounded-md px-1.5 py-1 sm:px-2.5 text-sm text-ink no-underline hover:bg-bg"
            activeOptions={{ includeSearch: false }}
            activeProps={{ className: 'bg-accent-soft font-semibold', 'aria-current': 'page' }}
          >
            {t(label)}
          </Link>
        ))}
      </nav>
      <div className="ml-auto flex flex-wrap items-center justify-end gap-1 sm:gap-2">
        <button type="button" className="btn" onClick={openPalette} title={`${t('palette.title')} (/)`}>
          <Search aria-hidden size={16} />
          <span className="max-lg:sr-only">{t('palette.button')}</span>
        </button>
        <SourceName sources={sources} />
        <TimeRange />
        <LiveToggle state={live} />
        <More id="header">
          <CopyLink icon={Link2} />
          <WordsToggle />
          <LanguagePicker />
          <button
            type="button"
            className="btn"
            onClick={() => chooseTheme(nextChoice(theme))}
            aria-label={t('shell.theme', { theme: t(`shell.theme.${theme}`) })}
            title={t('shell.theme', { theme: t(`shell.theme.${theme}`) })}
          >
            <ThemeIcon aria-hidden size={16} />
          </button>
          <button type="button" className="btn" onClick={onHelp} aria-label={t('shell.help')} title={t('shell.help')}>
            <CircleHelp aria-hidden size={16} />
          </button>
        </More>
      </div>
    </header>
  )
}
