/** `pnpm bench [NAME] [--segments N]`: lists the benchmarks or runs one. */
import { parseArgs } from 'node:util'
import { fresh } from './fresh.ts'
import { graph } from './graph.ts'
import { ingest } from './ingest.ts'
import { map } from './map.ts'
import { memory } from './memory.ts'
import { minutes } from './minutes.ts'
import { picture } from './picture.ts'
import { replay } from './replay.ts'

const benchmarks: Record<
  string,
  {
    about: string
    run: (options: { segments?: number; minutes?: number; requests?: number; runs?: number }) => Promise<void>
  }
> = {
  ingest: {
    about: 'segments/s through PutTraceSegments and UDP, stored and assembled, against parsing and a bare loader',
    run: ingest,
  },
  graph: { about: '/api/graph for 1 h, 24 h and 30 d over at least 2 million segments', run: graph },
  map: {
    about: 'a map of 2,000 services: its reply, its first picture; panning and zooming at 300 nodes, longest block',
    run: map,
  },
  fresh: { about: 'seconds from the end of a request to the map that counts it', run: fresh },
  picture: {
    about: 'graph to picture (hide, focus, group) of 2,000 services and 6,000 calls, against parsing the reply',
    run: picture,
  },
  minutes: {
    about:
      'every busy node and edge step by step, of 2,000 services over 24 h: memory and time against the graph of it',
    run: minutes,
  },
  memory: { about: 'memory of all processes idle and after minutes at 2,000 segments/s', run: memory },
  replay: {
    about: 'a day replayed over the map in one-minute steps: frames/s, what moves, size and time of the answer',
    run: replay,
  },
}

const { positionals, values } = parseArgs({
  args: process.argv.slice(2).filter((arg) => arg !== '--'),
  allowPositionals: true,
  options: {
    segments: { type: 'string' },
    minutes: { type: 'string' },
    requests: { type: 'string' },
    runs: { type: 'string' },
  },
})
const [name] = positionals
const chosen = name === undefined ? undefined : benchmarks[name]
if (!chosen) {
  for (const [key, { about }] of Object.entries(benchmarks))
    process.stdout.write(`pnpm bench ${key.padEnd(8)} ${about}\n`)
  process.exitCode = name === undefined ? 0 : 2
} else {
  await chosen.run({
    ...(values.segments && { segments: Number(values.segments) }),
    ...(values.requests && { requests: Number(values.requests) }),
    ...(values.runs && { runs: Number(values.runs) }),
    ...(values.minutes && { minutes: Number(values.minutes) }),
  })
  process.exit(0)
}
