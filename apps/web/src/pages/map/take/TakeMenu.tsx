import type { RefObject } from 'react'
import { Header, Menu, MenuItem, MenuSection, Popover } from 'react-aria-components'
import { t } from '../../../messages/index.ts'
import { type Take, takes } from './kinds.ts'

// One opens the menu to choose: by then what the items need is here.
void import('./take.ts')

/** `print` is the browser's own dialog, which can also make a PDF. */
export type Choice = Take | 'print'

export default function TakeMenu({
  trigger,
  onChoose,
  onClose,
}: {
  trigger: RefObject<HTMLButtonElement | null>
  onChoose: (choice: Choice) => void
  onClose: () => void
}) {
  return (
    <Popover
      aria-label={t('take.menu')}
      triggerRef={trigger}
      isOpen
      onOpenChange={(open) => !open && onClose()}
      placement="bottom end"
      className="max-h-[80dvh] w-[min(22rem,calc(100vw-1rem))] overflow-auto rounded-lg border border-line bg-raised py-1 text-ink shadow-lg"
    >
      <Menu
        aria-label={t('take.menu')}
        autoFocus="first"
        className="outline-none"
        onAction={(key) => {
          const choice = [...takes, 'print' as const].find((one) => one === key)
          onClose()
          if (choice) onChoose(choice)
        }}
      >
        <MenuSection>
          <Header className="px-3 py-1 text-xs text-ink-soft">{t('take.menu.hint')}</Header>
          {[...takes, 'print' as const].map((what) => (
            <MenuItem
              key={what}
              id={what}
              textValue={t(`take.item.${what}`)}
              className="flex cursor-pointer flex-col px-3 py-1 text-sm outline-none data-[focused]:bg-accent-soft"
            >
              <span>{t(`take.item.${what}`)}</span>
              <span className="text-xs text-ink-soft">{t(`take.item.${what}.text`)}</span>
            </MenuItem>
          ))}
        </MenuSection>
      </Menu>
    </Popover>
  )
}
