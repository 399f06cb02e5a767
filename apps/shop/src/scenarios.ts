/** What can be made to go wrong while the shop runs. Each changes the behaviour of a process, never the traces themselves. */
export const scenarios = [
  {
    id: 'slow-database',
    title: 'Slow database',
    description:
      "The shop's database answers about a hundred times slower, so catalog and orders wait and some queries time out.",
  },
  {
    id: 'payment-timeouts',
    title: 'Payment timeouts',
    description: 'The bank leaves most authorisations without an answer; payments gives up on them after 1.5 s.',
  },
  {
    id: 'throttled-table',
    title: 'Throttled table',
    description: 'The stock table runs out of capacity and refuses most reads and writes with a throttle.',
  },
  {
    id: 'bank-down',
    title: 'Bank down',
    description: 'Nothing listens at the bank any more: every charge is refused at the connection.',
  },
  {
    id: 'retry-storm',
    title: 'Retry storm',
    description:
      'A rush of buyers: payments sheds most charges, and orders asks again at once, up to six times per checkout.',
  },
  {
    id: 'bad-deployment',
    title: 'Bad deployment',
    description: 'Orders 2.5.0 is rolled out; it fails on every second order. Switching off rolls back to 2.4.1.',
  },
] as const

export type ScenarioId = (typeof scenarios)[number]['id']

export function isScenarioId(text: string): text is ScenarioId {
  return scenarios.some((scenario) => scenario.id === text)
}

export type ScenarioState = { id: ScenarioId; title: string; description: string; on: boolean }

export function scenarioStates(on: ReadonlySet<ScenarioId>): ScenarioState[] {
  return scenarios.map((scenario) => ({ ...scenario, on: on.has(scenario.id) }))
}
