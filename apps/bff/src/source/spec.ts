/** A source as it is written on a command line or in roentgen.yaml: `own`, `aws:REGION[:PROFILE]`, `xray:URL`. */
export type SourceSpec = {
  /** The text itself: it stands in URLs. */
  readonly id: string
  readonly label: string
  readonly maxTraces?: number
} & (
  | { readonly kind: 'own' }
  | { readonly kind: 'aws'; readonly region: string; readonly profile: string | null }
  | { readonly kind: 'xray'; readonly url: string }
)

export function parseSource(text: string): SourceSpec | null {
  const trimmed = text.trim()
  if (trimmed === 'own') return { id: 'own', kind: 'own', label: 'This Roentgen' }
  const aws = /^aws:([a-z]{2}(?:-[a-z]+)+-\d)(?::(.+))?$/.exec(trimmed)
  if (aws) {
    const [, region = '', profile = null] = aws
    return { id: trimmed, kind: 'aws', region, profile, label: profile ? `${region} (profile ${profile})` : region }
  }
  const xray = /^xray:(https?:\/\/.+)$/.exec(trimmed)
  const url = xray?.[1]
  if (!url || !URL.canParse(url)) return null
  return { id: trimmed, kind: 'xray', url, label: url }
}
