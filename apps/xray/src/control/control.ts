/** All that is configured, in one place; each part is a file of this folder. */
import type { Store } from '@roentgen/store'

export class Control {
  readonly store: Store

  constructor(store: Store) {
    this.store = store
  }
}
