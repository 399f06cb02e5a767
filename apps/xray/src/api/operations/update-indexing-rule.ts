import { invalidRequest } from '../errors.ts'
import { operation } from '../operation.ts'
import { wireIndexingRule } from '../wire/transaction-search.ts'

export const updateIndexingRule = operation('UpdateIndexingRule', async (input, { control, nowMs }) => {
  const { Probabilistic } = input.Rule
  if (Probabilistic === null) throw invalidRequest('Rule must be Probabilistic')
  const desired = Probabilistic.DesiredSamplingPercentage
  return {
    IndexingRule: wireIndexingRule(await control.transactionSearch.setRule(input.Name, desired, nowMs() * 1000)),
  }
})
