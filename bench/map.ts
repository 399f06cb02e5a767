import type { Page } from '@playwright/test'
import { type Frames, forgetBlocks, framesDuring, longestBlock, openBrowser, places, watched } from './browser.ts'
import { type RunningSystem, runningSystem } from './system/running.ts'

const median = (values: readonly number[]): number =>
  [...values].sort((a, b) => a - b)[values.length >> 1] ?? Number.NaN
const pause = (ms: number): Promise<void> => new Promise((resolve) => setTimeout(resolve, ms))
const say = (text: string): void => void process.stdout.write(`${text}\n`)

/**
 * The map of 2,000 services with 6,000 calls: the graph's reply against a request that asks the store nothing, the first picture in a
 * browser; then, of a map with 300 nodes on it, frames while it is panned and zoomed by mouse, and the longest block of its page's thread.
 */
export async function map({ runs = 7 }: { runs?: number }): Promise<void> {
  const large = await runningSystem({ services: 2000, calls: 6000, rounds: 8 })
  try {
    say(
      `${large.documents} segments of ${large.traces} traces sent, assembled and shown as ${large.size.nodes} nodes and ${large.size.edges} connections in ${large.seconds.toFixed(0)} s`,
    )
    // The rollups' next rounds, and the watermark past the traffic.
    await pause(60_000)
    await replies(large, runs * 3)
    await firstPictures(large, runs)
    await samePlaces(large)
  } finally {
    await large.stop()
  }
  // 14 stay for clients and hosts, so that 300 stand on the map.
  const small = await runningSystem({ services: 289, calls: 870, rounds: 8 })
  try {
    await moving(small, runs)
    await samePlaces(small)
  } finally {
    await small.stop()
  }
}

async function replies({ web, window }: RunningSystem, runs: number): Promise<void> {
  const took: Record<'floor' | 'graph', number[]> = { floor: [], graph: [] }
  let bytes = 0
  for (let run = 0; run < runs; run++) {
    for (const [name, path] of [
      ['floor', '/healthz'],
      ['graph', `/api/graph?${window}`],
    ] as const) {
      const started = performance.now()
      const reply = await fetch(`${web}${path}`)
      const body = await reply.arrayBuffer()
      took[name].push(performance.now() - started)
      if (name === 'graph') bytes = body.byteLength
    }
    // Answers are shared for a quarter of a second: each run asks anew.
    await pause(400)
  }
  const floor = median(took.floor)
  say(`floor          /healthz p50 ${floor.toFixed(1)} ms`)
  say(
    `graph          p50 ${median(took.graph).toFixed(0)} ms, worst ${Math.max(...took.graph).toFixed(0)} ms, ${(median(took.graph) / floor).toFixed(0)} x floor, ${(bytes / 1e6).toFixed(1)} MB`,
  )
}

const drawn = (page: Page): Promise<number> =>
  page
    .waitForFunction(() => performance.getEntriesByName('roentgen.map.drawn').length > 0, null, { timeout: 60_000 })
    .then(() => page.evaluate(() => performance.getEntriesByName('roentgen.map.drawn')[0]?.startTime ?? Number.NaN))

/** Each in a browser of its own that has come to rest and never seen the page: of a link that was opened before, or of a window that nobody has asked for. */
async function firstPictures(system: RunningSystem, runs: number): Promise<void> {
  const [, from, to] = /^from=(\d+)&to=(\d+)$/.exec(system.window) ?? []
  await firstPicturesOf('a known link', system, runs, () => system.window)
  await firstPicturesOf('a new window', system, runs, (run) => `from=${from}&to=${Number(to) + 1 + run}`)
}

async function firstPicturesOf(
  name: string,
  { web }: RunningSystem,
  runs: number,
  windowOf: (run: number) => string,
): Promise<void> {
  const took: number[] = []
  const blocks: number[] = []
  let visible = 0
  for (let run = 0; run < runs; run++) {
    const browser = await openBrowser()
    try {
      const page = await watched(browser)
      await page.goto('about:blank')
      await pause(1500)
      await forgetBlocks(page)
      await page.goto(`${web}/map?${windowOf(run)}&live=0`)
      took.push(await drawn(page))
      await pause(1500)
      blocks.push(await longestBlock(page))
      visible = Number(await page.getByTestId('map-canvas').getAttribute('data-nodes'))
    } finally {
      await browser.close()
    }
  }
  say(
    `first picture, ${name}: p50 ${median(took).toFixed(0)} ms, worst ${Math.max(...took).toFixed(0)} ms after navigation, ${visible} nodes to be seen (labels of connections come after it), longest block p50 ${median(blocks).toFixed(0)} ms`,
  )
}

