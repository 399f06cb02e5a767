import { mkdirSync, mkdtempSync, rmSync, writeFileSync } from 'node:fs'
import { request } from 'node:http'
import { tmpdir } from 'node:os'
import { join } from 'node:path'
import { routes } from '@roentgen/contract'
import { afterAll, beforeAll, describe, expect, it } from 'vitest'
import { type FakeXray, fakeXray } from './source/aws/fake-xray.ts'
import { parseSource, type SourceSpec } from './source/spec.ts'
import { type Bff, type BffOptions, startBff } from './start.ts'

let web: string
let fake: FakeXray
let bff: Bff
const quiet = () => {}

const start = (more: Partial<BffOptions> = {}): Promise<Bff> =>
  startBff({
    port: 0,
    source: parseSource(`xray:${fake.url}`) as SourceSpec,
    web,
    checkReplies: true,
    log: quiet,
    ...more,
  })

/** The window that begins then has a large graph. */
const largeFrom = 1_400_000_000
const services = (count: number) =>
  Array.from({ length: count }, (_, i) => ({
    ...{ ReferenceId: i, Name: count === 1 ? 'a' : `${i % 2 ? 'pay' : 'cart'}-${i}`, State: 'active' },
    ...{ Type: 't', SummaryStatistics: { OkCount: 10, TotalCount: 10, TotalResponseTime: 1 } },
  }))

beforeAll(async () => {
  web = mkdtempSync(join(tmpdir(), 'roentgen-web-'))
  mkdirSync(join(web, 'assets'))
  writeFileSync(join(web, 'index.html'), '<!doctype html><title>Roentgen</title>')
  writeFileSync(join(web, 'assets', 'main-abc123.js'), 'export {}')
  fake = await fakeXray(({ path, body }) =>
    path === '/ServiceGraph'
      ? { body: { Services: services(body.StartTime === largeFrom ? 900 : 1) } }
      : { status: 404, error: 'UnknownOperationException', body: { Message: 'unknown' } },
  )
  bff = await start()
})
afterAll(async () => {
  await bff?.close()
  await fake?.close()
  rmSync(web, { recursive: true, force: true })
})

/** Straight to the socket: fetch sets Host itself. */
function raw(headers: Record<string, string>, path = '/api/sources'): Promise<{ status: number; body: string }> {
  return new Promise((resolve, reject) => {
    request({ host: '127.0.0.1', port: bff.port, path, headers }, (response) => {
      let body = ''
      response.on('data', (chunk) => {
        body += String(chunk)
      })
      response.on('end', () => resolve({ status: response.statusCode ?? 0, body }))
    })
      .on('error', reject)
      .end()
  })
}

describe('the graph of a page that is opened', () => {
  const graphs = () => fake.calls.filter(({ path }) => path === '/ServiceGraph').length
  const opened = async (path: string, headers: Record<string, string> = { 'sec-fetch-dest': 'document' }) => {
    const before = graphs()
    await raw({ host: 'localhost', ...headers }, path)
    await new Promise((resolve) => setTimeout(resolve, 200))
    return graphs() - before
  }

  it('is read when the page is asked for, and not again when its script asks', async () => {
    expect(await opened('/map?from=1500000000&to=1500000300')).toBe(1)
    const before = graphs()
    const address = '/api/graph?from=1500000000&to=1500000300'
    const answer = await raw({ host: 'localhost', 'x-roentgen-early': '1' }, address)
    expect([answer.status, JSON.parse(answer.body).nodes.length]).toEqual([200, 1])
    expect(graphs()).toBe(before)
  })

  const early = { host: 'localhost', 'x-roentgen-early': '1' }
  const ask = async (path: string, headers: Record<string, string> = early) =>
    JSON.parse((await raw(headers, path)).body)

  it('of a large one the picture comes first, of the same reading, and the graph after it', async () => {
    const of = (seconds: number) => `from=${largeFrom}&to=${largeFrom + seconds}`
    expect(await opened(`/map?${of(60)}`)).toBe(1)
    const before = graphs()
    const { graph, drawn } = await ask(`/api/picture?${of(60)}&by=kind`)
    expect(graph).toBeNull()
    expect(drawn.picture.nodes.map((node: { id: string }) => node.id)).toEqual(['group:kind:other'])
    expect(drawn.picture.nodes[0].group.members).toHaveLength(900)
    expect((await ask(`/api/graph?${of(60)}`)).nodes).toHaveLength(900)
    expect(graphs()).toBe(before)
  })

  it('a picture that is asked for on a page that is open already leaves its graph at hand, too', async () => {
    const of = `from=${largeFrom}&to=${largeFrom + 120}`
    const before = graphs()
    expect((await ask(`/api/picture?${of}`, { host: 'localhost' })).drawn.picture.nodes.length).toBeLessThan(61)
    expect((await ask(`/api/graph?${of}`)).nodes).toHaveLength(900)
    expect(graphs()).toBe(before + 1)
  })

  it('of a small one it comes with the same question', async () => {
    const { graph, drawn } = await ask('/api/picture?from=1500003000&to=1500003300')
    expect([graph.nodes.length, drawn]).toEqual([1, null])
  })

  it('what cannot be read is said in the words of the graph', async () => {
    const answer = await raw(early, '/api/picture?filter=fault%20AND')
    expect([answer.status, JSON.parse(answer.body).error.code]).toEqual([400, 'BAD_FILTER'])
    expect((await raw(early, '/api/picture?by=nothing')).status).toBe(400)
  })

  it.each([
    ['/map?view=v1', undefined],
    ['/map?from=nonsense', undefined],
    ['/traces?from=1500000600&to=1500000900', undefined],
    ['/map?from=1500000600&to=1500000900', {}],
    ['/map?from=1500000600&to=1500000900', { 'sec-fetch-dest': 'document', 'sec-purpose': 'prefetch' }],
  ])('is not read for %s %j', async (path, headers) => {
    expect(await opened(path, headers)).toBe(0)
  })
})

