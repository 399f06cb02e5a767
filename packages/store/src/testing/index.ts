export * from './bulk.ts'
export * from './scale.ts'
export * from './temporary.ts'
