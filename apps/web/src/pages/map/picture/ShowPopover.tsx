/** Everything about what the map shows that is not needed at every glance. */
import { type Drawn, type Grouping, groupings, vocabularyOf } from '@roentgen/picture'
import { type RefObject, useId, useMemo } from 'react'
import { Dialog, Popover } from 'react-aria-components'
import { t } from '../../../messages/index.ts'
import { ExpressionField } from './ExpressionField.tsx'
import type { PictureSearch } from './use-picture.ts'

type Props = {
  readonly trigger: RefObject<HTMLButtonElement | null>
  readonly onClose: () => void
  readonly search: PictureSearch
  readonly drawn: Drawn
  /** The source has X-Ray groups. */
  readonly hasGroups: boolean
  readonly onChange: (change: PictureSearch) => void
}

export default function ShowPopover({ trigger, onClose, search, drawn, hasGroups, onChange }: Props) {
  const id = useId()
  const known = useMemo(() => vocabularyOf(drawn.whole), [drawn.whole])
  const can: Readonly<Record<Grouping, boolean>> = {
    kind: true,
    domain: known.domain.length > 0,
    team: known.team.length > 0,
    owner: known.owner.length > 0,
    account: known.account.length > 0,
    region: known.region.length > 0,
    group: hasGroups,
  }
  return (
    <Popover
      triggerRef={trigger}
      isOpen
      onOpenChange={(open) => !open && onClose()}
      placement="bottom end"
      className="w-[min(26rem,calc(100vw-1rem))] overflow-y-auto rounded-lg border border-line bg-raised p-3 text-ink shadow-lg"
    >
      <Dialog aria-label={t('picture.show')} className="flex flex-col gap-4 outline-none">
        <div className="flex flex-col gap-1">
          <label htmlFor={`${id}-by`} className="text-sm font-semibold">
            {t('picture.by')}
          </label>
          <select
            id={`${id}-by`}
            className="field"
            value={search.by ?? 'auto'}
            onChange={(event) => {
              const to = event.target.value
              onChange({
                by: to === 'none' ? 'none' : groupings.find((one) => one === to),
                // What is open of other groups would be in the way when one comes back.
                open: undefined,
              })
            }}
          >
            <option value="auto">{t('picture.by.auto')}</option>
            <option value="none">{t('picture.by.none')}</option>
            {groupings
              .filter((by) => can[by] || search.by === by)
              .map((by) => (
                <option key={by} value={by}>
                  {t(`picture.by.${by}`)}
                </option>
              ))}
          </select>
        </div>
        <ExpressionField what="find" value={search.find ?? ''} known={known} onApply={(find) => onChange({ find })} />
        <ExpressionField what="hide" value={search.hide ?? ''} known={known} onApply={(hide) => onChange({ hide })} />
      </Dialog>
    </Popover>
  )
}
