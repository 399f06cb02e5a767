/** The picture as a Mermaid flowchart, which GitHub, GitLab and many wikis draw. https://mermaid.js.org/syntax/flowchart.html */
import { type About, inOrder, isClient, isInferred, type Picture, toneOf, type Words } from './picture.ts'
import { oneLine } from './text.ts'

/** What Mermaid draws at once unless it is told otherwise: beyond either it shows an error instead. */
export const mermaidLimits = { edges: 500, characters: 50_000 } as const

export const mermaidDrawsIt = (picture: Picture, text: string): boolean =>
  picture.edges.length <= mermaidLimits.edges && text.length <= mermaidLimits.characters

/**
 * Text in a label: whatever could mean something to Mermaid, or to the Markdown and the HTML it puts labels through, becomes
 * an entity code (`#34;`). A separator between two letters means nothing and stays readable.
 */
export function mermaidText(text: string): string {
  const plain = oneLine(text)
  const letter = /[\p{L}\p{N}]/u
  let out = ''
  const letters = [...plain]
  for (const [i, one] of letters.entries()) {
    const harmless =
      one === ' ' ||
      one === ',' ||
      (one > '\u00a0' && !/\p{Cf}/u.test(one)) ||
      /[a-zA-Z0-9]/.test(one) ||
      // `www.` would become a link.
      (/[./_-]/.test(one) &&
        letter.test(letters[i - 1] ?? '') &&
        letter.test(letters[i + 1] ?? '') &&
        !/www$/i.test(out))
    out += harmless ? one : `#${one.codePointAt(0)};`
  }
  return out === '' ? '#32;' : out
}

const lines = (texts: readonly string[]): string => texts.map(mermaidText).join('<br/>')

/** Every JSON text is a YAML text; beyond plain ASCII and around tags it is spelt in escapes. */
const yamlText = (text: string): string =>
  JSON.stringify(oneLine(text)).replace(
    /[^\x20-\x7e]|[<>%&{}#;:]/g,
    (one) => `\\u${one.charCodeAt(0).toString(16).padStart(4, '0')}`,
  )

const classes = {
  fault: 'stroke:#c62828,stroke-width:3px',
  throttle: 'stroke:#7b2fa6,stroke-width:3px',
  error: 'stroke:#d99a00,stroke-width:3px',
} as const

/** A database lies in a drum, a client in a pill, a group in a box with double sides; all else is a box. */
function shaped(type: string | null, isAClient: boolean, label: string): string {
  const lower = type?.toLowerCase() ?? ''
  if (isAClient) return `(["${label}"])`
  if (lower === 'group' || lower === 'crowd') return `[["${label}"]]`
  return /^database|dynamodb|::s3|::rds|elasticache/.test(lower) ? `[("${label}")]` : `["${label}"]`
}

export function mermaid(picture: Picture, words: Words, about: About): string {
  const { nodes, edges } = inOrder(picture)
  const names = new Map(nodes.map((node, i) => [node.id, `n${i}`]))
  const isFaded = words.faded ?? (() => false)
  const faded = nodes.filter((node) => isFaded(node.id)).map((node) => names.get(node.id))
  const back = edges.flatMap((edge, i) => (isFaded(edge.id) ? [i] : []))
  const marked = (name: string, ids: readonly (string | undefined)[]): string[] =>
    ids.length > 0 ? [`  class ${ids.join(',')} ${name}`] : []
  return [
    '---',
    // All that Mermaid draws beside the picture: the caption goes with it.
    `title: ${yamlText([about.title, about.window].filter((part) => part !== '').join(' · '))}`,
    '---',
    'flowchart LR',
    ...nodes.map((node, i) => `  n${i}${shaped(node.type, isClient(node), lines(words.node(node)))}`),
    ...edges.map((edge) => {
      const label = words.edge(edge)
      const arrow = edge.kind === 'link' ? '-.->' : '-->'
      const said = label.length > 0 ? `|"${lines(label)}"|` : ''
      return `  ${names.get(edge.from)} ${arrow}${said} ${names.get(edge.to)}`
    }),
    ...Object.entries(classes).map(([name, style]) => `  classDef ${name} ${style}`),
    '  classDef inferred stroke-dasharray:4 3',
    ...(['fault', 'throttle', 'error'] as const).flatMap((tone) =>
      marked(
        tone,
        nodes.filter((node) => toneOf(node.counts) === tone).map((node) => names.get(node.id)),
      ),
    ),
    ...marked(
      'inferred',
      nodes.filter(isInferred).map((node) => names.get(node.id)),
    ),
    ...(faded.some((one) => one !== undefined) ? ['  classDef faded opacity:0.4', ...marked('faded', faded)] : []),
    ...(back.length > 0 ? [`  linkStyle ${back.join(',')} opacity:0.4`] : []),
    '',
  ].join('\n')
}
