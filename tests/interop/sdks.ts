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
  /** Whether it tells the table: else the service is all that a map can show. */
  readonly dynamoTable: boolean
  /** What the SDK makes of a DynamoDB throttle, which is HTTP 400. */
  readonly dynamoThrottle: 'throttle' | 'error' | 'fault'
  /** Where the segment tells the sampling rule; null: the SDK has none of X-Ray's sampling. */
  readonly rule: 'rule_name' | 'sampling_rule_name' | null
  readonly metadata: Readonly<Record<string, unknown>>
  /** What the documents of this SDK have and others have not (facts 13.3). */
  readonly wire?: RegExp
  /** Whether it goes on with a trace that comes in X-Ray's own header. */
  readonly xrayHeader: boolean
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
    dynamoTable: true,
    dynamoThrottle: 'throttle',
    rule: 'rule_name',
    wire: /"package":"aws-xray-sdk"/,
    xrayHeader: true,
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
    dynamoTable: true,
    dynamoThrottle: 'error',
    rule: null,
    xrayHeader: flavour === 'xray',
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
    dynamoTable: true,
    dynamoThrottle: 'fault',
    rule: 'sampling_rule_name',
    wire: /"in_progress": false.*"namespace": "local"/,
    xrayHeader: true,
    metadata: shopMetadata,
  },
}

const otelPython: Sdk = {
  id: 'otel-python',
  name: 'OpenTelemetry Python',
  way: 'otlp',
  prepare: async () => {
    const imports = ['botocore', 'flask', 'requests', 'sqlite3'].map((name) => `opentelemetry.instrumentation.${name}`)
    const bin = await python('otel-python', `boto3, opentelemetry.sdk, ${imports.join(', ')}`)
    const version = await versionOf(bin, 'otel-python', 'opentelemetry-sdk')
    return { command: bin, args: ['main.py'], folder: appFolder('otel-python'), version: `${version} http/protobuf` }
  },
  traits: {
    sdk: 'opentelemetry for python',
    exception: 'ValueError',
    remote: () => '127.0.0.1',
    database: 'sqlite',
    dynamo: 'DynamoDB',
    dynamoTable: true,
    dynamoThrottle: 'error',
    rule: null,
    xrayHeader: false,
    metadata: { default: { 'shop.order.lines': 2 } },
  },
}

/** Compiled languages take a minute and a package manager: only when asked. */
function onlyWhenAsked(): void {
  if (!runAll) throw new NotRun('ROENTGEN_INTEROP=all builds and runs it')
}

const java: Sdk = {
  id: 'java',
  name: 'Java',
  way: 'daemon',
  prepare: async () => {
    onlyWhenAsked()
    const folder = appFolder('java')
    const goals = ['compile', 'dependency:build-classpath', '-Dmdep.outputFile=target/classpath']
    await output('mvn', ['--quiet', '--batch-mode', ...goals], folder)
    const classpath = await readFile(join(folder, 'target/classpath'), 'utf8')
    const version = /aws-xray-recorder-sdk-core-([\d.]+)\.jar/.exec(classpath)?.[1] ?? 'unknown'
    return { command: 'java', args: ['-cp', `target/classes:${classpath.trim()}`, 'Shop'], folder, version }
  },
  traits: {
    sdk: 'X-Ray for Java',
    exception: 'IllegalStateException',
    remote: () => '127.0.0.1',
    database: 'ORDERS',
    dynamo: 'DynamoDb',
    dynamoTable: true,
    dynamoThrottle: 'throttle',
    rule: 'rule_name',
    wire: /"type":"java\.lang\.IllegalStateException"/,
    xrayHeader: true,
    metadata: shopMetadata,
  },
}

const go: Sdk = {
  id: 'go',
  name: 'Go',
  way: 'daemon',
  prepare: async () => {
    onlyWhenAsked()
    const folder = appFolder('go')
    const binary = join(await mkdtemp(join(tmpdir(), 'roentgen-interop-')), 'shop')
    await output('go', ['build', '-o', binary, '.'], folder)
    const version = await output(
      'go',
      ['list', '-m', '-f', '{{.Version}}', 'github.com/aws/aws-xray-sdk-go/v2'],
      folder,
    )
    return { command: binary, args: [], folder, version: version.replace(/^v/, '') }
  },
  traits: {
    sdk: 'X-Ray for Go',
    exception: 'emptyShelf',
    remote: (port) => `127.0.0.1:${port}`,
    // It asks the server for its names, and the suite's MySQL server does not answer that to its liking.
    database: 'Unknown',
    dynamo: 'DynamoDB',
    dynamoTable: false,
    dynamoThrottle: 'fault',
    rule: 'sampling_rule_name',
    wire: /"name":"dial".*"Dummy":false/,
    xrayHeader: true,
    metadata: shopMetadata,
  },
}

const recorded = {
  remote: () => '127.0.0.1',
  database: 'orders@orders-db.internal',
  dynamoTable: true,
  dynamoThrottle: 'error',
  rule: 'sampling_rule_name',
  xrayHeader: true,
  metadata: shopMetadata,
} as const

const dotnetDocuments: Sdk = {
  id: 'dotnet',
  name: '.NET',
  way: 'daemon',
  recording: dotnet,
  traits: {
    ...recorded,
    sdk: 'X-Ray for .NET Core',
    exception: 'InvalidOperationException',
    dynamo: 'DynamoDBv2',
    wire: /"end_time":0,/,
  },
}

const rubyDocuments: Sdk = {
  id: 'ruby',
  name: 'Ruby',
  way: 'daemon',
  recording: ruby,
  traits: {
    ...recorded,
    sdk: 'X-Ray for Ruby',
    exception: 'ArgumentError',
    dynamo: 'DynamoDB',
    wire: /"namespace":"local"/,
  },
}

export const sdks: readonly Sdk[] = [
  node,
  otelJs('w3c', 'http/protobuf'),
  otelJs('xray', 'http/json'),
  pythonXray,
  otelPython,
  java,
  go,
  dotnetDocuments,
  rubyDocuments,
]
