/** Transaction Search as AWS prints it (facts 1.7). */
import type { IndexingRule, TransactionSearch } from '../../control/transaction-search.ts'

export const wireDestination = ({ destination, status }: Awaited<ReturnType<TransactionSearch['destination']>>) => ({
  Destination: destination,
  Status: status,
})

export const wireIndexingRule = ({ name, desired, actual, modifiedUs }: IndexingRule) => ({
  Name: name,
  ModifiedAt: modifiedUs / 1e6,
  Rule: { Probabilistic: { DesiredSamplingPercentage: desired, ActualSamplingPercentage: actual } },
})