describe('who may ask', () => {
  it.each([
    ['127.0.0.1', undefined, 200],
    ['localhost', undefined, 200],
    ['localhost:8080', undefined, 200], // a tunnel
    ['[::1]:4000', undefined, 200],
    ['evil.example', undefined, 403], // DNS rebinding
    ['127.0.0.1.evil.example', undefined, 403],
    ['192.0.2.7', undefined, 403],
    ['localhost:4000', 'http://localhost:4000', 200],
    ['localhost:4000', 'http://localhost:9999', 403], // a page of another program of this machine
    ['localhost:4000', 'https://evil.example', 403],
    ['localhost:4000', 'null', 403], // a sandboxed frame, a file
  ])('Host %s, Origin %s: %i', async (host, origin, status) => {
    const answer = await raw({ host, ...(origin ? { origin } : {}) })
    expect(answer.status).toBe(status)
    if (status === 403) expect(JSON.parse(answer.body)).toMatchObject({ error: { code: 'FOREIGN_ORIGIN' } })
  })

  it('pages are refused to foreign hosts as well', async () => {
    expect((await raw({ host: 'evil.example' }, '/map')).status).toBe(403)
  })

  it('beyond loopback only when asked for', async () => {
    await expect(start({ host: '0.0.0.0' })).rejects.toThrow('--insecure')
    const wide = await start({ host: '0.0.0.0', insecure: true })
    await wide.close()
  })

  it('a port that is taken: one sentence with the flag', async () => {
    await expect(start({ port: bff.port })).rejects.toThrow(/Port \d+ of 127\.0\.0\.1 is taken.*--web-port/)
  })
})

describe('headers', () => {
  it('let nothing in from elsewhere and nothing inline', async () => {
    const reply = await fetch(`${bff.url}/map`)
    const policy = reply.headers.get('content-security-policy') ?? ''
    expect(policy).toContain("default-src 'none'")
    expect(policy).toContain("script-src 'self'")
    expect(policy).toContain("frame-ancestors 'none'")
    expect(policy).not.toMatch(/unsafe-(inline|eval)|https?:/)
    expect(reply.headers.get('x-content-type-options')).toBe('nosniff')
    expect(reply.headers.get('strict-transport-security')).toBeNull()
    expect(reply.headers.get('x-powered-by')).toBeNull()
  })

  it('live answers are never stored, the built web for ever, its page never unasked', async () => {
    const of = async (path: string) => (await fetch(bff.url + path)).headers.get('cache-control')
    expect(await of('/api/graph')).toBe('no-store')
    expect(await of('/assets/main-abc123.js')).toMatch(/max-age=31536000.*immutable/)
    expect(await of('/map')).toBe('no-cache')
  })
})

describe('pages', () => {
  it.each(['/', '/map', '/traces/1-5759e988-bd862e3fe1be46a994272793', '/s/abc'])(
    '%s is the application',
    async (path) => {
      const reply = await fetch(bff.url + path)
      expect(reply.status).toBe(200)
      expect(await reply.text()).toContain('<title>Roentgen</title>')
    },
  )
  it.each(['/assets/gone.js', '/favicon.ico', '/api/nothing'])('%s is not', async (path) => {
    const reply = await fetch(bff.url + path)
    expect(reply.status).toBe(404)
    expect(await reply.text()).not.toContain('<title>')
  })

  const opened = (path: string) =>
    fetch(bff.url + path, { headers: { accept: 'text/html,application/xhtml+xml,application/xml;q=0.9,*/*;q=0.8' } })
  it.each(['/map.foo', '/node/a.b'])('%s, opened, is the application, which knows no such page', async (path) => {
    const reply = await opened(path)
    expect(reply.status).toBe(404)
    expect(reply.headers.get('vary')).toMatch(/accept/i)
    expect(await reply.text()).toContain('<title>Roentgen</title>')
  })
  it.each(['/assets/gone.js', '/api/nothing.html'])('%s is not, opened or not', async (path) => {
    const reply = await opened(path)
    expect(reply.status).toBe(404)
    expect(await reply.text()).not.toContain('<title>')
  })
})

