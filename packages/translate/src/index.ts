export * from './otlp.ts'
export * from './to-otlp.ts'
export type { TranslateOptions, Translation } from './translation.ts'
