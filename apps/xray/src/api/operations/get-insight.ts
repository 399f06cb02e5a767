import { faultInsight } from '../insight.ts'
import { operation } from '../operation.ts'
import { wireInsight } from '../wire/insight.ts'

export const getInsight = operation('GetInsight', async (input, { store }) => ({
  Insight: wireInsight(await faultInsight(store, input.InsightId)),
}))