describe('questions', () => {
  const code = async (path: string): Promise<string> => {
    const reply = await fetch(bff.url + path)
    const body = (await reply.json()) as { error?: { code: string; message: string } }
    return reply.ok ? 'ok' : `${reply.status} ${body.error?.code}`
  }
  it.each([
    ['/api/graph', 'ok'],
    ['/api/graph?from=PT1H', 'ok'],
    ['/api/graph?from=last%202h&to=now', 'ok'],
    ['/api/graph?from=1763460000&to=1763463600', 'ok'],
    ['/api/graph?from=2025-11-18T10:00:00Z&to=2025-11-18T11:00:00Z', 'ok'],
    ['/api/graph?from=now-1h&from=now-2h', 'ok'], // the first counts
    ['/api/graph?from=soon', '400 BAD_WINDOW'],
    ['/api/graph?from=now&to=now-1h', '400 BAD_WINDOW'],
    ['/api/graph?from=2025-02-30', '400 BAD_WINDOW'],
    ['/api/graph?filter=fault%20AND', '400 BAD_FILTER'],
    ['/api/graph?source=other', '404 NOT_FOUND'],
    // Groups are asked of the X-Ray service, which does not run here.
    ['/api/graph?group=team', '502 UPSTREAM'],
    ['/api/series?step=7', '400 BAD_REQUEST'],
    ['/api/series?from=now-30d&step=60', '400 BAD_REQUEST'],
    ['/api/series?node=~~~~', '400 BAD_REQUEST'],
    ['/api/series?edge=a', '400 BAD_REQUEST'],
    ['/api/traces?limit=0', '400 BAD_REQUEST'],
    ['/api/traces?after=x', '400 BAD_REQUEST'],
    ['/api/traces/nonsense', '400 BAD_REQUEST'],
    ['/api/traces/%E0%A4%A', '400 BAD_REQUEST'],
    ['/api/scenarios', 'ok'],
  ])('%s: %s', async (path, expected) => {
    expect(await code(path)).toBe(expected)
  })

  it('a body that is not JSON', async () => {
    const reply = await fetch(`${bff.url}/api/scenarios/x`, {
      method: 'POST',
      headers: { 'content-type': 'application/json' },
      body: '{',
    })
    expect(reply.status).toBe(400)
    expect(await reply.json()).toMatchObject({ error: { code: 'BAD_REQUEST' } })
  })

  it('an X-Ray API that is away is said to be', async () => {
    const away = await start({ source: parseSource('xray:http://127.0.0.1:1') as SourceSpec })
    const reply = await fetch(`${away.url}/api/graph`)
    expect(reply.status).toBe(502)
    expect(await reply.json()).toMatchObject({ error: { code: 'UPSTREAM' } })
    await away.close()
  })
})

describe('OpenAPI', () => {
  it('describes every route of the contract', async () => {
    const document = (await (await fetch(`${bff.url}/api/openapi.json`)).json()) as {
      openapi: string
      paths: Record<string, Record<string, { operationId: string; parameters: { name: string; in: string }[] }>>
    }
    expect(document.openapi).toBe('3.1.0')
    for (const [name, route] of Object.entries(routes)) {
      const path = route.path.replace(/:(\w+)/g, '{$1}')
      expect(document.paths[path]?.[route.method.toLowerCase()]?.operationId, path).toBe(name)
    }
    const graph = document.paths['/api/graph']?.get
    expect(graph?.parameters.map((parameter) => parameter.name)).toEqual(['source', 'from', 'to', 'filter', 'group'])
    expect(document.paths['/api/traces/{id}']?.get?.parameters[0]).toMatchObject({ name: 'id', in: 'path' })
  })
})

describe('health', () => {
  it('lives, is ready, and counts', async () => {
    expect((await fetch(`${bff.url}/healthz`)).status).toBe(200)
    expect((await fetch(`${bff.url}/readyz`)).status).toBe(200)
    await (await fetch(`${bff.url}/api/sources`)).text()
    const text = await (await fetch(`${bff.url}/metrics`)).text()
    expect(text).toMatch(/roentgen_bff_request_seconds_count\{route="\/api\/sources",status="200"\} \d+/)
  })
})

it('many equal questions at once reach the source once', async () => {
  const before = fake.calls.length
  const url = `${bff.url}/api/graph?from=now-7m`
  await Promise.all(Array.from({ length: 20 }, () => fetch(url).then((reply) => reply.text())))
  // All within a quarter of a second, or a few such on a slow machine; never one each.
  expect(fake.calls.length - before).toBeLessThan(10)
})
