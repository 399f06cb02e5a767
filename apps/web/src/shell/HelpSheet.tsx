import { Link } from '@tanstack/react-router'
import { Dialog, Heading, Modal, ModalOverlay } from 'react-aria-components'
import { type MessageKey, t } from '../messages/index.ts'

const keys: readonly (readonly [keys: string, what: MessageKey])[] = [
  ['?', 'shell.keys.help'],
  ['/  Ctrl + K', 'shell.keys.find'],
  ['Tab', 'shell.keys.tab'],
  ['← →', 'shell.keys.along'],
  ['↑ ↓', 'shell.keys.beside'],
  ['Home', 'shell.keys.home'],
  ['↑ ↓', 'shell.keys.rows'],
  ['Enter', 'shell.keys.enter'],
  ['Esc', 'shell.keys.escape'],
  ['Ctrl + wheel', 'shell.keys.wheel'],
]

/** All keys on one sheet. */
export default function HelpSheet({ onClose }: { onClose: () => void }) {
  return (
    <ModalOverlay
      isOpen
      isDismissable
      onOpenChange={(open) => !open && onClose()}
      className="fixed inset-0 z-40 flex items-center justify-center bg-black/40 p-4"
    >
      <Modal className="max-h-full w-full max-w-lg overflow-auto rounded-lg border border-line bg-raised p-5 text-ink shadow-xl">
        <Dialog className="outline-none">
          <Heading slot="title" className="text-lg font-semibold">
            {t('shell.help')}
          </Heading>
          <dl className="mt-3 grid grid-cols-[auto_1fr] gap-x-4 gap-y-2 text-sm">
            {keys.map(([key, what]) => (
              <div key={key} className="contents">
                <dt>
                  <kbd className="rounded border border-line bg-bg px-1.5 font-mono">{key}</kbd>
                </dt>
                <dd>{t(what)}</dd>
              </div>
            ))}
          </dl>
          <p className="mt-3 text-sm">
            <Link to="/add" className="underline" onClick={onClose}>
              {t('add.more')}
            </Link>
            : {t('add.more.text')}
          </p>
          <button type="button" className="btn mt-4" onClick={onClose}>
            {t('shell.close')}
          </button>
        </Dialog>
      </Modal>
    </ModalOverlay>
  )
}
