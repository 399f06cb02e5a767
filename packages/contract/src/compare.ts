/** Two windows of one graph, compared: what travels. */
import { z } from 'zod'
import { exactness, graphEdge, graphNode, nodeRef, windowShape } from './shapes.ts'

const measured = z.object({
  total: z.number(),
  /** Requests per minute. */
  perMinute: z.number(),
  /** Shares of all requests, 0 to 1. */
  fault: z.number(),
  throttle: z.number(),
  error: z.number(),
  p50: z.number().nullable(),
  p95: z.number().nullable(),
})

export const graphChange = z.object({
  /** Of the node or edge, as the graph has it. */
  id: z.string(),
  subject: z.enum(['node', 'edge']),
  /** The node; of an edge its two ends. */
  nodes: z.array(nodeRef),
  kind: z.enum(['new', 'gone', 'slower', 'faster', 'more-errors', 'fewer-errors', 'more-traffic', 'less-traffic']),
  /** Of `more-errors` and `fewer-errors`. */
  class: z.enum(['fault', 'throttle', 'error']).nullable(),
  /** Of `slower` and `faster`: where it shows. */
  quantile: z.union([z.literal(50), z.literal(95)]).nullable(),
  before: measured,
  after: measured,
  /** Latency and traffic: after / before. Errors: difference of the shares. null: new or gone. */
  effect: z.number().nullable(),
  p: z.number(),
  /** p held against all tests of the comparison; what is told has at most 0.01. */
  q: z.number(),
  score: z.number(),
  /** Place in the list of the change that explains this one. */
  cause: z.number().nullable(),
})

export const compareReply = z.object({
  source: z.string(),
  window: windowShape,
  before: windowShape,
  against: z.enum(['previous', 'day', 'week', 'own', 'since']),
  /** The deployment that `since` named. */
  since: z.object({ id: z.string(), at: z.number(), subject: z.string(), version: z.string().nullable() }).nullable(),
  asOf: z.number(),
  exactness: z.object({ window: exactness, before: exactness }),
  /** `partly`: nothing changed beyond chance, but some services could not be compared (`unsaid`). */
  verdict: z.enum(['changed', 'same', 'partly', 'too-little', 'nothing-before', 'nothing-now']),
  /** Ranked; what another change explains comes right below it. */
  changes: z.array(graphChange),
  /** Seen in the earlier window and gone since, with the nodes at their ends: what the map draws as ghosts. */
  gone: z.object({ nodes: z.array(graphNode), edges: z.array(graphEdge) }),
  compared: z.object({ nodes: z.number(), edges: z.number() }),
  /** Seen, but with too few requests to say anything. */
  tooFew: z.object({ nodes: z.number(), edges: z.number() }),
  /** A handful of services that one of the times knows too little of; those that seem to fail more now first. */
  unsaid: z.array(
    z.object({
      id: z.string(),
      node: nodeRef,
      side: z.enum(['before', 'after']),
      /** Too few requests there, or requests at too few times. */
      few: z.enum(['requests', 'steps']),
      before: z.object({ total: z.number(), failed: z.number() }),
      after: z.object({ total: z.number(), failed: z.number() }),
    }),
  ),
  tests: z.number(),
  /** Whether minute-to-minute variation was measured or had to be assumed. */
  dispersion: z.enum(['measured', 'partly', 'assumed']),
})
