import type { names as english } from '../en/names.ts'
import type { Translated } from '../index.ts'

export const names: Translated<typeof english> = {
  'names.loading': 'Chargement des noms…',
  'names.give': 'Le nommer et dire à qui il est',
  'names.edit': 'Modifier le nom et le responsable',
  'names.ask': 'Se renseigner',
  'names.of.team': 'Équipe {team}',
  'names.of.owner': 'Responsable : {owner}',
  'names.of.domain': 'Domaine {domain}',
  'names.editor': 'Qu’est-ce que {name}, et à qui est-ce ?',
  'names.seen.store': 'Tous ceux qui ouvrent Roentgen le voient. Un champ vide efface l’indication.',
  'names.seen.files': 'Tous ceux qui ouvrent Roentgen le voient. Un champ vide efface l’indication.',
  'names.seen.memory':
    'Tous ceux qui ouvrent Roentgen le voient jusqu’au prochain redémarrage : il n’y a pas de dossier où l’écrire.',
  'names.name': 'Comment on l’appelle',
  'names.owner': 'Responsable',
  'names.team': 'Équipe',
  'names.domain': 'Domaine',
  'names.contact': 'Où se renseigner : une adresse web ou mail',
  'names.locked': 'Défini dans roentgen.yaml ; ne peut être modifié ici.',
  'names.save': 'Enregistrer',
  'names.cancel': 'Annuler',
  'names.saved': '{name} est enregistré.',
  'names.problem.long': '{most, plural, one {Au plus # caractère.} other {Au plus # caractères.}}',
  'names.problem.contact': 'Une adresse web (https://…) ou mail.',
  'names.problem.kept': 'Ce qui a été défini auparavant n’est pas utilisé : {detail}',
}
