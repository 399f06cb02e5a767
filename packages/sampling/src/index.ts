export * from './match.ts'
export * from './quota.ts'
export * from './rule.ts'
