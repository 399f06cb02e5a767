/** Which node is meant: `"name"` or `id(name: "...", type: "...", account.id: "...")`. */
import type { Cursor } from './cursor.ts'
import type { NodePattern } from './tree.ts'

export function nodePattern(cursor: Cursor): NodePattern {
  cursor.want('service', ['"..."'])
  cursor.want('word', ['id('])
  const token = cursor.peek()
  if (token.kind === 'string') {
    cursor.next()
    return { name: token.value }
  }
  if (!cursor.isWord('id')) {
    throw cursor.unexpected('A node is a name in double quotes, or id(name: "...", type: "...", account.id: "...").', [
      '"name"',
      'id(...)',
    ])
  }
  cursor.next()
  cursor.expectSign('(', 'After id comes a parenthesis.')
  const parts: { name?: string; type?: string; account?: string } = {}
  do {
    const member = idMember(cursor)
    cursor.want(member === 'name' ? 'service' : member, ['"..."'])
    const value = cursor.peek()
    if (value.kind !== 'string') throw cursor.unexpected('Names and types stand in double quotes.', ['"..."'])
    if (parts[member] !== undefined) throw cursor.unexpected('Each part may be given once.', [])
    cursor.next()
    parts[member] = value.value
  } while (cursor.takeSign(','))
  cursor.expectSign(')', 'After the parts of id(...) comes a parenthesis.')
  return parts
}

function idMember(cursor: Cursor): 'name' | 'type' | 'account' {
  const members = { name: 'name', type: 'type', 'account.id': 'account' } as const
  cursor.want('word', ['name:', 'type:', 'account.id:'])
  const token = cursor.peek()
  const word = token.kind === 'word' ? token.text.toLowerCase() : ''
  if (word !== 'name' && word !== 'type' && word !== 'account.id') {
    throw cursor.unexpected('The parts of id(...) are name:, type: and account.id:.', ['name:', 'type:', 'account.id:'])
  }
  cursor.next()
  cursor.expectSign(':', `After ${word} comes a colon.`)
  return members[word]
}
