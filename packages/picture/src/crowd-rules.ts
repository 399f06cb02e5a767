/**
 * Who outside goes into a crowd: hosts that a rule of roentgen.yaml names, and those that nobody knows by name anyway (addresses, names
 * a machine made up, seen once). Only services that others call and that do not report themselves; never one that somebody has named.
 *
 *     10.0.0.7:8080  10.0.0.9:8080  ip-10-0-1-4.ec2.internal      ▶  3 external hosts
 *     api-1.stripe.example  api-2.stripe.example                  ▶  Stripe            by the rule  *.stripe.example: Stripe
 */
import type { ExternalRule, GraphNodeShape } from '@roentgen/contract'
import { matchesPattern } from '@roentgen/trace'
import type { CrowdOf } from './crowds.ts'

export type CrowdSettings = {
  /** In order: of several that fit the first counts. */
  readonly rules: readonly ExternalRule[]
  /** A host with fewer requests than this in the window was seen by chance. */
  readonly fewerThan: number
}

export const usualCrowds: CrowdSettings = { rules: [], fewerThan: 2 }

/** `rule` as `foldCrowds` wants it; rules of one name are one crowd. */
export type Ruled = {
  readonly rule: string
  /** Null: hosts without a rule. */
  readonly name: string | null
  readonly because: 'rule' | 'address' | 'made-up' | 'rare'
}

/** Under this many a crowd hides more than it tidies; two of one name are already the same thing. */
const fewest = { named: 2, unnamed: 3 } as const

type CrowdNode = Pick<GraphNodeShape, 'id' | 'name' | 'type' | 'state' | 'counts' | 'label'>

/** Null: it stands for itself. */
export function ruledBy(node: CrowdNode, { rules, fewerThan }: CrowdSettings): Ruled | null {
  if (!isOutside(node)) return null
  const host = hostOf(node.name)
  const rule = rules.find((one) => matchesPattern(one.match, node.name) || matchesPattern(one.match, host))
  const called = node.label?.name ?? null
  if (rule && (called === null || called === rule.name)) {
    return { rule: `named:${rule.name}`, name: rule.name, because: 'rule' }
  }
  if (called !== null) return null
  const because = isAddress(host)
    ? 'address'
    : isMadeUp(host)
      ? 'made-up'
      : node.counts.total < fewerThan
        ? 'rare'
        : null
  return because === null ? null : { rule: 'external', name: null, because }
}

/** What goes where, of all nodes of a graph together: only crowds that are worth folding. `unnamed`: "12 external hosts". */
export function crowdRules(
  nodes: readonly CrowdNode[],
  settings: CrowdSettings,
  unnamed: (hosts: number) => string,
): CrowdOf {
  const ruled = new Map<string, Ruled>()
  const sizes = new Map<string, number>()
  for (const node of nodes) {
    const found = ruledBy(node, settings)
    if (!found) continue
    ruled.set(node.id, found)
    sizes.set(found.rule, (sizes.get(found.rule) ?? 0) + 1)
  }
  return ({ id }) => {
    const found = ruled.get(id)
    const size = found ? (sizes.get(found.rule) ?? 0) : 0
    if (!found || size < (found.name === null ? fewest.unnamed : fewest.named)) return null
    return { rule: found.rule, label: found.name ?? unnamed(size) }
  }
}

const isOutside = ({ type, state }: CrowdNode): boolean => type === 'remote' || (type === null && state !== 'active')

/** Without a scheme, a path and a port: `http://10.0.0.7:80/a` is `10.0.0.7`, `[fe80::1]:443` is `fe80::1`. */
export function hostOf(name: string): string {
  const authority = name.replace(/^[a-z][a-z0-9+.-]*:\/\//i, '').replace(/[/?#].*$/s, '')
  const bracketed = /^\[([^\]]*)\](:\d+)?$/.exec(authority)
  if (bracketed) return bracketed[1] ?? ''
  // More than one colon: an address of the longer sort, whose last part is no port.
  return /^[^:]*:\d+$/.test(authority) ? authority.slice(0, authority.indexOf(':')) : authority
}

const byte = '(?:25[0-5]|2[0-4]\\d|1\\d\\d|[1-9]?\\d)'
const ipv4 = new RegExp(`^${byte}(?:\\.${byte}){3}$`)

export function isAddress(host: string): boolean {
  return ipv4.test(host) || isIpv6(host)
}

function isIpv6(host: string): boolean {
  const [address = '', zone] = host.split('%', 2)
  if (zone === '' || !address.includes(':') || !/^[0-9a-f:.]+$/i.test(address)) return false
  const halves = address.split('::')
  if (halves.length > 2) return false
  const groups = halves.flatMap((half) => (half === '' ? [] : half.split(':')))
  const last = groups.at(-1) ?? ''
  const inV4 = last.includes('.')
  if (inV4 && !ipv4.test(last)) return false
  const hex = inV4 ? groups.slice(0, -1) : groups
  if (!hex.every((group) => /^[0-9a-f]{1,4}$/i.test(group))) return false
  const length = hex.length + (inV4 ? 2 : 0)
  return halves.length === 2 ? length <= 7 : length === 8
}

/** An address written into a name: `ip-10-0-1-23`, `ec2-3-120-4-5.compute.amazonaws.com`, `10-0-0-1.default.pod.cluster.local`. */
const withAddress = new RegExp(`(?:^|[.-])${byte}([.-])${byte}\\1${byte}\\1${byte}(?:[.-]|$)`)
const uuid = /(?:^|[^0-9a-f])[0-9a-f]{8}(?:-[0-9a-f]{4}){3}-[0-9a-f]{12}(?:[^0-9a-f]|$)/
/** A pod of a deployment: the hashes of its set and of itself, from an alphabet without vowels. */
const pod = /-[bcdfghjklmnpqrstvwxz2456789]{7,10}-[bcdfghjklmnpqrstvwxz2456789]{5}(?:\.|$)/

/** A name that a machine made up: nobody would know it again tomorrow. */
export function isMadeUp(host: string): boolean {
  const name = host.toLowerCase()
  if (withAddress.test(name) || uuid.test(name)) return true
  const pods = pod.exec(name)
  if (pods && /\d/.test(pods[0])) return true
  // The last two labels are a domain: somebody's, however odd it looks. Networks of one's own have but one.
  const labels = name.split('.')
  const domain = labels.length === 1 ? 0 : /^(?:internal|lan|local|localdomain)$/.test(labels.at(-1) ?? '') ? 1 : 2
  const own = labels.slice(0, labels.length - domain)
  return own.flatMap((label) => label.split(/[-_]/)).some(isHash)
}

/** `3f2a9bc1d2e4`, `d111111abcdef8`: long, of letters and digits that go to and fro. `s3`, `v2`, `eu-west-1`, `oauth2`, `web01` are not. */
function isHash(part: string): boolean {
  if (part.length < 10 || !/^[0-9a-z]+$/.test(part) || !/\d/.test(part) || !/[a-z]/.test(part)) return false
  if (part.length >= 12 && /^[0-9a-f]+$/.test(part)) return true
  let turns = 0
  for (let i = 1; i < part.length; i += 1) {
    if (/\d/.test(part[i] ?? '') !== /\d/.test(part[i - 1] ?? '')) turns += 1
  }
  return turns >= 3
}
