/** A day replayed over the map in one-minute steps: how the browser keeps up, whether anything moves, what the answer weighs. */
import { request } from 'node:http'
import { framesDuring, openBrowser, places, watched } from './browser.ts'
import { startRoentgen } from './roentgen.ts'
import { putAll } from './send.ts'

const pause = (ms: number): Promise<void> => new Promise((resolve) => setTimeout(resolve, ms))
const hex = (n: number, digits: number): string => n.toString(16).padStart(digits, '0')

/** Small and fast, and the same series every time (mulberry32). */
function dice(seed: number): () => number {
  let a = seed
  return () => {
    a = (a + 0x6d2b79f5) | 0
    let t = Math.imul(a ^ (a >>> 15), 1 | a)
    t = (t + Math.imul(t ^ (t >>> 7), 61 | t)) ^ t
    return ((t ^ (t >>> 14)) >>> 0) / 4294967296
  }
}

/** Every minute one request that runs through all services, each called by one of two others: every node has something to show in every frame. */
export function dayOfTraffic(services: number, minutes: number, endS: number): string[] {
  const random = dice(7)
  const documents: string[] = []
  for (let minute = 0; minute < minutes; minute++) {
    const startS = endS - (minutes - minute) * 60 + 5
    const trace = `1-${hex(startS, 8)}-${hex(minute, 24)}`
    const id = (service: number): string => `${hex(minute + 1, 8)}${hex(service + 1, 8)}`
    const callers = Array.from({ length: services }, (_, i) =>
      i === 0 ? -1 : Math.floor((i - 1) / (random() < 0.5 ? 2 : 3)),
    )
    const sick = Math.floor(minute / 20) % services
    for (let service = 0; service < services; service++) {
      const took = 0.05 + random() * 0.2
      const callees = callers.flatMap((caller, i) => (caller === service ? [i] : []))
      const end = startS + service * 0.05 + took
      documents.push(
        JSON.stringify({
          trace_id: trace,
          id: id(service),
          name: `service-${String(service).padStart(2, '0')}`,
          start_time: startS + service * 0.05,
          end_time: end,
          ...(service > 0 ? { parent_id: `${hex(minute + 1, 8)}${hex(0x1000 + service, 8)}` } : {}),
          ...(service === sick ? { fault: true } : {}),
          subsegments: callees.map((callee) => ({
            id: `${hex(minute + 1, 8)}${hex(0x1000 + callee, 8)}`,
            name: `service-${String(callee).padStart(2, '0')}`,
            namespace: 'remote',
            start_time: startS + service * 0.05,
            end_time: end,
            ...(callee === sick ? { fault: true } : {}),
          })),
        }),
      )
    }
  }
  return documents
}

export async function replay({ minutes = 1440 }: { minutes?: number }): Promise<void> {
  const endS = Math.floor(Date.now() / 60_000) * 60 - 600
  const roentgen = await startRoentgen()
  const print = (line: string): void => void process.stdout.write(`${line}\n`)
  try {
    const documents = dayOfTraffic(60, minutes, endS)
    await putAll(new URL(roentgen.xray), documents, 4)
    const window = `from=${endS - minutes * 60}&to=${endS}`
    const expected = documents.length
    for (let i = 0; ; i++) {
      const reply = (await (await fetch(`${roentgen.web}/api/graph?${window}`)).json()) as {
        nodes: { counts: { total: number } }[]
      }
      const counted = reply.nodes.reduce((sum, node) => sum + node.counts.total, 0)
      if (counted >= expected) break
      if (i > 200) throw new Error(`${counted} of ${expected} requests were counted`)
      await pause(1500)
    }
    // The rollups are made by then, and nothing else is going on.
    await pause(15_000)
    print(`${documents.length} segments of 60 services over ${minutes} minutes`)

    const took = async (path: string): Promise<{ ms: number; bytes: number }> => {
      const times: number[] = []
      let bytes = 0
      for (let i = 0; i < 7; i++) {
        const started = performance.now()
        const reply = await fetch(`${roentgen.web}${path}`)
        bytes = (await reply.arrayBuffer()).byteLength
        times.push(performance.now() - started)
        await pause(400)
      }
      return { ms: times.sort((a, b) => a - b)[3] ?? 0, bytes }
    }
    const floor = await took('/healthz')
    const graph = await took(`/api/graph?${window}`)
    const answer = await took(`/api/minutes?${window}`)
    const length = await lengthOf(`${roentgen.web}/api/minutes?${window}`)
    print(
      `/api/minutes p50 ${answer.ms.toFixed(0)} ms (${(answer.ms / graph.ms).toFixed(1)} x /api/graph of the same window, ${(answer.ms / floor.ms).toFixed(0)} x /healthz), ${(answer.bytes / 1000).toFixed(0)} kB, packed ${(length / 1000).toFixed(0)} kB`,
    )

    const browser = await openBrowser()
    try {
      for (const [what, more] of [
        ['every node', '&by=none'],
        ['grouped', ''],
      ] as const) {
        const page = await watched(browser)
        await page.goto(`${roentgen.web}/map?${window}&at=${endS - minutes * 60}${more}`)
        await page.getByRole('button', { name: 'Play', exact: true }).waitFor({ timeout: 60_000 })
        await pause(2000)
        const before = await places(page)
        const idle = await framesDuring(page, () => pause(3000))
        await page.getByRole('button', { name: 'Play', exact: true }).click()
        // The first frames bring pictures that the canvas has not seen yet.
        await pause(1000)
        const seconds = Math.max(3, Math.min(20, minutes / 60 - 3))
        const played = await framesDuring(page, () => pause(seconds * 1000))
        const shown = await page.getByTestId('replay-span').textContent()
        const after = await places(page)
        const nodes = (JSON.parse(after) as unknown[]).length
        print(
          `${what}: ${nodes} on the map, ${played.perSecond.toFixed(0)} frames/s over ${seconds.toFixed(0)} s (idle ${idle.perSecond.toFixed(0)}), 95 of 100 within ${played.p95.toFixed(0)} ms, worst ${played.worst.toFixed(0)} ms; moved: ${before === after ? 'none' : 'SOME'}; ${shown}`,
        )
        await page.close()
      }
    } finally {
      await browser.close()
    }
  } finally {
    await roentgen.stop()
  }
}

/** Bytes on the wire: `fetch` unpacks what it is given. */
function lengthOf(url: string): Promise<number> {
  return new Promise((resolve, reject) => {
    request(url, { headers: { 'accept-encoding': 'gzip' } }, (reply) => {
      let bytes = 0
      reply.on('data', (part: Buffer) => {
        bytes += part.length
      })
      reply.on('end', () => resolve(bytes))
    })
      .on('error', reject)
      .end()
  })
}
