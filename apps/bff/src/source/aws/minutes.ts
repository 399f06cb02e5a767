/** What nodes and edges counted step by step: one GetServiceGraph a step, bounded in number. */
import type { Window } from '@roentgen/store'
import type { ServiceGraph } from '@roentgen/trace'
import type { SourceMinutes } from '../port.ts'
import { fittingStep, MinutesSum, stepWindows } from '../steps.ts'
import type { Asker } from './asker.ts'
import { serviceGraph } from './graph.ts'
import type { TileCache } from './tiles.ts'

/** For one answer: four go at a time, and AWS lets an account ask a few a second. */
export const mostQuestions = 100

export async function minutesOfTiles(
  asker: Asker,
  window: Window,
  asked: number,
  most: number,
  ownAccount: string | null,
  cache: TileCache<ServiceGraph> | null,
): Promise<SourceMinutes> {
  const stepSeconds = fittingStep(window, asked, mostQuestions)
  const stepUs = stepSeconds * 1e6
  const sum = new MinutesSum()
  await Promise.all(
    stepWindows(window, stepSeconds).map(async (step) => {
      // A day is longer than the API answers at once; `serviceGraph` cuts it again.
      const graph = await serviceGraph(asker, step, ownAccount, cache)
      sum.addGraph(Math.floor(step.fromUs / stepUs) * stepUs, graph)
    }),
  )
  return sum.answer(stepSeconds, most, { kind: 'exact' })
}
