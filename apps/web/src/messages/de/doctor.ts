import type { doctor as english } from '../en/doctor.ts'
import type { Translated } from '../index.ts'

export const doctor: Translated<typeof english> = {
  'doctor.title': 'Diagnose',
  'doctor.loading': 'Es wird alles geprüft…',
  'doctor.all-well': 'Alles in Ordnung.',
  'doctor.troubles.fail': '{fail, plural, one {Ein Punkt funktioniert nicht} other {# Punkte funktionieren nicht}}.',
  'doctor.troubles.warn':
    '{warn, plural, one {Ein Punkt sollte geprüft werden} other {# Punkte sollten geprüft werden}}.',
  'doctor.troubles.both':
    '{fail, plural, one {Ein Punkt funktioniert nicht} other {# Punkte funktionieren nicht}}, {warn, plural, one {einer sollte} other {# sollten}} geprüft werden.',
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
  'doctor.check.identity': 'Unsere Identität bei AWS',
  'doctor.check.identity.ok': '{arn} im Konto {account}, Region {region}.',
  'doctor.check.identity.fail': 'AWS kennt uns in der Region {region} nicht: {why}',
  'doctor.check.identity.skip': 'Diese Quelle braucht keine AWS-Identität.',
  'doctor.check.permission': 'Was wir lesen dürfen',
  'doctor.check.permission.ok': 'Alle {actions} Aktionen, die zum Lesen nötig sind, sind erlaubt.',
  'doctor.check.permission.warn': 'Es ließ sich nicht feststellen, was wir lesen dürfen: {why}',
  'doctor.check.permission.fail': 'Die erste verweigerte Aktion ist {action}: {why}',
  'doctor.check.permission.skip': 'Diese Quelle braucht keine AWS-Berechtigungen.',
  'doctor.check.ingest': 'Was ankommt',
  'doctor.check.ingest.ok':
    '{senders, plural, =0 {Noch hat niemand etwas gesendet, und} one {Ein Absender;} other {# Absender;}} nichts wurde abgewiesen.',
  'doctor.check.ingest.warn':
    '{rejected, plural, =0 {} one {Ein Dokument wurde abgewiesen, siehe unten. } other {# Dokumente wurden abgewiesen, siehe unten. }}{dropped, plural, =0 {} one {Ein Dokument wurde verworfen, weil es schneller kam, als es angenommen werden konnte.} other {# Dokumente wurden verworfen, weil sie schneller kamen, als sie angenommen werden konnten.}}',
  'doctor.check.ingest.fail':
    'Zurzeit kann nichts angenommen werden. {why} Dokumente über UDP werden eine Weile aufbewahrt; die API bittet ihre Aufrufer, noch einmal zu senden.',
  'doctor.check.ingest.skip': 'Dokumente kommen anderswo an.',
  'doctor.check.sampling-port': 'Sampling-Regeln über TCP',
  'doctor.check.sampling-port.ok': 'Unter {address}, wo SDKs nach Sampling-Regeln fragen, antwortet etwas über TCP.',
  'doctor.check.sampling-port.fail':
    'Unter {address} antwortet nichts über TCP. SDKs richten sich dann nach ihrer eingebauten Regel: die erste Anfrage jeder Sekunde und 5 % der übrigen.',
  'doctor.check.udp-probe': 'Dokumente über UDP',
  'doctor.check.udp-probe.ok':
    'Das letzte Testsegment über UDP an {address} war nach {seconds, plural, one {# Sekunde} other {# Sekunden}} lesbar.',
  'doctor.check.udp-probe.fail':
    'Das letzte Testsegment über UDP an {address} tauchte nie wieder auf: UDP ist gesperrt oder landet anderswo.',
  'doctor.check.udp-probe.skip': 'Senden Sie ein Testsegment, um zu sehen, ob UDP an {address} ankommt.',

  'doctor.advice.aws-profile': 'aws sso login --profile {profile}\naws sts get-caller-identity --profile {profile}',
  'doctor.advice.aws-configure': 'aws configure\naws sts get-caller-identity',
  'doctor.advice.policy': '{policy}',
  'doctor.advice.retention': 'roentgen up --retention-days 7 --retention-bytes 20GB',
  'doctor.advice.udp-buffer': 'sudo sysctl -w net.core.rmem_max=8388608   # danach Roentgen neu starten',
  'doctor.advice.daemon-address': 'export AWS_XRAY_DAEMON_ADDRESS={address}',
  'doctor.advice.udp':
    "# lauscht überhaupt etwas auf UDP {port}?\nss -lun 'sport = :{port}'\n# bei Containern müssen beide Protokolle veröffentlicht sein:\ndocker run -p {port}:{port}/udp -p {port}:{port}/tcp …\n# und Anwendungen in anderen Containern müssen wissen, wo der Daemon ist:\nexport AWS_XRAY_DAEMON_ADDRESS={address}",

  'doctor.status.ok': 'funktioniert',
  'doctor.status.warn': 'bitte prüfen',
  'doctor.status.fail': 'funktioniert nicht',
  'doctor.status.skip': 'nicht geprüft',
  'doctor.checks': 'Was funktioniert und was nicht',
  'doctor.fix': 'So lässt es sich beheben:',
  'doctor.fix.for': 'So lässt es sich beheben: {name}',
  'doctor.copy-fix': 'Kopieren, was zu tun ist',
  'doctor.copied': 'Kopiert.',
  'doctor.copy-failed': 'Der Browser hat das Kopieren nicht erlaubt.',

  'doctor.probe.title': 'Ein Testsegment senden',
  'doctor.probe.text':
    'Sendet ein kleines Segment über UDP, wie es ein SDK täte, und wartet, bis es sich wieder lesen lässt; fragt dann über TCP nach Sampling-Regeln.',
  'doctor.probe.start': 'Testsegment senden',
  'doctor.probe.running': 'Es wird gesendet und gewartet…',
  'doctor.probe.udp.ok': 'Das Testsegment kam an und war nach {seconds} lesbar.',
  'doctor.probe.udp.fail':
    'Das Testsegment wurde über UDP gesendet und tauchte nicht wieder auf. UDP zum Port des Daemons ist gesperrt oder landet anderswo: Prüfen Sie Firewalls und die Portzuordnung der Container (2000/udp neben 2000/tcp).',
  'doctor.probe.tcp.ok': 'Die Frage nach Sampling-Regeln wird über TCP beantwortet.',
  'doctor.probe.tcp.fail': 'Die Frage nach Sampling-Regeln wird über TCP nicht beantwortet: {detail}',
  'doctor.probe.open': 'Trace des Testsegments öffnen',

  'doctor.ports': 'Adressen',
  'doctor.ports.open': 'offen',
  'doctor.ports.closed': 'geschlossen',
  'doctor.ports.name': 'Was',
  'doctor.ports.address': 'Wo',
  'doctor.ports.state': 'Zustand',

  'doctor.senders': 'Wer sendet',
  'doctor.senders.none':
    'Noch hat niemand etwas gesendet. Setzen Sie in einer Anwendung AWS_XRAY_DAEMON_ADDRESS auf die oben genannte Adresse des Daemons und schicken Sie ihr eine Anfrage.',
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
  'doctor.stored.oldest': 'Ältestes Dokument angekommen',
}
