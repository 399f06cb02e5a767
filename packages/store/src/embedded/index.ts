export { NoEngineError } from './library.ts'
export { type EmbeddedOptions, type EmbeddedServer, EmbeddedStartError, startEmbedded } from './start.ts'
