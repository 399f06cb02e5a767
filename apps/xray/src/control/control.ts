/** All that is configured, in one place; each part is a file of this folder. */
import type { Store } from '@roentgen/store'
import { filterExpression } from '../api/filter-expression.ts'
import { lookupIn } from '../api/groups.ts'
import { Encryption } from './encryption.ts'
import { Groups } from './groups.ts'
import { Policies } from './policies.ts'
import { SamplingRules } from './sampling-rules.ts'
import { Tags } from './tags.ts'
import { TransactionSearch } from './transaction-search.ts'

export class Control {
  readonly store: Store
  readonly groups: Groups
  readonly samplingRules: SamplingRules
  readonly tags: Tags
  readonly policies: Policies
  readonly encryption: Encryption
  readonly transactionSearch: TransactionSearch

  constructor(store: Store) {
    this.store = store
    this.groups = new Groups(store, (text, among) => filterExpression(text, lookupIn(among)))
    this.samplingRules = new SamplingRules(store)
    this.tags = new Tags(store, [this.groups, this.samplingRules])
    this.policies = new Policies(store)
    this.encryption = new Encryption(store)
    this.transactionSearch = new TransactionSearch(store)
  }
}