/** Two browsers that know nothing of each other, with windows of other shapes and screens of other densities. */
async function samePlaces({ web, window }: RunningSystem): Promise<void> {
  const found: string[] = []
  for (const [width, height, density] of [
    [1440, 900, 1],
    [820, 1180, 2],
  ] as const) {
    const browser = await openBrowser()
    try {
      const page = await watched(browser, { width, height }, density)
      // Which way calls run follows the shape of the window, unless it is said.
      await page.goto(`${web}/map?${window}&live=0&flow=right&as=map`)
      await drawn(page)
      found.push(await places(page))
    } finally {
      await browser.close()
    }
  }
  const [first = '', second] = found
  const count = (JSON.parse(first) as unknown[]).length
  say(`two browsers   ${count} nodes, ${first === second ? 'all in the same places' : 'NOT in the same places'}`)
}

const words = ({ perSecond, p95, worst }: Frames): string =>
  `${perSecond.toFixed(1)} frames/s, 95 of 100 pauses at most ${p95.toFixed(0)} ms, worst ${worst.toFixed(0)} ms`

async function moving({ web, window, size }: RunningSystem, runs: number): Promise<void> {
  const browser = await openBrowser()
  try {
    const page = await watched(browser)
    await page.goto(`${web}/map?${window}&live=0&by=none`)
    const first = await drawn(page)
    say(`${size.nodes} nodes      all at once, by=none: first picture ${first.toFixed(0)} ms after navigation`)
    await pause(2000)
    const area = await page.getByTestId('map-canvas').boundingBox()
    if (!area) throw new Error('there is no map')
    const centre = { x: area.x + area.width / 2, y: area.y + area.height / 2 }
    for (const [name, prepare] of [
      ['at fit', async () => {}],
      [
        'zoomed in',
        async () => {
          await page.mouse.move(centre.x, centre.y)
          for (let i = 0; i < 8; i++) await wheel(page, -120)
        },
      ],
    ] as const) {
      await prepare()
      await pause(800)
      const pans: Frames[] = []
      const zooms: Frames[] = []
      for (let run = 0; run < runs; run++) {
        pans.push(await framesDuring(page, () => panned(page, area)))
        await pause(300)
        zooms.push(await framesDuring(page, () => zoomed(page, centre)))
        await pause(300)
      }
      const middle = (all: readonly Frames[]): Frames =>
        [...all].sort((a, b) => a.perSecond - b.perSecond)[all.length >> 1] ?? { perSecond: 0, p95: 0, worst: 0 }
      say(`pan ${name.padEnd(11)}${words(middle(pans))}`)
      say(`zoom ${name.padEnd(10)}${words(middle(zooms))}`)
    }
    await forgetBlocks(page)
    await page.getByRole('button', { name: 'Lay the map out anew' }).click()
    await pause(3000)
    say(`tidy           longest block ${(await longestBlock(page)).toFixed(0)} ms`)
  } finally {
    await browser.close()
  }
}

/** Two seconds of a hand that drags the sheet in circles, from a corner where no node stands. */
async function panned(page: Page, area: { x: number; y: number; width: number; height: number }): Promise<void> {
  const from = { x: area.x + area.width * 0.35, y: area.y + area.height - 6 }
  await page.mouse.move(from.x, from.y)
  await page.mouse.down()
  const started = performance.now()
  for (let now = 0; now < 2000; now = performance.now() - started)
    await page.mouse.move(from.x + 150 * Math.sin(now / 250), from.y - 150 + 150 * Math.cos(now / 250))
  await page.mouse.up()
}

async function wheel(page: Page, by: number): Promise<void> {
  await page.keyboard.down('Control')
  await page.mouse.wheel(0, by)
  await page.keyboard.up('Control')
}

/** Two seconds of the wheel, in and out again. */
async function zoomed(page: Page, centre: { x: number; y: number }): Promise<void> {
  await page.mouse.move(centre.x, centre.y)
  await page.keyboard.down('Control')
  const started = performance.now()
  for (let now = 0; now < 2000; now = performance.now() - started) {
    await page.mouse.wheel(0, Math.sin((now / 2000) * 2 * Math.PI) > 0 ? -20 : 20)
    await pause(8)
  }
  await page.keyboard.up('Control')
}
