/** A node that the trace touched. */

import type { Binds } from '../clickhouse/sql.ts'
import { MemberScope } from './scope.ts'

export class NodeScope extends MemberScope {
  constructor(binds: Binds) {
    super(binds, 'n', 'name')
  }

  flag(): null {
    return null
  }

  number(): null {
    return null
  }

  strings(): string {
    return '0'
  }

  annotations(): string {
    return '0'
  }
}
