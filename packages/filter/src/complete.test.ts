import { describe, expect, it } from 'vitest'
import { complete, type KnownNames, parse } from './index.ts'

const known: KnownNames = {
  services: ['pricing', 'web', 'a "b"'],
  types: ['AWS::DynamoDB::Table'],
  annotationKeys: ['tenant', 'cache.hit', 'od]d'],
  values: (field) =>
    ({ 'http.method': ['GET', 'POST'], 'annotation[tenant]': ['acme'], 'group.name': ['slow'] })[field] ?? [],
}

/** `|` is the caret. */
function at(marked: string, strict = false) {
  const caret = marked.indexOf('|')
  return complete(marked.replace('|', ''), caret, known, { strict })
}
const inserts = (marked: string, strict = false) => at(marked, strict).options.map((option) => option.insert)

describe('complete', () => {
  it.each([
    // terms, by where they stand
    [
      '|',
      ['ok', 'error', 'partial', 'responsetime', 'user', 'annotation[', 'service(', 'edge(', 'rootcause.json'],
      ['root', 'coverage', 'AND'],
    ],
    ['re|', ['responsetime', 'resource.arn'], ['user', 'remote']],
    ['ok AND |', ['fault', 'service('], ['AND']],
    ['service("web") { |', ['root', 'name', 'annotation['], ['partial', 'service(', 'group.name']],
    ['edge { |', ['source.annotation[', 'fault'], ['user']],
    ['rootcause.fault.entity { |', ['remote', 'first'], ['coverage', 'message', 'fault']],
    ['rootcause.responsetime.entity { c|', ['coverage'], ['error']],
    [
      'rootcause.fault.e|',
      ['rootcause.fault.entity { ', 'rootcause.fault.exception { '],
      ['rootcause.error.entity { '],
    ],
    // operators, by the type of the keyword
    ['duration |', ['<', '>=', 'IN', 'AND', 'OR'], ['CONTAINS']],
    ['http.url |', ['CONTAINS', 'BEGINSWITH', 'MATCHES', '!='], ['<']],
    ['http.url c|', ['CONTAINS'], ['BEGINSWITH']],
    ['ok |', ['=', '!=', 'AND', 'OR'], ['<', 'CONTAINS', 'IN']],
    ['annotation[tenant] |', ['<', 'CONTAINS', '='], []],
    ['rootcause.fault.service |', ['{'], ['AND']],
    // values and names
    ['fault = |', ['true', 'false'], ['ok']],
    ['http.method = |', ['"GET"', '"POST"'], []],
    ['http.method = "p|', ['"POST"'], ['"GET"']],
    ['annotation[tenant] = |', ['"acme"', 'true'], []],
    ['annotation|', ['annotation['], []],
    ['annotation[|', ['[tenant]', '[cache.hit]', '["od]d"]'], []],
    ['annotation[hi|', ['[cache.hit]'], ['[tenant]']],
    ['service(|', ['"pricing"', '"web"', '"a \\"b\\""', 'id('], ['ok']],
    ['service("pr|', ['"pricing"'], ['"web"']],
    ['service(id(|', ['name:', 'type:'], []],
    ['service(id(name:|', ['"pricing"'], []],
    ['service(id(type: |', ['"AWS::DynamoDB::Table"'], ['"web"']],
    ['edge("web", |', ['"pricing"'], []],
    ['group.name = |', ['"slow"'], []],
    ['rootcause.json |', ['=', '!='], []],
    ['rootcause.json = |', ['#['], []],
    // in the middle of a text: what stands behind the caret does not matter
    ['du| > 3 AND ok', ['duration'], ['ok']],
    // behind an error, nothing
    ['fault = 7 AND |', [], ['ok', 'AND']],
  ])('%s', (marked, wanted, unwanted) => {
    const found = inserts(marked)
    expect(found).toEqual(expect.arrayContaining(wanted))
    for (const one of unwanted) expect(found).not.toContain(one)
  })

  it('says which piece of the text an option replaces', () => {
    expect(at('ok AND http.m| = "x"')).toMatchObject({ from: 7, to: 13, options: [{ insert: 'http.method' }] })
    expect(at('service("pri|')).toMatchObject({ from: 8, to: 12 })
    expect(at('ok |')).toMatchObject({ from: 3, to: 3 })
  })

  it('puts what begins with the piece before what contains it', () => {
    expect(inserts('e|').slice(0, 2)).toEqual(['error', 'edge('])
  })

  it('leaves our additions out where X-Ray shall understand it', () => {
    expect(inserts('http.url |', true)).not.toContain('MATCHES')
    expect(inserts('http.url |', true)).not.toContain('IN')
    expect(inserts('http.url |', true)).toContain('CONTAINS')
  })

  it('leads step by step to an expression that parses', () => {
    let text = ''
    for (const step of [
      'edge(',
      '"web"',
      ',',
      '"pricing"',
      ')',
      '{',
      'source.annotation[',
      '[tenant]',
      '=',
      '"acme"',
      '}',
    ]) {
      const { from, options } = complete(text, text.length, known)
      const option = options.find((one) => one.insert === step)
      expect(option, `${text}| offers ${step}`).toBeDefined()
      text = `${text.slice(0, from)}${step}`
    }
    expect(parse(text).ok, text).toBe(true)
  })
})
