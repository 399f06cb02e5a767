import { graphOfRetrieved } from '../../retrieval/graph.ts'
import { invalidRequest } from '../errors.ts'
import { operation } from '../operation.ts'
import { makeToken, readToken } from '../token.ts'
import { wireServices } from '../wire/graph.ts'

const servicesPerPage = 1_000

export const getRetrievedTracesGraph = operation('GetRetrievedTracesGraph', async (input, { retrievals, store }) => {
  const { token, status, found } = retrievals.get(input.RetrievalToken)
  const given = input.NextToken
  const after = given === null ? '0' : readToken([token], given)
  if (after === null) throw invalidRequest(`Invalid token ${(given ?? '').slice(0, 200)}`)
  if (status !== 'COMPLETE') return { RetrievalStatus: status, Services: [], NextToken: null }
  const { graph, linksOf } = await graphOfRetrieved(store, found)
  const services = wireServices(graph, 'with-times')
  const first = Number(after)
  const page = services.slice(first, first + servicesPerPage)
  const next = first + servicesPerPage
  return {
    RetrievalStatus: status,
    Services: page.map((service) => ({ Service: service, Links: linksOf(service) })),
    NextToken: next < services.length ? makeToken([token], String(next)) : null,
  }
})
