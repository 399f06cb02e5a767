import { expect, it } from 'vitest'
import { admit, admitParsed } from './admit.ts'
import { Ledger } from './ledger.ts'

const segment = (pad: string) => ({
  trace_id: '1-5759e988-bd862e3fe1be46a994272793',
  id: '53995c3f42cd8ad8',
  name: 'api',
  start_time: 1,
  end_time: 2,
  metadata: { pad },
})
const empty = JSON.stringify(segment('')).length

it('takes 64 kB and names what is larger, in bytes and not in characters', () => {
  expect(admit(JSON.stringify(segment('x'.repeat(65_536 - empty)))).ok).toBe(true)
  for (const pad of ['x'.repeat(65_537 - empty), 'é'.repeat(33_000)])
    expect(admit(JSON.stringify(segment(pad)))).toMatchObject({
      ok: false,
      id: '53995c3f42cd8ad8',
      code: 'DocumentTooLarge',
      message: expect.stringMatching(/^Invalid segment\. ErrorCode: DocumentTooLarge, Cause: \d+ bytes, at most 65536/),
    })
})

it('takes more of a translated span, within bounds', () => {
  expect(admitParsed(segment('x'.repeat(200_000))).ok).toBe(true)
  expect(admitParsed(segment('x'.repeat(300_000)))).toMatchObject({ ok: false, code: 'DocumentTooLarge' })
})

it('refuses a document that nests too deep to be written', () => {
  let deep: unknown[] = []
  for (let level = 0; level < 100_000; level++) deep = [deep]
  expect(admitParsed({ ...segment(''), metadata: { deep } })).toMatchObject({ ok: false, code: 'ParseError' })
})

it('keeps of a rejected document an excerpt and of its id what fits', () => {
  const ledger = new Ledger()
  ledger.rejected({ at: 1, code: 'InvalidId', message: 'm', id: 'i'.repeat(1e6), excerpt: 'x'.repeat(1e6), from: 'me' })
  expect(ledger.rejects[0]).toMatchObject({ id: 'i'.repeat(300), excerpt: 'x'.repeat(300) })
})
