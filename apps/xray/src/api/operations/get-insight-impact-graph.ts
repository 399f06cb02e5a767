import { type NodeKey, nodeId, type ServiceGraph } from '@roentgen/trace'
import { invalidRequest } from '../errors.ts'
import { filterOfGroup } from '../groups.ts'
import { faultInsight } from '../insight.ts'
import { operation } from '../operation.ts'
import { windowUpToSixHours } from '../window.ts'
import { wireServices } from '../wire/graph.ts'

const oldestDays = 30
const sixHoursS = 6 * 3600

/** Who was hit: the insight's services and everyone who calls them, up to the clients. Structure only, no figures. */
export const getInsightImpactGraph = operation('GetInsightImpactGraph', async (input, { store, control, nowMs }) => {
  const window = windowUpToSixHours(input.StartTime, input.EndTime)
  if (input.StartTime < nowMs() / 1000 - oldestDays * 86_400)
    throw invalidRequest(`Start time cannot be earlier than ${oldestDays} days ago`)
  const insight = await faultInsight(store, input.InsightId)
  if (input.NextToken !== null) throw invalidRequest(`Invalid token ${input.NextToken}`)
  const group = await control.groups.find({ GroupName: null, GroupARN: insight.group.arn })
  if (group === null) throw invalidRequest('Group not found.')
  const { graph } = await store.graph(window, await filterOfGroup(control, group))
  // The graph to ask for beside it (GetServiceGraph): the insight's own time, as far as one such question reaches.
  const startS = insight.startMinute * 60
  const endS = Math.min(insight.endMinute === null ? nowMs() / 1000 : insight.endMinute * 60, startS + sixHoursS)
  return {
    InsightId: insight.id,
    StartTime: input.StartTime,
    EndTime: input.EndTime,
    ServiceGraphStartTime: startS,
    ServiceGraphEndTime: endS,
    Services: wireServices(impactedBy(graph, insight.services), 'without-times').map((service) => ({
      ReferenceId: service.ReferenceId,
      Type: service.Type,
      Name: service.Name,
      Names: service.Names,
      AccountId: service.AccountId,
      Edges: service.Edges.map((edge) => ({ ReferenceId: edge.ReferenceId })),
    })),
    NextToken: null,
  }
})

function impactedBy(graph: ServiceGraph, services: readonly NodeKey[]): ServiceGraph {
  const hit = new Set(services.map(nodeId))
  const callers = new Map<string, string[]>()
  for (const { from, to } of graph.edges) {
    const list = callers.get(nodeId(to))
    if (list === undefined) callers.set(nodeId(to), [nodeId(from)])
    else list.push(nodeId(from))
  }
  for (const id of hit) for (const caller of callers.get(id) ?? []) hit.add(caller)
  return {
    nodes: graph.nodes.filter((node) => hit.has(nodeId(node.key))),
    edges: graph.edges.filter((edge) => hit.has(nodeId(edge.from)) && hit.has(nodeId(edge.to))),
  }
}
