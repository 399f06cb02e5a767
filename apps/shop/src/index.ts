export { type Replayed, type ReplayOptions, replayHistory } from './history.ts'
export { type ScenarioId, type ScenarioState, scenarios } from './scenarios.ts'
