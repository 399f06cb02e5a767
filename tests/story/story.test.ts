/** Forty troubles and twenty healthy hours, drawn from seeds: what the headline says of each, and whether it is right. */
import { describe, expect, it } from 'vitest'
import type { StoryReply } from '../../packages/contract/src/index.ts'
import { scaled } from '../../packages/store/src/testing/index.ts'
import { drawHour } from './hour.ts'
import { judge, wordsOf } from './judge.ts'
import { tell } from './telling.ts'
import { kinds } from './trouble.ts'

/** The rules were tuned on other seeds (packages/story/README.md). */
const firstTrouble = Number(process.env.ROENTGEN_STORY_SEED ?? 7_000)
const firstHealthy = firstTrouble + 2_000
const troubles = scaled(40, 2)
const healthy = scaled(20, 1)
const startS = (Math.floor(Date.now() / 60_000) - 75) * 60

let other: { readonly own: StoryReply; readonly viaApi: StoryReply } | null = null

describe('the story of a drawn hour', () => {
  it(`names service, start and effect of ${troubles} troubles`, { timeout: 3_600_000 }, async () => {
    console.log('seed | kind | sentence | right or wrong')
    let right = 0
    for (let i = 0; i < troubles; i += 1) {
      const hour = drawHour(firstTrouble + i, startS, kinds[i % kinds.length] ?? 'timeout')
      // The first one over the X-Ray API too, which answers in coarser steps.
      const { reply, text, viaApi } = await tell(hour, i === 0)
      if (viaApi) other = { own: reply, viaApi }
      const verdict = judge(hour, reply, text)
      if (verdict.right) right += 1
      const mark = verdict.right ? 'right' : `WRONG: ${verdict.remark}`
      console.log(`${hour.seed} | ${hour.trouble?.kind} | ${text} | ${mark}`)
    }
    console.log(`${right} of ${troubles} right`)
    expect(right).toBeGreaterThanOrEqual(Math.ceil(troubles * 0.9))
  })

  it('tells the same over the X-Ray API, of coarser steps', () => {
    expect(other).not.toBeNull()
    if (!other) return
    const { own, viaApi } = other
    expect(own.looked.step).toBe(60)
    expect(viaApi.looked.step).toBe(300)
    const nodeIn = (reply: StoryReply) => reply.headline.clauses.find(({ slot }) => slot === 'cause')?.sentence.evidence
    expect(nodeIn(viaApi)?.nodes).toEqual(nodeIn(own)?.nodes)
    // Steps of five minutes cannot tell three calm minutes at the end.
    for (const reply of [own, viaApi]) expect(['trouble', 'over']).toContain(reply.headline.state)
    expect(Math.abs((viaApi.since ?? 0) - (own.since ?? 0))).toBeLessThanOrEqual(60)
  })

  it(`complains of none of ${healthy} healthy hours`, { timeout: 3_600_000 }, async () => {
    console.log('seed | kind | sentence | state')
    let calm = 0
    for (let i = 0; i < healthy; i += 1) {
      const hour = drawHour(firstHealthy + i, startS, null)
      const { reply, text } = await tell(hour)
      if (reply.headline.state === 'healthy' && wordsOf(text) <= 25) calm += 1
      console.log(`${hour.seed} | healthy | ${text} | ${reply.headline.state}, ${reply.findings.length} findings`)
    }
    console.log(`${calm} of ${healthy} without complaint`)
    expect(calm).toBe(healthy)
  })
})
