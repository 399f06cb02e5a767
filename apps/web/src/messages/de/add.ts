import type { add as english } from '../en/add.ts'
import type { Translated } from '../index.ts'

export const add: Translated<typeof english> = {
  'add.title': 'Eigene Anwendung anbinden',
  'add.lead':
    'Sprache wählen, Zeilen einfügen und der Anwendung eine Anfrage schicken: Sie erscheint von selbst auf der Karte.',
  'add.lead.empty':
    'Noch wurde nichts gesendet. Sprache wählen, Zeilen einfügen und der Anwendung eine Anfrage schicken: Die Karte erscheint hier von selbst.',
  'add.sdk': 'SDK',
  'add.install': 'Installieren',
  'add.code': 'In die Anwendung einfügen',
  'add.run': 'Starten mit',
  'add.copy': 'Kopieren',
  'add.copied': 'Kopiert',
  'add.copy-failed': 'Der Browser hat das Kopieren nicht erlaubt',
  'add.arrived': 'Was bisher angekommen ist',
  'add.arrived.nothing': 'Noch nichts. Diese Anzeige aktualisiert sich von selbst.',
  'add.arrived.segments':
    '{segments, plural, one {# Segment} other {# Segmente}} in {traces, plural, one {# Trace} other {# Traces}}.',
  'add.arrived.sender':
    '{service}: {documents, plural, one {# Dokument} other {# Dokumente}} über {sdk} {version}, das letzte {last}',
  'add.arrived.rejected': '{count, plural, one {# Dokument wurde} other {# Dokumente wurden}} abgelehnt: {why}',
  'add.doctor': 'Es kommt nichts an? Die Diagnose prüft jeden Schritt.',
  'add.ports': 'Wo Roentgen lauscht',
  'add.port.daemon': 'X-Ray-SDKs und Daemon (UDP und TCP)',
  'add.port.xray': 'X-Ray-API',
  'add.port.otlpHttp': 'OpenTelemetry (OTLP über HTTP)',
  'add.port.otlpGrpc': 'OpenTelemetry (OTLP über gRPC)',
  'add.more': 'Eigene Anwendung anbinden',
  'add.more.text': 'So kommen Traces aus Node.js, Python, Java, Go, .NET oder OpenTelemetry hierher',
}
