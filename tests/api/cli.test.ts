/** The `aws` command, where it is installed: signed and unsigned. */
import { execFile, execFileSync } from 'node:child_process'
import { promisify } from 'node:util'
import { afterAll, beforeAll, describe, expect, it, vi } from 'vitest'
import { credentials, type Running, segment, startRunning } from './running.ts'

vi.setConfig({ testTimeout: 180_000, hookTimeout: 120_000 })

const run = promisify(execFile)

function installed(): boolean {
  try {
    execFileSync('aws', ['--version'], { stdio: 'ignore' })
    return true
  } catch {
    return false
  }
}

describe.skipIf(!installed())('aws xray (skipped where the aws command is not installed)', () => {
  let running: Running
  const document = segment({ name: 'by-cli' })
  beforeAll(async () => {
    running = await startRunning()
  })
  afterAll(() => running.stop())

  const aws = async (...args: readonly string[]): Promise<Record<string, unknown>> => {
    const env = {
      PATH: process.env.PATH,
      HOME: process.env.HOME,
      AWS_ENDPOINT_URL: running.url,
      AWS_DEFAULT_REGION: 'eu-west-1',
      AWS_ACCESS_KEY_ID: credentials.accessKeyId,
      AWS_SECRET_ACCESS_KEY: credentials.secretAccessKey,
      AWS_EC2_METADATA_DISABLED: 'true',
      AWS_MAX_ATTEMPTS: '1',
      NO_PROXY: '127.0.0.1',
    }
    const { stdout } = await run('aws', ['xray', '--output', 'json', ...args], { env })
    return stdout === '' ? {} : JSON.parse(stdout)
  }
  const window = () => {
    const now = Math.floor(Date.now() / 1000)
    return ['--start-time', String(now - 600), '--end-time', String(now + 60)]
  }

  it.each([['signed'], ['unsigned']])(
    '%s',
    async (how) => {
      const unsigned = how === 'unsigned' ? ['--no-sign-request'] : []
      const put = await aws('put-trace-segments', '--trace-segment-documents', JSON.stringify(document), ...unsigned)
      expect(put).toEqual({ UnprocessedTraceSegments: [] })
      for (;;) {
        const { Services } = await aws('get-service-graph', ...window(), ...unsigned)
        if (Array.isArray(Services) && Services.some((service) => service.Name === 'by-cli')) break
      }
      expect(await aws('get-trace-summaries', ...window(), ...unsigned)).toMatchObject({
        TraceSummaries: [{ Id: document.trace_id, HasFault: false }],
      })
      expect(await aws('batch-get-traces', '--trace-ids', document.trace_id, ...unsigned)).toMatchObject({
        Traces: [{ Id: document.trace_id, Segments: [{ Id: document.id }] }],
        UnprocessedTraceIds: [],
      })
      expect(await aws('get-time-series-service-statistics', ...window(), ...unsigned)).toMatchObject({
        TimeSeriesServiceStatistics: [{ EdgeSummaryStatistics: { TotalCount: 1 } }],
      })
      expect(await aws('get-sampling-rules', ...unsigned)).toMatchObject({
        SamplingRuleRecords: [{ SamplingRule: { RuleName: 'Default' } }],
      })
      expect(await aws('get-trace-graph', '--trace-ids', document.trace_id, ...unsigned)).toMatchObject({
        Services: expect.arrayContaining([expect.objectContaining({ Name: 'by-cli' })]),
      })
      expect(await aws('get-groups', ...unsigned)).toMatchObject({ Groups: [{ GroupName: 'Default' }] })
      expect(await aws('get-encryption-config', ...unsigned)).toMatchObject({ EncryptionConfig: { Type: 'NONE' } })
    },
    120_000,
  )

  it('prints our errors', async () => {
    const end = String(Math.floor(Date.now() / 1000))
    await expect(aws('get-service-graph', '--start-time', '0', '--end-time', end)).rejects.toThrow(
      /InvalidRequestException.*Time range cannot be longer than 6 hours/s,
    )
  })
})
