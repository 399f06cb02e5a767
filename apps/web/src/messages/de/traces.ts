import type { traces as english } from '../en/traces.ts'
import type { Translated } from '../index.ts'

export const traces: Translated<typeof english> = {
  'traces.title': 'Traces',
  'traces.loading': 'Traces werden gesucht…',

  'traces.filter': 'Filter oder eine Trace-ID',
  'traces.filter.placeholder': 'fault AND responsetime > 1, oder eine Trace-ID einfügen',
  'traces.filter.apply': 'Suchen',
  'traces.filter.clear': 'Filter entfernen',
  'traces.filter.open': 'Trace {id} öffnen',
  'traces.filter.is-id': 'Das ist eine Trace-ID. Die Eingabetaste öffnet den Trace.',
  'traces.filter.wrong': 'Dieser Filter ist nicht lesbar: {message}',
  'traces.filter.expected': 'Hier würde passen: {expected}',
  'traces.filter.completions': 'Was hier passt',
  'traces.filter.pieces': 'Bausteine für den Filter',
  'traces.filter.piece.fault': 'Fehlgeschlagen (5xx oder keine Antwort)',
  'traces.filter.piece.error': 'Abgewiesen (4xx)',
  'traces.filter.piece.throttle': 'Gedrosselt (429)',
  'traces.filter.piece.anyFault': 'Irgendein Service gestört',
  'traces.filter.piece.slow': 'Langsamer als 1 s',
  'traces.filter.piece.service': 'Durch einen Service',
  'traces.filter.piece.user': 'Eines Nutzers',
  'traces.filter.piece.url': 'URL enthält',
  'traces.filter.piece.annotation': 'Mit einer Annotation',
  'traces.filter.piece.partial': 'Unvollständig',

  'traces.table': 'Traces, {count, plural, one {eine Zeile} other {# Zeilen}}',
  'traces.column.start': 'Beginn',
  'traces.column.response': 'Antwortzeit',
  'traces.column.duration': 'Ganzer Trace',
  'traces.column.class': 'Ergebnis',
  'traces.column.method': 'Methode',
  'traces.column.url': 'Anfrage',
  'traces.column.status': 'Status',
  'traces.column.users': 'Nutzer',
  'traces.column.entry': 'Eingang bei',
  'traces.column.annotations': 'Annotationen',
  'traces.class.ok': 'ok',
  'traces.class.error': 'abgewiesen',
  'traces.class.throttle': 'gebremst',
  'traces.class.fault': 'fehlgeschlagen',
  'traces.class.none': 'unbekannt',
  'traces.partial': 'unvollständig',
  'traces.partial.title': 'Teile dieses Traces fehlen oder laufen noch.',
  'list.newer':
    '{count, plural, one {Ein weiterer ist eingetroffen: zeigen} other {# weitere sind eingetroffen: zeigen}}',
  'traces.more': 'Mehr laden',
  'traces.more.loading': 'Mehr wird geladen…',
  'traces.annotations.more': '+{count}',
  'traces.untitled': 'Trace {id}',

  'traces.reached.all':
    '{shown, plural, =0 {Keine Traces} one {Ein Trace} other {# Traces}} {shown, plural, one {hat} other {haben}} in diesem Zeitraum begonnen{filtered, select, yes { und {shown, plural, one {passt} other {passen}} zum Filter} other {}}.',
  'traces.reached.part': 'Zu sehen sind die neuesten {shown, number}, zurück bis {time}. Davor kann es weitere geben.',
  'traces.scanned':
    '{scanned, plural, =0 {Keine Traces wurden} one {Ein Trace wurde} other {# Traces wurden}} angesehen.',
  'traces.sampled':
    'Das ist eine Stichprobe von {scanned, number}{total, select, unknown {} other { von {total} Traces}}: {because}',
  'traces.sorted': 'Sortiert unter den {count, number} bisher geladenen Zeilen.',

  'traces.empty.filtered.title': 'Kein Trace passt zum Filter',
  'traces.empty.filtered':
    '{scanned, plural, =0 {Keine Traces haben} one {Ein Trace hat} other {# Traces haben}} in diesem Zeitraum begonnen; der Filter lässt {scanned, plural, =0 {nichts} one {ihn} other {alle}} weg.',
  'traces.empty.grouped.title': 'Kein Trace gehört zur Gruppe',
  'traces.empty.grouped':
    '{scanned, plural, =0 {Kein Trace} one {Ein Trace} other {# Traces}} dieses Zeitraums {scanned, plural, =0 {wurde} one {wurde} other {wurden}} angesehen; keiner gehört zur gewählten Gruppe.',
  'traces.empty.ungroup': 'Traces aller Gruppen zeigen',
  'traces.empty.window.title': 'In diesem Zeitraum hat nichts begonnen',
  'traces.empty.window': 'Es sind Traces gespeichert, aber keiner hat in diesem Zeitraum begonnen.',
  'traces.empty.last': 'Das letzte Dokument kam {ago} an.',
  'traces.empty.nothing.title': 'Noch wurde nichts gesendet',
  'traces.empty.nothing':
    'Kein Trace hat diese Quelle erreicht. Richten Sie ein SDK auf den Daemon, oder öffnen Sie die Diagnose: Sie sendet selbst einen und sagt, was im Weg steht.',
  'traces.empty.daemon': 'Der Daemon lauscht auf {address}: Setzen Sie AWS_XRAY_DAEMON_ADDRESS darauf.',
  'traces.empty.arriving.title': 'Noch unterwegs',
  'traces.empty.arriving':
    '{count, plural, one {Ein Dokument ist angekommen und wird} other {# Dokumente sind angekommen und werden}} zusammengesetzt. Traces erscheinen nach etwa zwei Sekunden.',
  'traces.empty.clear': 'Alle Traces zeigen',
  'traces.empty.day': 'Die letzten 24 Stunden ansehen',
  'traces.empty.doctor': 'Zur Diagnose',
}
