import type { users as english } from '../en/users.ts'
import type { Translated } from '../index.ts'

export const users: Translated<typeof english> = {
  'users.title': 'Utilisateurs',
  'users.loading': 'Comptage des utilisateurs…',
  'users.hit':
    '{affected, plural, =0 {Aucun utilisateur} one {Un utilisateur} other {# utilisateurs}} sur {total, number} ({share}) {affected, plural, =0 {n’est touché} one {est touché} other {sont touchés}}.',
  'users.hit.node':
    '{affected, plural, =0 {Aucun utilisateur} one {Un utilisateur} other {# utilisateurs}} sur {total, number} ({share}) {affected, plural, =0 {n’est touché} one {est touché} other {sont touchés}} à {node}.',
  'users.none': 'Aucune requête de cette période ne nomme son utilisateur.',
  'users.none.how':
    'On voit les utilisateurs quand l’application en indique un sur son segment : par exemple segment.setUser("u-17") en Node.js, set_user en Python.',
  'users.none.filtered': 'Le filtre les écarte peut-être.',
  'users.none.grouped': 'Seules les traces du groupe {group} ont été regardées.',
  'users.clear-filter': 'Afficher les utilisateurs de toutes les traces',
  'users.meaning': 'Touché veut dire qu’une de ses requêtes a échoué, a été refusée ou a été freinée.',
  'users.sampled':
    'Compté sur un échantillon de {scanned, number}{total, select, unknown {} other { traces sur {total}}} : {because} Les vrais nombres sont plus élevés.',
  'users.only-affected': 'Seulement les utilisateurs touchés',
  'users.search': 'Chercher un utilisateur',
  'users.node': 'Seulement les requêtes passant par {node}',
  'users.edge': 'Seulement les appels de {from} vers {to}',
  'users.filtered': 'Seulement les requêtes qui correspondent à',
  'users.filtered.remove': 'Afficher les utilisateurs de toutes les requêtes',
  'users.node.remove': 'Afficher les utilisateurs de tout',
  'users.table': 'Utilisateurs, {count, plural, one {une ligne} other {# lignes}}',
  'users.column.user': 'Utilisateur',
  'users.column.fault': 'En échec',
  'users.column.error': 'Refusées',
  'users.column.throttle': 'Freinées',
  'users.column.traces': 'Traces',
  'users.column.share': 'Mal passées',
  'users.column.last': 'Vu pour la dernière fois',
  'users.traces-of': 'Traces de {user}',
  'users.shown': '{shown, number} sur {all, plural, one {un utilisateur} other {# utilisateurs}} à l’écran.',
  'users.cut': 'La liste contient les {limit, number} premiers utilisateurs, les plus touchés d’abord.',
  'users.no-match': 'Aucun utilisateur de la liste n’a « {text} » dans son nom.',
  'users.all-fine': 'Personne n’est touché. Désactivez ce choix pour voir tout le monde.',
  'users.doctor': 'Ouvrir le diagnostic',
}
