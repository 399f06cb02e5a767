import { useEffect, useRef, useState } from 'react'

/** A pause in typing. The address is written then, and not with each letter: who types fast would see letters go missing. */
const pauseMs = 200

/** What is typed stands here at once; the address, and with it the list, follow. */
export function SearchField({
  label,
  value,
  onFind,
}: {
  label: string
  value: string
  onFind: (find: string) => void
}) {
  const [typed, setTyped] = useState(value)
  const written = useRef(value)
  const timer = useRef<ReturnType<typeof setTimeout>>(undefined)
  // The browser's back, a link, "show all": the address leads, except to what was just typed.
  useEffect(() => {
    if (value === written.current) return
    clearTimeout(timer.current)
    written.current = value
    setTyped(value)
  }, [value])
  useEffect(() => () => clearTimeout(timer.current), [])
  const write = (find: string) => {
    clearTimeout(timer.current)
    if (find === written.current) return
    written.current = find
    onFind(find)
  }
  return (
    <input
      type="search"
      className="field w-64 max-w-full"
      aria-label={label}
      placeholder={label}
      value={typed}
      onChange={(event) => {
        const find = event.target.value
        setTyped(find)
        clearTimeout(timer.current)
        timer.current = setTimeout(() => write(find), pauseMs)
      }}
      onBlur={() => write(typed)}
      onKeyDown={(event) => event.key === 'Enter' && write(typed)}
    />
  )
}
