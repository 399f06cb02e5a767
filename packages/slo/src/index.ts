export * from './evaluate.ts'
export * from './fails-often.ts'
export * from './objective.ts'
export * from './parse.ts'
