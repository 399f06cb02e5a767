import type { doctor as english } from '../en/doctor.ts'
import type { Translated } from '../index.ts'

export const doctor: Translated<typeof english> = {
  'doctor.title': 'Diagnostic',
  'doctor.loading': 'Vérification en cours…',
  'doctor.all-well': 'Tout va bien.',
  'doctor.troubles.fail': '{fail, plural, one {Un point ne fonctionne pas} other {# points ne fonctionnent pas}}.',
  'doctor.troubles.warn': '{warn, plural, one {Un point est à vérifier} other {# points sont à vérifier}}.',
  'doctor.troubles.both':
    '{fail, plural, one {Un point ne fonctionne pas} other {# points ne fonctionnent pas}} et {warn, plural, one {un autre est à vérifier} other {# autres sont à vérifier}}.',
  'doctor.refresh': 'Vérifier à nouveau',
  'doctor.seen': 'État : {time}.',

  'doctor.check.clickhouse': 'Base de données',
  'doctor.check.clickhouse.ok': 'ClickHouse répond en {milliseconds, number} ms.',
  'doctor.check.clickhouse.fail':
    'ClickHouse ne répond pas : {why}. Il redémarre de lui-même ; ce qui était enregistré n’est pas perdu.',
  'doctor.check.clickhouse.skip': 'Aucune base de données n’est utilisée ici.',
  'doctor.check.disk': 'Disque',
  'doctor.check.disk.ok': '{percent} % du disque sont libres.',
  'doctor.check.disk.warn':
    'Il ne reste que {percent} % d’espace libre sur le disque. En dessous de 5 %, les nouveaux documents sont refusés.',
  'doctor.check.disk.fail':
    'Il ne reste que {percent} % d’espace libre sur le disque : les nouveaux documents sont refusés.',
  'doctor.check.disk.skip': 'Inconnu tant que la base de données ne répond pas.',
  'doctor.check.xray-api': 'API X-Ray',
  'doctor.check.xray-api.ok': 'L’API X-Ray de {api} répond en {milliseconds, number} ms.',
  'doctor.check.xray-api.fail': 'L’API X-Ray de {api} ne répond pas comme elle le devrait : {why}',
  'doctor.check.identity': 'Notre identité auprès d’AWS',
  'doctor.check.identity.ok': '{arn} dans le compte {account}, région {region}.',
  'doctor.check.identity.fail': 'AWS ne nous connaît pas dans la région {region} : {why}',
  'doctor.check.identity.skip': 'Cette source n’a pas besoin d’identité AWS.',
  'doctor.check.permission': 'Ce que nous avons le droit de lire',
  'doctor.check.permission.ok': 'Les {actions} actions nécessaires à la lecture sont autorisées.',
  'doctor.check.permission.warn': 'Impossible de savoir ce que nous avons le droit de lire : {why}',
  'doctor.check.permission.fail': 'La première action refusée est {action} : {why}',
  'doctor.check.permission.skip': 'Cette source n’a pas besoin d’autorisations AWS.',
  'doctor.check.ingest': 'Ce qui arrive',
  'doctor.check.ingest.ok':
    '{senders, plural, =0 {Personne n’a encore rien envoyé, et} one {Un expéditeur ;} other {# expéditeurs ;}} rien n’a été refusé.',
  'doctor.check.ingest.warn':
    '{rejected, plural, =0 {} one {Un document a été refusé, voir plus bas. } other {# documents ont été refusés, voir plus bas. }}{dropped, plural, =0 {} one {Un document a été abandonné car il est arrivé trop vite pour être accepté.} other {# documents ont été abandonnés car ils sont arrivés trop vite pour être acceptés.}}',
  'doctor.check.ingest.fail':
    'Rien ne peut être reçu en ce moment. {why} Les documents reçus par UDP sont gardés un moment ; l’API demande à ses appelants de renvoyer les leurs.',
  'doctor.check.ingest.skip': 'Les documents arrivent ailleurs.',
  'doctor.check.sampling-port': 'Règles d’échantillonnage par TCP',
  'doctor.check.sampling-port.ok':
    'Quelque chose répond à {address} par TCP, là où les SDK demandent les règles d’échantillonnage.',
  'doctor.check.sampling-port.fail':
    'Rien ne répond à {address} par TCP. Les SDK suivent alors leur règle intégrée : la première requête de chaque seconde et 5 % du reste.',
  'doctor.check.udp-probe': 'Documents par UDP',
  'doctor.check.udp-probe.ok':
    'La dernière sonde envoyée par UDP à {address} a pu être lue après {seconds, plural, one {# seconde} other {# secondes}}.',
  'doctor.check.udp-probe.fail':
    'La dernière sonde envoyée par UDP à {address} n’a jamais été revue : UDP est bloqué ou arrive ailleurs.',
  'doctor.check.udp-probe.skip': 'Envoyez une sonde pour voir si UDP parvient à {address}.',

  'doctor.advice.aws-profile': 'aws sso login --profile {profile}\naws sts get-caller-identity --profile {profile}',
  'doctor.advice.aws-configure': 'aws configure\naws sts get-caller-identity',
  'doctor.advice.policy': '{policy}',
  'doctor.advice.retention': 'roentgen up --retention-days 7 --retention-bytes 20GB',
  'doctor.advice.udp-buffer': 'sudo sysctl -w net.core.rmem_max=8388608   # puis relancer Roentgen',
  'doctor.advice.daemon-address': 'export AWS_XRAY_DAEMON_ADDRESS={address}',
  'doctor.advice.udp':
    "# quelque chose écoute-t-il sur UDP {port} ?\nss -lun 'sport = :{port}'\n# pour des conteneurs, les deux protocoles doivent être publiés :\ndocker run -p {port}:{port}/udp -p {port}:{port}/tcp …\n# et les applications des autres conteneurs doivent savoir où est le daemon :\nexport AWS_XRAY_DAEMON_ADDRESS={address}",

  'doctor.status.ok': 'fonctionne',
  'doctor.status.warn': 'à vérifier',
  'doctor.status.fail': 'ne fonctionne pas',
  'doctor.status.skip': 'non vérifié',
  'doctor.checks': 'Ce qui fonctionne et ce qui ne fonctionne pas',
  'doctor.fix': 'Pour y remédier :',
  'doctor.fix.for': 'Comment y remédier : {name}',
  'doctor.copy-fix': 'Copier ce qu’il faut faire',
  'doctor.copied': 'Copié.',
  'doctor.copy-failed': 'Le navigateur n’a pas permis la copie.',

  'doctor.probe.title': 'Envoyer une sonde',
  'doctor.probe.text':
    'Envoie un petit segment par UDP, comme le ferait un SDK, et attend de pouvoir le relire ; puis demande les règles d’échantillonnage par TCP.',
  'doctor.probe.start': 'Envoyer la sonde',
  'doctor.probe.running': 'Envoi et attente…',
  'doctor.probe.udp.ok': 'La sonde est arrivée et a pu être lue après {seconds}.',
  'doctor.probe.udp.fail':
    'La sonde a été envoyée par UDP et n’a pas été revue. UDP vers le port du daemon est bloqué ou arrive ailleurs : vérifiez les pare-feu et les ports des conteneurs (2000/udp en plus de 2000/tcp).',
  'doctor.probe.tcp.ok': 'Les règles d’échantillonnage sont servies par TCP.',
  'doctor.probe.tcp.fail': 'Les règles d’échantillonnage ne sont pas servies par TCP : {detail}',
  'doctor.probe.open': 'Ouvrir la trace de la sonde',

  'doctor.ports': 'Adresses',
  'doctor.ports.open': 'ouvert',
  'doctor.ports.closed': 'fermé',
  'doctor.ports.name': 'Quoi',
  'doctor.ports.address': 'Où',
  'doctor.ports.state': 'État',

  'doctor.senders': 'Qui envoie',
  'doctor.senders.none':
    'Personne n’a encore rien envoyé. Dans une application, donnez à AWS_XRAY_DAEMON_ADDRESS l’adresse du daemon indiquée ci-dessus, puis envoyez-lui une requête.',
  'doctor.senders.sdk': 'SDK',
  'doctor.senders.version': 'Version',
  'doctor.senders.service': 'Service',
  'doctor.senders.host': 'Hôte',
  'doctor.senders.documents': 'Documents',
  'doctor.senders.last': 'Dernier document',

  'doctor.rejects': 'Non enregistrés',
  'doctor.rejects.none': 'Rien n’a été refusé.',
  'doctor.rejects.at': 'Quand',
  'doctor.rejects.code': 'Raison',
  'doctor.rejects.message': 'En clair',
  'doctor.rejects.excerpt': 'Commence par',
  'doctor.rejects.from': 'De',
  'doctor.rejects.count': '{code} : {count, number}',

  'doctor.stored': 'Enregistré',
  'doctor.stored.segments': 'Documents',
  'doctor.stored.traces': 'Traces',
  'doctor.stored.disk': 'Sur le disque',
  'doctor.stored.oldest': 'Plus ancien document reçu',
}
