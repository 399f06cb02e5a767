/**
 * Segment documents as they arrive (facts 2.1): optional fields and all, from every SDK. Nothing here is trusted:
 * `validate.ts` decides what is accepted, `assemble.ts` reads what is there and ignores members of the wrong type.
 */
export type WireException = {
  id?: string
  message?: string
  type?: string
  remote?: boolean
  truncated?: number
  skipped?: number
  cause?: string
  stack?: { path?: string; line?: number | null; label?: string }[]
}

export type WireCause =
  | string
  | { id?: string; message?: string; working_directory?: string; paths?: string[]; exceptions?: WireException[] }

export type WireHttp = {
  request?: {
    method?: string
    url?: string
    user_agent?: string
    client_ip?: string
    x_forwarded_for?: boolean
    traced?: boolean
  }
  response?: { status?: number; content_length?: number }
}

export type WireSql = {
  connection_string?: string
  url?: string
  sanitized_query?: string
  database_type?: string
  database_version?: string
  driver_version?: string
  user?: string
  preparation?: string
}

export type WireLink = { trace_id?: string; id?: string; attributes?: Record<string, unknown> }

export type WireEntity = {
  id: string
  name: string
  start_time: number
  end_time?: number
  in_progress?: boolean
  trace_id?: string
  parent_id?: string
  type?: string
  namespace?: string
  origin?: string
  resource_arn?: string
  user?: string
  service?: Record<string, unknown>
  http?: WireHttp
  aws?: Record<string, unknown>
  sql?: WireSql
  error?: boolean
  throttle?: boolean
  fault?: boolean
  cause?: WireCause
  annotations?: Record<string, unknown>
  metadata?: Record<string, unknown>
  subsegments?: WireEntity[]
  precursor_ids?: string[]
  links?: WireLink[]
  inferred?: boolean
  traced?: boolean
}

/** One document: a segment, or a subsegment sent alone (`type: "subsegment"`). */
export type WireDocument = WireEntity & { trace_id: string }
