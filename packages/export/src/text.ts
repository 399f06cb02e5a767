/** Names come from whoever sends traces: what no document may carry is taken out of them, once, here. */

/** Characters that reverse or hide what stands beside them: bidirectional controls, zero-width spaces, byte order marks. */
const unseen = /[\u00ad\u061c\u200b\u200e\u200f\u202a-\u202e\u2060-\u2069\ufeff]/g

/** Half a character, controls, and code points that are none. */
const broken = /[\p{Cc}\p{Cs}\p{Noncharacter_Code_Point}]/gu

/** One line of honest text: what may stand in any of the formats, unescaped. */
export const oneLine = (text: string): string =>
  text
    .replace(/[\t\n\v\f\r\u0085\u2028\u2029]+/g, ' ')
    .replace(unseen, '')
    .replace(broken, '\ufffd')
    .trim()

/** Text between two tags, or a value between double quotes, of XML. */
export const xmlText = (text: string): string =>
  oneLine(text)
    .replaceAll('&', '&amp;')
    .replaceAll('<', '&lt;')
    .replaceAll('>', '&gt;')
    .replaceAll('"', '&quot;')
    .replaceAll("'", '&#39;')

const wide = /[\u1100-\u115f\u2e80-\ua4cf\uac00-\ud7a3\uf900-\ufaff\ufe30-\ufe6f\uff00-\uff60\u{1f000}-\u{3ffff}]/u
const narrow = /[iIljtfr.,:;'|!()[\] ·]/
const broad = /[mwMW@%A-Z]/

/** About how wide a text is drawn, in pixels: there are no fonts here to ask. */
export function widthOf(text: string, fontSize: number): number {
  let ems = 0
  for (const letter of text) {
    if (/\p{M}/u.test(letter)) continue
    ems += wide.test(letter) ? 1.05 : narrow.test(letter) ? 0.32 : broad.test(letter) ? 0.74 : 0.56
  }
  return ems * fontSize
}

/** Lines of at most that width: broken at spaces, in long names after a separator, and anywhere when nothing else helps. */
export function wrapped(text: string, fontSize: number, most: number): string[] {
  const lines: string[] = []
  let line = ''
  for (const word of oneLine(text).split(/(?<=\s)|(?<=[.@/:_-])(?=[\p{L}\p{N}])/u)) {
    if (widthOf(line + word.trimEnd(), fontSize) <= most) {
      line += word
      continue
    }
    if (line !== '') lines.push(line.trimEnd())
    line = ''
    for (const letter of word) {
      if (line !== '' && !/\p{M}/u.test(letter) && widthOf(line + letter, fontSize) > most) {
        lines.push(line)
        line = ''
      }
      line += letter
    }
  }
  if (line.trim() !== '' || lines.length === 0) lines.push(line.trimEnd())
  return lines
}
