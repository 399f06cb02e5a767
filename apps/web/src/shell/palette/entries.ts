/** Everything the palette can find, as one list. Where an entry leads is decided here; words come from the catalogue. */
import type { GraphReply, Reply } from '@roentgen/contract'
import type { NavigateOptions } from '@tanstack/react-router'
import { t } from '../../messages/index.ts'
import { isLanguage, language, languageNames, languages } from '../../messages/language.ts'
import { nodeName } from '../../pages/map/node-name.ts'
import { kindWords } from '../../ui/kind-words.ts'
import { type NodeKind, nodeKind, shortName } from '../../ui/node-kind.ts'
import type { Offer } from './offers.ts'
import type { Recognised } from './recognise.ts'

export type EntryKind = 'trace' | 'link' | 'service' | 'group' | 'user' | 'page' | 'action'

export type Entry = {
  readonly id: string
  readonly kind: EntryKind
  /** What is shown first, then other names it is found by. */
  readonly names: readonly [string, ...string[]]
  /** Beside the name: what it is. */
  readonly detail: string
  readonly glyph?: NodeKind
  readonly go: () => void
}

export type Go = (to: NavigateOptions) => void

const pages = [
  ['/map', 'shell.nav.map'],
  ['/services', 'shell.nav.services'],
  ['/traces', 'shell.nav.traces'],
  ['/users', 'shell.nav.users'],
  ['/sampling', 'shell.nav.sampling'],
  ['/doctor', 'shell.nav.doctor'],
  ['/add', 'add.title'],
] as const

export const pageEntries = (go: Go): Entry[] =>
  pages.map(([to, label]) => ({
    id: `page:${to}`,
    kind: 'page',
    names: [t(label), to.slice(1)],
    detail: t('palette.kind.page'),
    go: () => go({ to }),
  }))

/** Nothing brushed, no trace open: a new choice on the map starts clean. */
const cleared = { edge: undefined, lo: undefined, hi: undefined, trace: undefined } as const

/** Clients bear the name of the service they call: one finds that. */
export function serviceEntries(graph: GraphReply, go: Go): Entry[] {
  return graph.nodes
    .filter((node) => nodeKind(node.type) !== 'client')
    .sort((a, b) => b.counts.total - a.counts.total)
    .map((node) => {
      const name = nodeName(node, node.id)
      return {
        id: `service:${node.id}`,
        kind: 'service',
        names: [name, ...new Set([shortName(node.name), node.name].filter((other) => other !== name))],
        detail: kindWords(node.type),
        glyph: nodeKind(node.type),
        go: () => go({ to: '/map', search: (before) => ({ ...before, ...cleared, node: node.id }) }),
      }
    })
}

/** X-Ray's groups narrow what one sees; domains, teams and owners are opened on the map. */
export function groupEntries(groups: Reply<'groups'> | undefined, graph: GraphReply | undefined, go: Go): Entry[] {
  const ofXRay = (groups?.groups ?? [])
    .filter((group) => group.filter !== null)
    .map(
      (group): Entry => ({
        id: `group:${group.name}`,
        kind: 'group',
        names: [group.name],
        detail: t('palette.kind.group'),
        go: () =>
          go({ to: '/map', search: (before) => ({ ...before, ...cleared, node: undefined, group: group.name }) }),
      }),
    )
  const named = (['domain', 'team', 'owner'] as const).flatMap((by) => {
    const names = new Set(graph?.nodes.flatMap((node) => node.label?.[by] ?? []))
    return [...names].map(
      (name): Entry => ({
        id: `${by}:${name}`,
        kind: 'group',
        names: [name],
        detail: t(`palette.kind.${by}`),
        go: () =>
          go({ to: '/map', search: (before) => ({ ...before, by, open: `group:${by}:${encodeURIComponent(name)}` }) }),
      }),
    )
  })
  return [...ofXRay, ...named]
}

export const userEntries = (users: Reply<'users'> | undefined, go: Go): Entry[] =>
  (users?.users ?? []).map(({ user }) => ({
    id: `user:${user}`,
    kind: 'user',
    names: [user],
    detail: t('palette.kind.user'),
    go: () => go({ to: '/users', search: (before) => ({ ...before, user }) }),
  }))

const offered = (offer: Offer): Entry => ({
  id: `action:${offer.id}`,
  kind: 'action',
  names: [offer.label, ...(offer.also ?? [])],
  detail: t('palette.kind.action'),
  go: offer.run,
})

/** What the shell can do on every page. */
export type ShellActions = {
  readonly theme: (choice: 'system' | 'light' | 'dark') => void
  readonly language: (next: (typeof languages)[number]) => void
  readonly technical: boolean
  readonly words: (technical: boolean) => void
  readonly live: boolean
  readonly toggleLive: () => void
  readonly copyLink: () => void
  readonly help: () => void
  readonly last: (length: string) => void
  readonly onlyUnwell: boolean
}

export function actionEntries(
  shell: ShellActions,
  here: readonly Offer[],
  go: Go,
  lengths: readonly (readonly [string, string])[],
): Entry[] {
  const list: Offer[] = [
    {
      id: 'only-unwell',
      label: t(shell.onlyUnwell ? 'palette.all' : 'palette.only-unwell'),
      run: () =>
        go({
          to: '/map',
          search: (before) => ({ ...before, only: shell.onlyUnwell ? undefined : ('unwell' as const) }),
        }),
    },
    { id: 'copy-link', label: t('shell.copy'), run: shell.copyLink },
    ...here,
    {
      id: 'words',
      label: t(shell.technical ? 'palette.words.plain' : 'palette.words.technical'),
      run: () => shell.words(!shell.technical),
    },
    { id: 'live', label: t(shell.live ? 'palette.live.off' : 'palette.live.on'), run: shell.toggleLive },
    ...(['light', 'dark', 'system'] as const).map((theme) => ({
      id: `theme-${theme}`,
      label: t('palette.theme', { theme: t(`shell.theme.${theme}`) }),
      run: () => shell.theme(theme),
    })),
    ...languages
      .filter((one) => isLanguage(one) && one !== language())
      .map((one) => ({
        id: `language-${one}`,
        label: t('palette.language', { language: languageNames[one] }),
        // Who cannot read the page looks for it by its own name.
        also: [languageNames[one], 'language'],
        run: () => shell.language(one),
      })),
    ...lengths.map(([length, words]) => ({
      id: `last-${length}`,
      label: t('shell.time.last', { length: words }),
      also: [length],
      run: () => shell.last(length),
    })),
    { id: 'help', label: t('palette.help'), also: ['?'], run: shell.help },
  ]
  return list.map(offered)
}

export function traceEntry(id: string, go: Go): Entry {
  return {
    id: `trace:${id}`,
    kind: 'trace',
    names: [t('palette.trace', { id }), id],
    detail: t('palette.kind.trace'),
    go: () => go({ to: '/traces/$id', params: { id } }),
  }
}

export const recognisedEntry = (found: Recognised, go: Go, visit: (href: string) => void): Entry =>
  found.kind === 'trace'
    ? traceEntry(found.id, go)
    : {
        id: `link:${found.href}`,
        kind: 'link',
        names: [t('palette.link', { href: found.href })],
        detail: t('palette.kind.link'),
        go: () => visit(found.href),
      }
