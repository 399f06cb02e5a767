/** One adapter per SDK: how its application is started, and what only this SDK does. Everything else is the same for all. */
import { mkdtemp, readFile } from 'node:fs/promises'
import { createRequire } from 'node:module'
import { tmpdir } from 'node:os'
import { join } from 'node:path'
import { appFolder, type Command, NotRun, output } from './application.ts'
import type { CheckId } from './checks.ts'
import { dotnet } from './recorded/dotnet.ts'
import type { Recording } from './recorded/recording.ts'
import { ruby } from './recorded/ruby.ts'

/** Every SDK that can be run at all, built with its own package manager where it must be. */
export const runAll = process.env.ROENTGEN_INTEROP === 'all'

export type Traits = {
  /** What the SDK writes as `aws.xray.sdk`. */
  readonly sdk: string
  readonly exception: string
  /** Node of `/call` to a server on 127.0.0.1 that does not trace. */
  readonly remote: (port: number) => string
  readonly database: string
  /** Name of a subsegment that calls DynamoDB. */
  readonly dynamo: string
  /** What the SDK makes of a DynamoDB throttle, which is HTTP 400. */
  readonly dynamoThrottle: 'throttle' | 'error' | 'fault'
  /** Where the segment tells the sampling rule; null: the SDK has none of X-Ray's sampling. */
  readonly rule: 'rule_name' | 'sampling_rule_name' | null
  readonly metadata: Readonly<Record<string, unknown>>
  /** What a document of this SDK has and others have not (facts 13.3). */
  readonly documents?: (documents: readonly string[]) => void
  /** Checks that this SDK cannot meet, and why. */
  readonly lacks?: Partial<Readonly<Record<CheckId, string>>>
}

export type Sdk = {
  readonly id: string
  readonly name: string
  readonly way: 'daemon' | 'otlp'
  readonly traits: Traits
} & ({ readonly prepare: () => Promise<Command>; readonly recording?: undefined } | { readonly recording: Recording })

const shopMetadata = { shop: { order: { lines: 2 } } }

/** Version of a package as the application finds it. */
async function nodeVersion(app: string, name: string): Promise<string> {
  const require = createRequire(join(appFolder(app), 'main.mjs'))
  for (const folder of require.resolve.paths(name) ?? []) {
    const manifest = await readFile(join(folder, name, 'package.json'), 'utf8').catch(() => null)
    if (manifest !== null) return String(JSON.parse(manifest).version)
  }
  throw new Error(`${name} is not installed`)
}

const node: Sdk = {
  id: 'node',
  name: 'Node.js',
  way: 'daemon',
  prepare: async () => ({
    command: process.execPath,
    args: ['main.mjs'],
    folder: appFolder('node'),
    version: await nodeVersion('node', 'aws-xray-sdk'),
  }),
  traits: {
    sdk: 'X-Ray for Node.js',
    exception: 'RangeError',
    remote: () => '127.0.0.1',
    database: 'orders@127.0.0.1',
    dynamo: 'DynamoDB',
    dynamoThrottle: 'throttle',
    rule: 'rule_name',
    metadata: shopMetadata,
  },
}

const otelJs = (flavour: 'w3c' | 'xray', protocol: string): Sdk => ({
  id: `otel-js-${flavour}`,
  name: flavour === 'w3c' ? 'OpenTelemetry JS' : 'OpenTelemetry JS, X-Ray ids and propagator',
  way: 'otlp',
  prepare: async () => ({
    command: process.execPath,
    args: ['main.cjs'],
    folder: appFolder('otel-js'),
    version: `${await nodeVersion('otel-js', '@opentelemetry/sdk-node')} ${protocol}`,
    environment: { INTEROP_OTEL: flavour, OTEL_EXPORTER_OTLP_PROTOCOL: protocol },
  }),
  traits: {
    sdk: 'opentelemetry for nodejs',
    exception: 'RangeError',
    remote: () => '127.0.0.1',
    database: 'orders@127.0.0.1',
    dynamo: 'DynamoDB',
    dynamoThrottle: 'error',
    rule: null,
    metadata: { default: { 'shop.order.lines': 2 } },
  },
})

/** The installed packages where they are complete; else, when all is asked for, an environment of its own. */
async function python(app: string, imports: string): Promise<string> {
  const found = await output('python3', ['-c', `import ${imports}`], appFolder(app)).catch((error: NotRun) => error)
  if (typeof found === 'string') return 'python3'
  if (!runAll) throw new NotRun(`${found.message}; ROENTGEN_INTEROP=all installs what is missing`)
  const folder = await mkdtemp(join(tmpdir(), 'roentgen-interop-'))
  await output('python3', ['-m', 'venv', folder], appFolder(app))
  const bin = join(folder, 'bin', 'python')
  await output(bin, ['-m', 'pip', 'install', '--quiet', '-r', 'requirements.txt'], appFolder(app))
  return bin
}

const versionOf = (bin: string, app: string, name: string) =>
  output(bin, ['-c', `import importlib.metadata as m; print(m.version('${name}'))`], appFolder(app))

const pythonXray: Sdk = {
  id: 'python',
  name: 'Python',
  way: 'daemon',
  prepare: async () => {
    const bin = await python('python', 'aws_xray_sdk, boto3, flask, requests')
    const version = await versionOf(bin, 'python', 'aws-xray-sdk')
    return { command: bin, args: ['main.py'], folder: appFolder('python'), version }
  },
  traits: {
    sdk: 'X-Ray for Python',
    exception: 'ValueError',
    remote: () => '127.0.0.1',
    database: ':memory:',
    dynamo: 'dynamodb',
    dynamoThrottle: 'fault',
    rule: 'sampling_rule_name',
    metadata: shopMetadata,
  },
}

const recorded = {
  remote: () => '127.0.0.1',
  database: 'orders@orders-db.internal',
  dynamoThrottle: 'error',
  rule: 'sampling_rule_name',
  metadata: shopMetadata,
} as const

const dotnetDocuments: Sdk = {
  id: 'dotnet',
  name: '.NET',
  way: 'daemon',
  recording: dotnet,
  traits: { ...recorded, sdk: 'X-Ray for .NET Core', exception: 'InvalidOperationException', dynamo: 'DynamoDBv2' },
}

const rubyDocuments: Sdk = {
  id: 'ruby',
  name: 'Ruby',
  way: 'daemon',
  recording: ruby,
  traits: { ...recorded, sdk: 'X-Ray for Ruby', exception: 'ArgumentError', dynamo: 'DynamoDB' },
}

export const sdks: readonly Sdk[] = [
  node,
  otelJs('w3c', 'http/protobuf'),
  otelJs('xray', 'http/json'),
  pythonXray,
  dotnetDocuments,
  rubyDocuments,
]
