import { IncomingMessage } from 'node:http'
import { Socket } from 'node:net'
import { expect, it } from 'vitest'
import { BodyBudget } from './budget.ts'

const request = () => new IncomingMessage(new Socket())

it('holds all bodies together to one limit, and gives back what an answered request held', () => {
  const budget = new BodyBudget(100)
  const [a, b] = [request(), request()]
  budget.take(a, 60)
  expect(() => budget.take(b, 60)).toThrow(expect.objectContaining({ name: 'ThrottledException' }))
  budget.take(b, 40)
  expect(() => budget.take(a, 1)).toThrow()
  budget.release(b)
  budget.take(a, 40)
  expect(budget.bytes).toBe(100)
  budget.release(a)
  budget.release(a)
  expect(budget.bytes).toBe(0)
})

it('lets one request alone be larger', () => {
  const budget = new BodyBudget(100)
  const alone = request()
  budget.take(alone, 90)
  budget.take(alone, 90)
  expect(budget.bytes).toBe(180)
})
