import { invalidRequest } from '../errors.ts'
import { filterOfGroup, groupAsked } from '../groups.ts'
import { operation } from '../operation.ts'
import { windowUpToSixHours } from '../window.ts'
import { extentOf, wireServices } from '../wire/graph.ts'
import { scaledUp } from '../wire/scaled.ts'

export const getServiceGraph = operation('GetServiceGraph', async (input, { store, control }) => {
  const window = windowUpToSixHours(input.StartTime, input.EndTime)
  const group = await groupAsked(control, input)
  if (input.NextToken !== null) throw invalidRequest('NextToken is currently not supported')
  const { graph, exactness } = await store.graph(window, await filterOfGroup(control, group))
  const services = wireServices(scaledUp(graph, exactness), 'with-times')
  // A group is applied when asked (decision 0010): there is no older version of it in the answer.
  return { ...extentOf(services), Services: services, ContainsOldGroupVersions: false, NextToken: null }
})
