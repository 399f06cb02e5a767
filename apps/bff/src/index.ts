export { type Bff, type BffOptions, startBff } from './start.ts'
