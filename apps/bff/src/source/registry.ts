/** The sources there are; which one a question means. */
import { GetCallerIdentityCommand, STSClient } from '@aws-sdk/client-sts'
import { fromIni } from '@aws-sdk/credential-providers'
import type { Store } from '@roentgen/store'
import { ApiError } from '../http/errors.ts'
import { StartError } from '../start-error.ts'
import { makeClient } from './aws/client.ts'
import { awsSource } from './aws/source.ts'
import { ownSource } from './own/source.ts'
import type { TraceSource } from './port.ts'
import type { SourceSpec } from './spec.ts'

export type Registered = { readonly spec: SourceSpec; readonly source: TraceSource }

export type Registry = {
  readonly all: readonly Registered[]
  readonly current: Registered
  /** `id` absent: the current one. */
  readonly find: (id: string | undefined) => Registered
  readonly close: () => Promise<void>
}

export type Surroundings = {
  readonly store: Store | null
  /** Where our own X-Ray service answers, when one runs beside us. */
  readonly xrayUrl: string | null
}

/** Asked once; an account that we may not know leaves the names as the API gives them. */
function accountOf(spec: SourceSpec): () => Promise<string | null> {
  let known: Promise<string | null> | null = null
  return () => {
    known ??= callerIdentity(spec).then(
      (identity) => identity?.account ?? null,
      () => null,
    )
    return known
  }
}

export async function callerIdentity(spec: SourceSpec): Promise<{ account: string; arn: string } | null> {
  if (spec.kind !== 'aws') return null
  const client = new STSClient({
    region: spec.region,
    ...(spec.profile ? { credentials: fromIni({ profile: spec.profile }) } : {}),
  })
  try {
    const identity = await client.send(new GetCallerIdentityCommand({}))
    return { account: identity.Account ?? '', arn: identity.Arn ?? '' }
  } finally {
    client.destroy()
  }
}

function open(spec: SourceSpec, { store, xrayUrl }: Surroundings): TraceSource | null {
  const common = { id: spec.id, label: spec.label, ...(spec.maxTraces ? { scanLimit: spec.maxTraces } : {}) }
  switch (spec.kind) {
    case 'own':
      return store ? ownSource({ ...common, store, ...(xrayUrl ? { xrayUrl } : {}) }) : null
    case 'aws':
      return awsSource({ ...common, kind: 'aws', client: makeClient(spec), ownAccount: accountOf(spec) })
    case 'xray':
      return awsSource({
        ...common,
        kind: 'xray',
        client: makeClient(spec),
        eventsUrl: spec.url,
      })
  }
}

/** The first is the current one; of two that are the same the later is better described. Our own is always among them when there is a store. */
export function openSources(specs: readonly SourceSpec[], surroundings: Surroundings): Registry {
  const own: SourceSpec = { id: 'own', kind: 'own', label: 'This Roentgen' }
  const wanted = new Map([own, ...specs].map((spec) => [spec.id, spec]))
  const ordered = [...new Set([...specs.map((spec) => spec.id), own.id])]
  const all = ordered.flatMap((id): Registered[] => {
    const spec = wanted.get(id)
    const source = spec && open(spec, surroundings)
    return spec && source ? [{ spec, source }] : []
  })
  const [current] = all
  if (!current) throw new StartError('There is no source: set ROENTGEN_CLICKHOUSE, or --source aws:REGION or xray:URL.')
  return {
    all,
    current,
    find: (id) => {
      if (id === undefined || id === '') return current
      const found = all.find(({ source }) => source.id === id)
      if (found) return found
      throw new ApiError(
        'NOT_FOUND',
        `There is no source "${id}"; there are: ${all.map(({ source }) => source.id).join(', ')}`,
      )
    },
    close: async () => {
      await Promise.all(all.map(({ source }) => source.close()))
    },
  }
}
