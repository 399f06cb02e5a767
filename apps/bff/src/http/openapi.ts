/** The contract's table as OpenAPI 3.1, for people and tools that do not read TypeScript. */
import { httpStatus, type Route, routes, shapes } from '@roentgen/contract'
import { z } from 'zod'

type Json = Record<string, unknown>
type AnyRoute = Route<string, z.ZodType, z.ZodType>

const schemaOf = (schema: z.ZodType, io: 'input' | 'output'): Json => {
  const { $schema: _, ...rest } = z.toJSONSchema(schema, { io, unrepresentable: 'any' }) as Json
  return rest
}

const parametersOf = (route: AnyRoute): Json[] => {
  const query = schemaOf(route.query, 'input') as { properties?: Record<string, Json>; required?: string[] }
  return [
    ...[...route.path.matchAll(/:(\w+)/g)].map(([, name]) => ({
      name,
      in: 'path',
      required: true,
      schema: { type: 'string' },
    })),
    ...Object.entries(query.properties ?? {}).map(([name, schema]) => ({
      name,
      in: 'query',
      required: query.required?.includes(name) ?? false,
      schema,
    })),
  ]
}

function operationOf(name: string, route: AnyRoute): Json {
  return {
    operationId: name,
    summary: route.summary,
    parameters: parametersOf(route),
    ...(route.body
      ? { requestBody: { required: true, content: { 'application/json': { schema: schemaOf(route.body, 'input') } } } }
      : {}),
    responses: {
      200: { description: 'The answer', content: { 'application/json': { schema: schemaOf(route.reply, 'output') } } },
      default: {
        description: `An error: ${Object.entries(httpStatus)
          .map(([code, status]) => `${code} (${status})`)
          .join(', ')}`,
        content: { 'application/json': { schema: { $ref: '#/components/schemas/Error' } } },
      },
    },
  }
}

export function openApi(version: string): Json {
  const paths: Record<string, Record<string, Json>> = {}
  for (const [name, route] of Object.entries(routes) as [string, AnyRoute][]) {
    const path = route.path.replace(/:(\w+)/g, '{$1}')
    paths[path] = { ...paths[path], [route.method.toLowerCase()]: operationOf(name, route) }
  }
  paths['/api/events'] = {
    get: {
      operationId: 'events',
      summary: 'Server-sent events: something arrived that may change open pages',
      parameters: [{ name: 'source', in: 'query', required: false, schema: { type: 'string' } }],
      responses: {
        200: {
          description: 'Events named `arrived`, whose data is JSON',
          content: { 'text/event-stream': { schema: schemaOf(shapes.arrivedEvent, 'output') } },
        },
      },
    },
  }
  return {
    openapi: '3.1.0',
    info: {
      title: 'Roentgen',
      version,
      description: 'Service maps, traces and users over AWS X-Ray or its own X-Ray.',
    },
    paths,
    components: { schemas: { Error: schemaOf(shapes.errorReply, 'output') } },
  }
}
