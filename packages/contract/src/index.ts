export * from './errors.ts'
export * from './ids.ts'
export * from './routes.ts'
export * as shapes from './shapes.ts'
