import type { users as english } from '../en/users.ts'
import type { Translated } from '../index.ts'

export const users: Translated<typeof english> = {
  'users.title': 'Nutzer',
  'users.loading': 'Nutzer werden gezählt…',
  'users.hit':
    '{affected, plural, =0 {Kein Nutzer} one {Ein Nutzer} other {# Nutzer}} von {total, number} ({share}) {affected, plural, =0 {war} one {war} other {waren}} betroffen.',
  'users.hit.node':
    '{affected, plural, =0 {Kein Nutzer} one {Ein Nutzer} other {# Nutzer}} von {total, number} ({share}) {affected, plural, =0 {war} one {war} other {waren}} bei {node} betroffen.',
  'users.none': 'Keine Anfrage in diesem Zeitraum nennt ihren Nutzer.',
  'users.none.how':
    'Nutzer sind zu sehen, wenn die Anwendung einen an ihrem Segment angibt: zum Beispiel mit segment.setUser("u-17") in Node.js oder set_user in Python.',
  'users.none.filtered': 'Vielleicht lässt der Filter sie weg.',
  'users.none.grouped': 'Nur Traces der Gruppe {group} wurden angesehen.',
  'users.clear-filter': 'Nutzer aller Traces zeigen',
  'users.meaning': 'Betroffen heißt: Eine ihrer Anfragen ist fehlgeschlagen, wurde abgewiesen oder gebremst.',
  'users.sampled':
    'Gezählt in einer Stichprobe von {scanned, number}{total, select, unknown {} other { von {total} Traces}}: {because} Die wahren Zahlen sind höher.',
  'users.only-affected': 'Nur betroffene Nutzer',
  'users.search': 'Nutzer suchen',
  'users.node': 'Nur Anfragen durch {node}',
  'users.edge': 'Nur Aufrufe von {from} an {to}',
  'users.filtered': 'Nur Anfragen, auf die dies passt:',
  'users.filtered.remove': 'Nutzer aller Anfragen zeigen',
  'users.node.remove': 'Nutzer von allem zeigen',
  'users.table': 'Nutzer, {count, plural, one {eine Zeile} other {# Zeilen}}',
  'users.column.user': 'Nutzer',
  'users.column.fault': 'Fehlgeschlagen',
  'users.column.error': 'Abgewiesen',
  'users.column.throttle': 'Gebremst',
  'users.column.traces': 'Traces',
  'users.column.share': 'Schlecht gelaufen',
  'users.column.last': 'Zuletzt gesehen',
  'users.traces-of': 'Traces von {user}',
  'users.shown': '{shown, number} von {all, plural, one {einem Nutzer} other {# Nutzern}} zu sehen.',
  'users.cut': 'Die Liste enthält die ersten {limit, number} Nutzer, die am stärksten betroffenen zuerst.',
  'users.no-match': 'Kein Nutzer der Liste hat „{text}“ im Namen.',
  'users.all-fine': 'Niemand war betroffen. Schalten Sie die Auswahl aus, um alle zu sehen.',
  'users.doctor': 'Zur Diagnose',
}
