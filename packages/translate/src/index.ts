export * from './otlp.ts'
