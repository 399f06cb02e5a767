export * from './evaluate.ts'
export * from './objective.ts'
export * from './parse.ts'
