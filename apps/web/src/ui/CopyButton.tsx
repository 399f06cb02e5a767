import { Check, Copy } from 'lucide-react'
import { useState } from 'react'

export type CopyWords = { readonly label: string; readonly done: string; readonly failed: string }

/** Puts a text on the clipboard and says whether it got there. */
export function CopyButton({ text, words, children }: { text: string; words: CopyWords; children?: string }) {
  const [said, setSaid] = useState('')
  const copy = async () => {
    try {
      await navigator.clipboard.writeText(text)
      setSaid(words.done)
    } catch {
      setSaid(words.failed)
    }
    setTimeout(() => setSaid(''), 3000)
  }
  const Icon = said === words.done ? Check : Copy
  return (
    <>
      <button
        type="button"
        className="btn"
        aria-label={children ? undefined : words.label}
        title={words.label}
        onClick={() => void copy()}
      >
        <Icon aria-hidden size={14} />
        {children}
      </button>
      <span role="status" className={said === words.failed ? 'text-sm text-fault-text' : 'sr-only'}>
        {said}
      </span>
    </>
  )
}
