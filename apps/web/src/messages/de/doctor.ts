import type { doctor as english } from '../en/doctor.ts'
import type { Translated } from '../index.ts'

export const doctor: Translated<typeof english> = {
  'doctor.title': 'Diagnose',
  'doctor.loading': 'Alles wird geprüft…',
  'doctor.all-well': 'Alles in Ordnung.',
  'doctor.troubles.fail': '{fail, plural, one {Eines funktioniert nicht} other {# Dinge funktionieren nicht}}.',
  'doctor.troubles.warn': '{warn, plural, one {Eines braucht einen Blick} other {# Dinge brauchen einen Blick}}.',
  'doctor.troubles.both':
    '{fail, plural, one {Eines funktioniert nicht} other {# Dinge funktionieren nicht}}, und {warn, plural, one {eines braucht} other {# brauchen}} einen Blick.',
  'doctor.refresh': 'Noch einmal prüfen',
  'doctor.seen': 'Stand: {time}.',

  'doctor.check.clickhouse': 'Datenbank',
  'doctor.check.clickhouse.ok': 'ClickHouse antwortet innerhalb von {milliseconds, number} ms.',
  'doctor.check.clickhouse.fail':
    'ClickHouse antwortet nicht: {why}. Es wird von selbst neu gestartet; was gespeichert war, geht nicht verloren.',
  'doctor.check.clickhouse.skip': 'Hier wird keine Datenbank verwendet.',
  'doctor.check.disk': 'Festplatte',
  'doctor.check.disk.ok': '{percent} % der Festplatte sind frei.',
  'doctor.check.disk.warn': 'Nur {percent} % der Festplatte sind frei. Unter 5 % werden neue Dokumente abgewiesen.',
  'doctor.check.disk.fail': 'Nur {percent} % der Festplatte sind frei: Neue Dokumente werden abgewiesen.',
  'doctor.check.disk.skip': 'Unbekannt, solange die Datenbank nicht antwortet.',
  'doctor.check.xray-api': 'X-Ray-API',
  'doctor.check.xray-api.ok': 'Die X-Ray-API von {api} antwortet innerhalb von {milliseconds, number} ms.',
  'doctor.check.xray-api.fail': 'Die X-Ray-API von {api} antwortet nicht so, wie sie sollte: {why}',
  'doctor.check.identity': 'Wer wir für AWS sind',
  'doctor.check.identity.ok': '{arn} im Konto {account}, Region {region}.',
  'doctor.check.identity.fail': 'AWS kennt uns in der Region {region} nicht: {why}',
  'doctor.check.identity.skip': 'Diese Quelle verlangt keine AWS-Identität.',
  'doctor.check.permission': 'Was wir lesen dürfen',
  'doctor.check.permission.ok': 'Alle {actions} Aktionen, die zum Lesen nötig sind, sind erlaubt.',
  'doctor.check.permission.warn': 'Es ließ sich nicht feststellen, was wir lesen dürfen: {why}',
  'doctor.check.permission.fail': 'Die erste verweigerte Aktion ist {action}: {why}',
  'doctor.check.permission.skip': 'Diese Quelle verlangt keine AWS-Berechtigungen.',
  'doctor.check.ingest': 'Was hereinkommt',
  'doctor.check.ingest.ok':
    '{senders, plural, =0 {Noch hat niemand etwas gesendet, und} one {Ein Absender;} other {# Absender;}} nichts wurde abgewiesen.',
  'doctor.check.ingest.warn':
    '{rejected, plural, =0 {} one {Ein Dokument wurde abgewiesen, siehe unten. } other {# Dokumente wurden abgewiesen, siehe unten. }}{dropped, plural, =0 {} one {Ein Dokument wurde verworfen, weil es schneller kam, als es sich annehmen ließ.} other {# Dokumente wurden verworfen, weil sie schneller kamen, als sie sich annehmen ließen.}}',
  'doctor.check.ingest.fail':
    'Gerade lässt sich nichts annehmen. {why} Dokumente über UDP werden eine Weile aufgehoben, die API bittet ihre Aufrufer, noch einmal zu senden.',
  'doctor.check.ingest.skip': 'Dokumente kommen anderswo herein.',
  'doctor.check.sampling-port': 'Sampling-Regeln über TCP',
  'doctor.check.sampling-port.ok': 'Unter {address} antwortet über TCP etwas; dort fragen SDKs nach Sampling-Regeln.',
  'doctor.check.sampling-port.fail':
    'Unter {address} antwortet über TCP nichts. SDKs gehen dann nach ihrer eingebauten Regel: die erste Anfrage einer Sekunde und 5 % vom Rest.',
  'doctor.check.udp-probe': 'Dokumente über UDP',
  'doctor.check.udp-probe.ok':
    'Die letzte Probe über UDP an {address} war nach {seconds, plural, one {# Sekunde} other {# Sekunden}} lesbar.',
  'doctor.check.udp-probe.fail':
    'Die letzte Probe über UDP an {address} tauchte nie wieder auf: UDP ist gesperrt oder geht anderswohin.',
  'doctor.check.udp-probe.skip': 'Senden Sie eine Probe, um zu sehen, ob UDP an {address} ankommt.',

  'doctor.status.ok': 'funktioniert',
  'doctor.status.warn': 'hinsehen',
  'doctor.status.fail': 'funktioniert nicht',
  'doctor.status.skip': 'nicht geprüft',
  'doctor.checks': 'Was funktioniert und was nicht',
  'doctor.fix': 'So lässt es sich beheben:',
  'doctor.fix.for': 'So lässt es sich beheben: {name}',
  'doctor.copy-fix': 'Kopieren, was zu tun ist',
  'doctor.copied': 'Kopiert.',
  'doctor.copy-failed': 'Der Browser hat das Kopieren nicht erlaubt.',

  'doctor.probe.title': 'Eine Probe senden',
  'doctor.probe.text':
    'Sendet ein kleines Segment über UDP, wie ein SDK es täte, und wartet, bis es sich lesen lässt; fragt dann über TCP nach Sampling-Regeln.',
  'doctor.probe.start': 'Probe senden',
  'doctor.probe.running': 'Gesendet, es wird gewartet…',
  'doctor.probe.udp.ok': 'Die Probe kam an und war nach {seconds} lesbar.',
  'doctor.probe.udp.fail':
    'Die Probe wurde über UDP gesendet und nicht wieder gesehen. UDP zum Port des Daemons ist gesperrt oder geht anderswohin: Prüfen Sie Firewalls und die Portzuordnung der Container (2000/udp neben 2000/tcp).',
  'doctor.probe.tcp.ok': 'Sampling-Regeln werden über TCP beantwortet.',
  'doctor.probe.tcp.fail': 'Sampling-Regeln werden über TCP nicht beantwortet: {detail}',
  'doctor.probe.open': 'Trace der Probe öffnen',

  'doctor.ports': 'Adressen',
  'doctor.ports.open': 'offen',
  'doctor.ports.closed': 'geschlossen',
  'doctor.ports.name': 'Was',
  'doctor.ports.address': 'Wo',
  'doctor.ports.state': 'Zustand',

  'doctor.senders': 'Wer sendet',
  'doctor.senders.none':
    'Noch hat niemand etwas gesendet. Setzen Sie AWS_XRAY_DAEMON_ADDRESS einer Anwendung auf die Adresse des Daemons oben und lassen Sie sie eine Anfrage bedienen.',
  'doctor.senders.sdk': 'SDK',
  'doctor.senders.version': 'Version',
  'doctor.senders.service': 'Service',
  'doctor.senders.host': 'Host',
  'doctor.senders.documents': 'Dokumente',
  'doctor.senders.last': 'Letztes Dokument',

  'doctor.rejects': 'Nicht gespeichert',
  'doctor.rejects.none': 'Nichts wurde abgewiesen.',
  'doctor.rejects.at': 'Wann',
  'doctor.rejects.code': 'Grund',
  'doctor.rejects.message': 'In Worten',
  'doctor.rejects.excerpt': 'Beginnt mit',
  'doctor.rejects.from': 'Von',
  'doctor.rejects.count': '{code}: {count, number}',

  'doctor.stored': 'Gespeichert',
  'doctor.stored.segments': 'Dokumente',
  'doctor.stored.traces': 'Traces',
  'doctor.stored.disk': 'Auf der Festplatte',
  'doctor.stored.oldest': 'Ältestes',
}
