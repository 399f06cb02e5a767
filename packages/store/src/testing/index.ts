export * from './scale.ts'
export * from './temporary.ts'
