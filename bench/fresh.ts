import { startRoentgen } from './roentgen.ts'

type Graph = { nodes: { id: string; counts: { total: number } }[]; edges: { id: string; counts: { total: number } }[] }

const pause = (ms: number): Promise<void> => new Promise((resolve) => setTimeout(resolve, ms))

async function json(url: string, init: RequestInit = {}): Promise<unknown> {
  const reply = await fetch(url, init)
  if (!reply.ok) throw new Error(`${url}: HTTP ${reply.status}`)
  return reply.json()
}

/** Figures that one request to the shop's front page must raise by one or more: its own node, the edge that leads to it, the calls it makes. */
async function figures(web: string, from: number): Promise<number[]> {
  const { nodes, edges } = (await json(`${web}/api/graph?from=${from}&to=now`)) as Graph
  const edge = (id: string): number => edges.find((e) => e.id === id)?.counts.total ?? 0
  return [
    nodes.find((n) => n.id === 'storefront')?.counts.total ?? 0,
    edge('storefront~client>storefront'),
    edge('storefront>catalog'),
    edge('storefront>recommendations'),
  ]
}

/** Seconds from the end of a request to the sample shop to an /api/graph that counts it, on its node and its edges; distinct users, one after another. */
export async function fresh({ requests = 100 }: { requests?: number }): Promise<void> {
  // The shop's own visitors stay at home, so that every rise of a figure is ours.
  const roentgen = await startRoentgen({
    command: 'demo',
    args: ['--history', '0'],
    env: { ROENTGEN_SHOP_RATE: '0.0001' },
  })
  try {
    let storefront: string | undefined
    for (let i = 0; i < 300 && !storefront; i++) {
      await pause(300)
      const shop = (await json(`${roentgen.web}/api/scenarios`).catch(() => null)) as object | null
      if (shop) storefront = roentgen.output().match(/storefront=(\S+)/)?.[1]
    }
    if (!storefront) throw new Error('the sample shop did not come up')
    await pause(5_000)
    const from = Math.floor(Date.now() / 1000) - 60
    const took: number[] = []
    for (let i = 0; i < requests; i++) {
      const before = await figures(roentgen.web, from)
      const reply = await fetch(storefront, { headers: { 'x-shop-user': `fresh-${i}` } })
      await reply.arrayBuffer()
      const ended = performance.now()
      for (;;) {
        const now = await figures(roentgen.web, from)
        const seconds = (performance.now() - ended) / 1000
        if (now.every((n, k) => n > (before[k] ?? 0))) {
          took.push(seconds)
          break
        }
        if (seconds > 30) throw new Error(`request ${i} is not on the map after 30 s`)
        await pause(50)
      }
      await pause(300)
    }
    took.sort((a, b) => a - b)
    const at = (p: number): string => (took[Math.min(took.length - 1, Math.floor(took.length * p))] ?? 0).toFixed(2)
    process.stdout.write(
      `request end to /api/graph over ${took.length} requests of distinct users: p50 ${at(0.5)} s, p95 ${at(0.95)} s, max ${at(1)} s\n`,
    )
  } finally {
    await roentgen.stop()
  }
}
