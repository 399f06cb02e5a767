export { compare } from './compare.ts'
export { limits } from './limits.ts'
export * from './model.ts'
