import type { traces as english } from '../en/traces.ts'
import type { Translated } from '../index.ts'

export const traces: Translated<typeof english> = {
  'traces.title': 'Traces',
  'traces.loading': 'Recherche de traces…',

  'traces.filter': 'Filtre, ou identifiant de trace',
  'traces.filter.placeholder': 'fault AND responsetime > 1, ou collez un identifiant de trace',
  'traces.filter.apply': 'Chercher',
  'traces.filter.clear': 'Retirer le filtre',
  'traces.filter.open': 'Ouvrir la trace {id}',
  'traces.filter.is-id': 'C’est un identifiant de trace. Entrée ouvre la trace.',
  'traces.filter.wrong': 'Ce filtre est illisible : {message}',
  'traces.filter.expected': 'Ce qui conviendrait ici : {expected}',
  'traces.filter.completions': 'Ce qui convient ici',
  'traces.filter.pieces': 'Morceaux de filtre à ajouter',
  'traces.filter.piece.fault': 'En échec (5xx ou sans réponse)',
  'traces.filter.piece.error': 'Refusées (4xx)',
  'traces.filter.piece.throttle': 'Limitées (429)',
  'traces.filter.piece.anyFault': 'Un service défaillant',
  'traces.filter.piece.slow': 'Plus lentes que 1 s',
  'traces.filter.piece.service': 'Par un service',
  'traces.filter.piece.user': 'D’un utilisateur',
  'traces.filter.piece.url': 'URL contenant',
  'traces.filter.piece.annotation': 'Avec une annotation',
  'traces.filter.piece.partial': 'Incomplètes',

  'traces.table': 'Traces, {count, plural, one {une ligne} other {# lignes}}',
  'traces.column.start': 'Début',
  'traces.column.response': 'Temps de réponse',
  'traces.column.duration': 'Trace entière',
  'traces.column.class': 'Résultat',
  'traces.column.method': 'Méthode',
  'traces.column.url': 'Requête',
  'traces.column.status': 'Statut',
  'traces.column.users': 'Utilisateurs',
  'traces.column.entry': 'Entrée par',
  'traces.column.annotations': 'Annotations',
  'traces.class.ok': 'ok',
  'traces.class.error': 'refusée',
  'traces.class.throttle': 'freinée',
  'traces.class.fault': 'en échec',
  'traces.class.none': 'inconnu',
  'traces.partial': 'incomplète',
  'traces.partial.title': 'Des parties de cette trace manquent ou sont encore en cours.',
  'list.newer':
    '{count, plural, one {Une de plus est arrivée : l’afficher} other {# de plus sont arrivées : les afficher}}',
  'traces.more': 'Charger la suite',
  'traces.more.loading': 'Chargement de la suite…',
  'traces.annotations.more': '+{count}',
  'traces.untitled': 'Trace {id}',

  'traces.reached.all':
    '{shown, plural, =0 {Aucune trace n’a} one {Une trace a} other {# traces ont}} commencé dans cette période{filtered, select, yes { en correspondant au filtre} other {}}.',
  'traces.reached.part':
    'Les {shown, number} plus récentes, en remontant jusqu’à {time}. Il peut y en avoir d’autres avant.',
  'traces.scanned':
    '{scanned, plural, =0 {Aucune trace n’a été regardée} one {Une trace a été regardée} other {# traces ont été regardées}}.',
  'traces.sampled':
    'Ceci est un échantillon de {scanned, number}{total, select, unknown {} other { traces sur {total}}} : {because}',
  'traces.sorted': 'Tri parmi les {count, number} lignes chargées jusqu’ici.',

  'traces.empty.filtered.title': 'Aucune trace ne correspond au filtre',
  'traces.empty.filtered':
    '{scanned, plural, =0 {Aucune trace n’a} one {Une trace a} other {# traces ont}} commencé dans cette période ; le filtre {scanned, plural, =0 {n’en écarte aucune} one {l’écarte} other {les écarte toutes}}.',
  'traces.empty.grouped.title': 'Aucune trace n’appartient au groupe',
  'traces.empty.grouped':
    '{scanned, plural, =0 {Aucune trace de cette période n’a été regardée} one {Une trace de cette période a été regardée} other {# traces de cette période ont été regardées}} ; aucune n’appartient au groupe choisi.',
  'traces.empty.ungroup': 'Afficher les traces de tous les groupes',
  'traces.empty.window.title': 'Rien n’a commencé dans cette période',
  'traces.empty.window': 'Des traces sont enregistrées, mais aucune n’a commencé dans cette période.',
  'traces.empty.last': 'Le dernier document est arrivé {ago}.',
  'traces.empty.nothing.title': 'Rien n’a encore été envoyé',
  'traces.empty.nothing':
    'Aucune trace n’a atteint cette source. Dirigez un SDK vers le daemon, ou ouvrez le diagnostic, qui en envoie une lui-même et dit ce qui bloque.',
  'traces.empty.daemon': 'Le daemon écoute sur {address} : donnez cette valeur à AWS_XRAY_DAEMON_ADDRESS.',
  'traces.empty.arriving.title': 'En cours d’arrivée',
  'traces.empty.arriving':
    '{count, plural, one {Un document est arrivé et est en cours d’assemblage} other {# documents sont arrivés et sont en cours d’assemblage}}. Les traces s’affichent après environ deux secondes.',
  'traces.empty.clear': 'Afficher toutes les traces',
  'traces.empty.day': 'Regarder les dernières 24 heures',
  'traces.empty.doctor': 'Ouvrir le diagnostic',
}
