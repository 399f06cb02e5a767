import { complete } from '@roentgen/filter'
import { expect, it } from 'vitest'
import { inserted } from './inserted.ts'

it.each([
  ['fa|', 'fault', 'fault |', false],
  ['ok AND http.u| = "x"', 'http.url', 'ok AND http.url| = "x"', false],
  ['serv|', 'service(', 'service(|', true],
  ['service("we|)', '"web"', 'service("web"|)', false],
  ['service("we|")', '"web"', 'service("web"|)', false],
  ['annotation[te|] = 1', '[tenant]', 'annotation[tenant]| = 1', false],
  ['annotation[t|', '[tenant]', 'annotation[tenant]|', false],
])('%s + %s', (marked, insert, expected, goesOn) => {
  const caret = marked.indexOf('|')
  const text = marked.replace('|', '')
  const found = complete(text, caret, { services: ['web'], annotationKeys: ['tenant'] })
  const option = found.options.find((one) => one.insert === insert)
  if (option === undefined) throw new Error(`not offered: ${insert}`)
  const result = inserted(text, found, option)
  // A space that is already there is not doubled; the caret stays before it.
  expect(`${result.text.slice(0, result.caret)}|${result.text.slice(result.caret)}`).toBe(expected)
  expect(result.goesOn).toBe(goesOn)
})
