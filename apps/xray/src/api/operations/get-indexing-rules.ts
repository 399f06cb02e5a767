import { invalidRequest } from '../errors.ts'
import { operation } from '../operation.ts'
import { wireIndexingRule } from '../wire/transaction-search.ts'

export const getIndexingRules = operation('GetIndexingRules', async (input, { control }) => {
  if (input.NextToken !== null) throw invalidRequest('NextToken is currently not supported')
  return { IndexingRules: [wireIndexingRule(await control.transactionSearch.rule())], NextToken: null }
})
