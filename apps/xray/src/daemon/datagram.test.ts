import { expect, it } from 'vitest'
import { parseDatagram } from './datagram.ts'

it.each([
  ['{"format": "json", "version": 1}\n{"a":1}', '{"a":1}'],
  ['{"format":"json","version":1}\n{"a":1}', '{"a":1}'],
  ['{"version":1,"format":"JSON"}\n{"a":1}\n', '{"a":1}\n'], // any case, any order; the rest is passed on as it is
])('takes %j', (text, document) => {
  expect(parseDatagram(text)).toEqual({ ok: true, document })
})

it.each([
  ['{"a":1}', 'MissingHeader'],
  ['hello\n{"a":1}', 'InvalidHeader'],
  ['{"format":"xml","version":1}\n{}', 'InvalidHeader'],
  ['{"format":"json","version":2}\n{}', 'InvalidHeader'],
  ['null\n{}', 'InvalidHeader'],
  ['{"format":"json","version":1}\n ', 'EmptyDatagram'],
])('rejects %j as %s', (text, code) => {
  expect(parseDatagram(text)).toMatchObject({ ok: false, code })
})
