export { type RunningXray, StartRefused, startXray, type XrayOptions } from './service.ts'
export type { IngestReport, OtlpState } from './status.ts'
