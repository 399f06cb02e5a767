/** The sentences of an insight, as the API gives them; pages make their own from the figures. */
import type { NodeKey } from '@roentgen/trace'
import type { Category, Finding, Impact } from './model.ts'

const bad: Record<Category, string> = { fault: 'failed with a fault', throttle: 'were throttled', latency: 'were slow' }

/** `ledger (AWS::EC2::Instance)` */
const nameOf = ({ name, type }: NodeKey): string => (type === null ? name : `${name} (${type})`)

function share({ bad, total }: Impact): string {
  const percent = total === 0 ? 0 : (100 * bad) / total
  return `${bad} of ${total} requests (${percent >= 10 ? Math.round(percent) : Math.round(percent * 10) / 10} %)`
}

export function summaryText({ category, rootCause, rootCauseImpact, clients, services }: Finding): string {
  const others = services.length - 1
  const reach = others === 0 ? '' : ` ${others} other service${others === 1 ? ' was' : 's were'} anomalous with it.`
  return `${share(rootCauseImpact)} to ${nameOf(rootCause)} ${bad[category]}. Of the clients' requests ${share(clients)} ${bad[category]}.${reach}`
}

export const eventText = {
  began: (finding: Finding) => `${nameOf(finding.rootCause)} left its usual band: ${summaryText(finding)}`,
  joined: (nodes: readonly NodeKey[]) => `Also anomalous: ${nodes.map(nameOf).join(', ')}.`,
  movedTo: (node: NodeKey) => `The root cause is now seen in ${nameOf(node)}.`,
  grew: (finding: Finding) => `It has grown: ${summaryText(finding)}`,
  ended: (finding: Finding) => `Back within the usual band. ${summaryText(finding)}`,
  again: (finding: Finding) => `It goes on: ${summaryText(finding)}`,
  gone: 'Requests that arrived later show that it was not unusual.',
  usual: 'It has lasted so long that it is taken as usual now.',
} as const
