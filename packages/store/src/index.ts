export { StoreError, StoreUnavailable } from './errors.ts'
export { openStore, type StoreOptions } from './open-store.ts'
export type * from './port.ts'
export { BadPageToken } from './questions/summaries.ts'
