/** CPU and memory of a process and all its descendants, read from /proc (Linux only; elsewhere zeros, said so). */
import { readdirSync, readFileSync } from 'node:fs'

const ticksPerSecond = 100

type Stat = {
  readonly pid: number
  readonly parent: number
  readonly cpuSeconds: number
  readonly residentBytes: number
  readonly name: string
}

function stat(pid: number): Stat | null {
  try {
    const text = readFileSync(`/proc/${pid}/stat`, 'utf8')
    const after = text.slice(text.lastIndexOf(')') + 2).split(' ')
    const command = readFileSync(`/proc/${pid}/cmdline`, 'utf8').split('\0')
    return {
      pid,
      parent: Number(after[1]),
      cpuSeconds: (Number(after[11]) + Number(after[12])) / ticksPerSecond,
      residentBytes: Number(after[21]) * 4096,
      name:
        command
          .find((part) => /\.(m?js)$/.test(part))
          ?.split('/')
          .slice(-3)
          .join('/') ??
        command[0] ??
        '',
    }
  } catch {
    return null
  }
}

/** The process itself and everything below it. */
export function tree(root: number): Stat[] {
  let pids: number[]
  try {
    pids = readdirSync('/proc')
      .filter((name) => /^\d+$/.test(name))
      .map(Number)
  } catch {
    return []
  }
  const all = pids.map(stat).filter((s) => s !== null)
  const found = new Set([root])
  for (let grew = true; grew; ) {
    grew = false
    for (const s of all) {
      if (!found.has(s.pid) && found.has(s.parent)) {
        found.add(s.pid)
        grew = true
      }
    }
  }
  return all.filter((s) => found.has(s.pid))
}

export const cpuSeconds = (root: number): number => tree(root).reduce((sum, s) => sum + s.cpuSeconds, 0)
export const residentBytes = (root: number): number => tree(root).reduce((sum, s) => sum + s.residentBytes, 0)
