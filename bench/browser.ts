/** A headless browser that watches itself: blocks of the main thread and pauses between frames. */
import { existsSync } from 'node:fs'
import { type Browser, chromium, type Page } from '@playwright/test'

const installed = ['/usr/bin/chromium', '/usr/bin/chromium-browser', '/usr/bin/google-chrome'].find((path) =>
  existsSync(path),
)

export function openBrowser(): Promise<Browser> {
  const executablePath = process.env.ROENTGEN_CHROMIUM ?? installed
  return chromium.launch({
    ...(executablePath ? { executablePath } : {}),
    args: [
      ...(process.getuid?.() === 0 ? ['--no-sandbox'] : []),
      ...['--disable-gpu', '--disable-quic', '--no-first-run', '--disable-background-networking'],
    ],
  })
}

/** Milliseconds of the longest task since the page began or since `forgetBlocks`. */
export const longestBlock = (page: Page): Promise<number> =>
  page.evaluate(() => Math.max(0, ...(globalThis as unknown as { blocks: number[] }).blocks))

export const forgetBlocks = (page: Page): Promise<void> =>
  page.evaluate(() => {
    ;(globalThis as unknown as { blocks: number[] }).blocks.length = 0
  })

export async function watched(
  browser: Browser,
  viewport = { width: 1440, height: 900 },
  deviceScaleFactor = 1,
): Promise<Page> {
  const context = await browser.newContext({ viewport, deviceScaleFactor })
  await context.addInitScript(() => {
    const blocks: number[] = []
    Object.assign(globalThis, { blocks })
    new PerformanceObserver((list) => {
      for (const entry of list.getEntries()) blocks.push(entry.duration)
    }).observe({ type: 'longtask', buffered: true })
  })
  return context.newPage()
}

export type Frames = { readonly perSecond: number; readonly p95: number; readonly worst: number }

/** As text: what compiles this file would put names of its own into a function. */
const startFrames = `(() => {
  const times = []
  const frames = { times, handle: 0 }
  globalThis.frames = frames
  frames.handle = requestAnimationFrame(function next(now) { times.push(now); frames.handle = requestAnimationFrame(next) })
})()`
const stopFrames = '(cancelAnimationFrame(globalThis.frames.handle), globalThis.frames.times)'

/** Frames while `work` goes on; pauses in milliseconds. */
export async function framesDuring(page: Page, work: () => Promise<void>): Promise<Frames> {
  await page.evaluate(startFrames)
  await work()
  const times = await page.evaluate<number[]>(stopFrames)
  const pauses = times.slice(1).map((now, i) => now - (times[i] ?? now))
  const sorted = [...pauses].sort((a, b) => a - b)
  return {
    perSecond: (1000 * pauses.length) / ((times.at(-1) ?? 0) - (times[0] ?? 0)),
    p95: sorted[Math.floor(sorted.length * 0.95)] ?? 0,
    worst: sorted.at(-1) ?? 0,
  }
}

/** Where Cytoscape has its nodes. */
export const places = (page: Page): Promise<string> =>
  page.evaluate(() => {
    type Node = { id(): string; position(): { x: number; y: number } }
    type Host = Element & { _cyreg?: { cy: { nodes(): { map<T>(f: (node: Node) => T): T[] } } } }
    const host = document.querySelector('[data-testid=map-canvas]') as Host | null
    const nodes = host?._cyreg?.cy.nodes().map((node) => [node.id(), node.position().x, node.position().y]) ?? []
    return JSON.stringify(nodes.sort())
  })
