import type { palette as english } from '../en/palette.ts'
import type { Translated } from '../index.ts'

export const palette: Translated<typeof english> = {
  'palette.title': 'Alles finden',
  'palette.button': 'Suchen',
  'palette.placeholder': 'Service, Nutzer, Trace-ID, Seite, Aktion…',
  'palette.results': 'Treffer',
  'palette.hint': 'Pfeil hoch und runter wählen, Enter öffnet, Escape schließt.',
  'palette.count': '{count, plural, one {# Treffer} other {# Treffer}}',
  'palette.count.cut':
    '{count, plural, one {# Treffer} other {# Treffer}}, davon die ersten {shown}. Tippen Sie mehr, um sie einzugrenzen.',
  'palette.nothing': 'In diesem Zeitraum heißt nichts „{query}“.',
  'palette.trace': 'Trace {id}',
  'palette.link': '{href} öffnen',
  'palette.kind.trace': 'Trace',
  'palette.kind.link': 'Link',
  'palette.kind.group': 'Gruppe',
  'palette.kind.domain': 'Bereich',
  'palette.kind.team': 'Team',
  'palette.kind.owner': 'Zuständig',
  'palette.kind.user': 'Nutzer',
  'palette.kind.page': 'Seite',
  'palette.kind.action': 'Aktion',
  'palette.only-unwell': 'Nur Gestörtes zeigen',
  'palette.all': 'Wieder alles zeigen, nicht nur Gestörtes',
  'palette.words.plain': 'Einfache Worte verwenden',
  'palette.words.technical': 'Fachbegriffe verwenden',
  'palette.live.on': 'Neuen Daten folgen',
  'palette.live.off': 'Neuen Daten nicht mehr folgen',
  'palette.theme': 'Farben: {theme}',
  'palette.language': 'Sprache: {language}',
  'palette.help': 'Alle Tasten zeigen',
}
