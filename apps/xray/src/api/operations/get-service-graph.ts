import { invalidRequest } from '../errors.ts'
import { checkGroup } from '../groups.ts'
import { operation } from '../operation.ts'
import { windowUpToSixHours } from '../window.ts'
import { extentOf, wireServices } from '../wire/graph.ts'

export const getServiceGraph = operation('GetServiceGraph', async (input, { store }) => {
  const window = windowUpToSixHours(input.StartTime, input.EndTime)
  checkGroup(input)
  if (input.NextToken !== null) throw invalidRequest('NextToken is currently not supported')
  const { graph } = await store.graph(window)
  const services = wireServices(graph, 'with-times')
  return { ...extentOf(services), Services: services, ContainsOldGroupVersions: false, NextToken: null }
})
