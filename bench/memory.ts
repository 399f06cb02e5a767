import { benchTrace, seeded } from './documents.ts'
import { residentBytes, tree } from './processes.ts'
import { startRoentgen } from './roentgen.ts'
import { udpStream } from './send.ts'

const megabytes = (bytes: number): string => `${(bytes / 1e6).toFixed(0)} MB`
const rate = 2_000
const pause = (ms: number): Promise<void> => new Promise((resolve) => setTimeout(resolve, ms))

function print(when: string, pid: number): void {
  process.stdout.write(`${when}: ${megabytes(residentBytes(pid))}\n`)
  for (const s of tree(pid)) process.stdout.write(`  ${megabytes(s.residentBytes).padStart(8)} ${s.name}\n`)
}

/** Memory of all processes of `up`, idle and after minutes at 2,000 segments/s over UDP. */
export async function memory({ minutes = 10 }: { minutes?: number }): Promise<void> {
  const roentgen = await startRoentgen()
  try {
    await pause(20_000)
    print('idle after 20 s', roentgen.pid)
    const random = seeded(7)
    const xray = new URL(roentgen.xray)
    const started = performance.now()
    const sent = await udpStream(xray, rate, () =>
      performance.now() - started < minutes * 60_000 ? benchTrace(random, Date.now() / 1000).documents : null,
    )
    const reached = Math.round(sent / ((performance.now() - started) / 1000))
    print(`after ${minutes} min at ${reached} segments/s (${sent} sent)`, roentgen.pid)
    const metrics = await (await fetch(`${roentgen.xray}/metrics`)).text()
    process.stdout.write(
      metrics
        .split('\n')
        .filter((l) => /^roentgen_(documents|dropped|rejected|open_traces|store)/.test(l))
        .map((l) => `  ${l}\n`)
        .join(''),
    )
    await pause(30_000)
    print('30 s later', roentgen.pid)
  } finally {
    await roentgen.stop()
  }
}
