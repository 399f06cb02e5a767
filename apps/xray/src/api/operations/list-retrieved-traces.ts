import { mostTraceBytes } from '../../assembly/limits.ts'
import { durationOf, spansOf } from '../../retrieval/spans.ts'
import { parsedDocument } from '../../stored-documents.ts'
import { invalidRequest } from '../errors.ts'
import { operation } from '../operation.ts'
import { makeToken, readToken } from '../token.ts'

const tracesPerPage = 5
const spansPerTrace = 100

/** Pages go through five traces together, a hundred spans of each at a time, then through the next five. */
export const listRetrievedTraces = operation('ListRetrievedTraces', async (input, { retrievals, store }) => {
  const { token, status, found } = retrievals.get(input.RetrievalToken)
  const format = input.TraceFormat ?? 'XRAY'
  const [first, offset] = placeOf([token, format], input.NextToken)
  if (status !== 'COMPLETE') return { RetrievalStatus: status, TraceFormat: format, Traces: [], NextToken: null }
  const ids = found.slice(first, first + tracesPerPage)
  const stored = await store.documentsWithin(ids, mostTraceBytes)
  let more = false
  const traces = ids.flatMap((id) => {
    const documents = (stored.get(id)?.documents ?? []).flatMap((one) => parsedDocument(one) ?? [])
    const spans = spansOf(documents, format)
    more ||= spans.length > offset + spansPerTrace
    const page = spans.slice(offset, offset + spansPerTrace)
    return page.length === 0 ? [] : [{ Id: id, Duration: durationOf(documents), Spans: page }]
  })
  const next = more ? [first, offset + spansPerTrace] : [first + tracesPerPage, 0]
  return {
    RetrievalStatus: status,
    TraceFormat: format,
    Traces: traces,
    NextToken: more || first + tracesPerPage < found.length ? makeToken([token, format], next.join('.')) : null,
  }
})

function placeOf(question: readonly string[], given: string | null): readonly [first: number, offset: number] {
  if (given === null) return [0, 0]
  const match = /^(\d{1,9})\.(\d{1,9})$/.exec(readToken(question, given) ?? '')
  if (match === null) throw invalidRequest(`Invalid token ${given.slice(0, 200)}`)
  return [Number(match[1]), Number(match[2])]
}
