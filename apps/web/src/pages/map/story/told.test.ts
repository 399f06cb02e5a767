import { expect, it } from 'vitest'
import { sentenceFrom } from './told.ts'

const sentence = (values: Record<string, string | number>, nodes: string[], edges: string[] = []) =>
  sentenceFrom({ id: 'story.cause.deploy', values, evidence: { nodes, edges } })?.values

const queue = 'https://sqs.eu-west-1.amazonaws.com/123456789012/dispatch'
const id = encodeURIComponent(queue)

it('says the last part of a long technical name, and nothing else differently', () => {
  expect(sentence({ node: queue, version: queue }, [id])).toEqual({ node: 'dispatch', version: queue })
  expect(sentence({ node: queue }, [], [`orders>${id}`])).toEqual({ node: 'dispatch' })
  // What people call it is theirs, whatever it looks like.
  expect(sentence({ node: 'https://status.example/pay' }, ['pay'])).toEqual({ node: 'https://status.example/pay' })
  expect(sentence({ node: 'orders' }, ['pay'])).toEqual({ node: 'orders' })
})

it('does not know what a newer bff says', () => {
  expect(sentenceFrom({ id: 'story.cause.moon', values: {}, evidence: { nodes: [], edges: [] } })).toBeNull()
})
