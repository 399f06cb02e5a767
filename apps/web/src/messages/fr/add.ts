import type { add as english } from '../en/add.ts'
import type { Translated } from '../index.ts'

export const add: Translated<typeof english> = {
  'add.title': 'Ajouter votre application',
  'add.lead':
    'Choisissez votre langage, collez les lignes et envoyez une requête à votre application : elle apparaît d’elle-même sur la carte.',
  'add.lead.empty':
    'Rien n’a encore été envoyé. Choisissez votre langage, collez les lignes et envoyez une requête à votre application : la carte apparaît ici d’elle-même.',
  'add.sdk': 'SDK',
  'add.install': 'Installer',
  'add.code': 'À ajouter à votre application',
  'add.run': 'La lancer avec',
  'add.copy': 'Copier',
  'add.copied': 'Copié',
  'add.copy-failed': 'Le navigateur n’a pas permis la copie',
  'add.arrived': 'Ce qui est arrivé jusqu’ici',
  'add.arrived.nothing': 'Rien pour l’instant. Cet affichage se met à jour tout seul.',
  'add.arrived.segments':
    '{segments, plural, one {# segment} other {# segments}} dans {traces, plural, one {# trace} other {# traces}}.',
  'add.arrived.sender':
    '{service} : {documents, plural, one {# document} other {# documents}} via {sdk} {version}, le dernier {last}',
  'add.arrived.rejected': '{count, plural, one {# document a été rejeté} other {# documents ont été rejetés}} : {why}',
  'add.doctor': 'Rien n’arrive ? Le diagnostic vérifie chaque étape.',
  'add.ports': 'Où Roentgen écoute',
  'add.port.daemon': 'SDK X-Ray et daemon (UDP et TCP)',
  'add.port.xray': 'API X-Ray',
  'add.port.otlpHttp': 'OpenTelemetry (OTLP sur HTTP)',
  'add.port.otlpGrpc': 'OpenTelemetry (OTLP sur gRPC)',
  'add.more': 'Ajouter votre application',
  'add.more.text': 'Comment envoyer ici des traces depuis Node.js, Python, Java, Go, .NET ou OpenTelemetry',
}
