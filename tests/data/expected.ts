/** What an `*.expected.json` holds; computed outside of this project, so its flags are counted one by one, not as classes. */
export type NodeName = { readonly name: string; readonly type: string | null }
type NodePair = readonly [name: string, type: string | null]

export type ExpectedService = NodeName & {
  readonly count: number
  readonly fault: number
  readonly error: number
  readonly throttle: number
  readonly total_response_time: number
}

export type ExpectedUser = {
  readonly traces: number
  readonly traces_root_fault: number
  readonly traces_root_error: number
  readonly traces_any_fault: number
  readonly traces_any_error: number
}

export type ExpectedInferred = {
  readonly name: string
  readonly node: string
  readonly origin: string
  readonly parent_id: string
  readonly start_time: number
  readonly end_time: number
  readonly status?: number
  readonly fault?: boolean
  readonly error?: boolean
  readonly throttle?: boolean
}

/** What AWS itself answered about one trace (servitrace-a). */
export type ExpectedTrace = {
  readonly trace_id: string
  readonly aws_duration: number
  readonly aws_segments_returned: number
  readonly aws_inferred: readonly ExpectedInferred[]
  readonly root: NodeName
  readonly has_fault: boolean
  readonly has_error: boolean
  readonly has_throttle: boolean
  readonly http_status: number
  readonly partial: boolean
  readonly response_time: number
  readonly nodes: readonly (NodeName & { readonly count: number })[]
  readonly edges: readonly { readonly from: NodePair; readonly to: NodePair; readonly count: number }[]
  readonly console: {
    readonly client_to: string
    readonly nodes: readonly (readonly [name: string, type: string, count: number, time: string])[]
    readonly edges: number
  } | null
}

export type Expected = {
  readonly first_start: number
  readonly last_end: number
  readonly traces: number
  readonly documents: number
  readonly segments: number
  readonly spans: number
  readonly inferred_nodes_calls: number
  readonly traces_root_fault: number
  readonly traces_root_error: number
  readonly traces_any_fault: number
  readonly traces_any_error: number
  readonly traces_partial: number
  readonly services: readonly ExpectedService[]
  readonly edges: readonly { readonly from: NodeName; readonly to: NodeName; readonly count: number }[]
  readonly client_roots: readonly (NodeName & { readonly count: number })[]
  readonly users: Readonly<Record<string, ExpectedUser>>
  readonly slowest_by_duration: readonly { readonly id: string; readonly duration: number; readonly segments: number }[]
  readonly slowest_by_response_time: readonly { readonly id: string; readonly response_time: number }[]
  readonly filters: readonly {
    readonly expression: string
    readonly count: number
    readonly ids: readonly string[] | null
  }[]
  readonly critical_path?: {
    readonly trace_id: string
    readonly total_us: number
    readonly spans: readonly { readonly id: string; readonly label: string; readonly exclusive_us: number }[]
    readonly by_service_us: Readonly<Record<string, number>>
  }
  readonly per_trace?: Readonly<Record<string, ExpectedTrace>>
  readonly per_file?: Readonly<Record<string, { readonly trace_id: string; readonly documents: number }>>
  readonly redis_calls_and_timeouts_per_user?: Readonly<
    Record<string, { readonly calls: number; readonly timeouts: number }>
  >
}
