export * from './otlp.ts'
export type { TranslateOptions, Translation } from './translation.ts'
