/** What the map can do with the node in the panel: show its neighbourhood, open the group it is in. */

import { t } from '../../../messages/index.ts'
import type { Shown } from './use-picture.ts'

type Props = {
  readonly shown: Shown
  readonly node: string
  readonly focus: string | undefined
  readonly onFocus: (node: string | undefined) => void
  readonly onOpen: (group: string) => void
}

export function InGroup({ shown, node, focus, onFocus, onOpen }: Props) {
  const holder = shown.holder.get(node)
  const group = holder === node ? undefined : shown.picture.nodes.find((one) => one.id === holder)
  return (
    <div className="flex flex-wrap items-center gap-2">
      <button
        type="button"
        className="btn"
        aria-pressed={focus === node}
        onClick={() => onFocus(focus === node ? undefined : node)}
      >
        {t('picture.focus.on')}
      </button>
      {group?.group && (
        <button type="button" className="btn max-w-full" onClick={() => onOpen(group.id)}>
          <span className="truncate">{t('picture.in', { group: group.group.label })}</span>
        </button>
      )}
      {holder === undefined && <p className="text-sm text-ink-soft">{t('picture.in.hidden')}</p>}
    </div>
  )
}
