import type { picture as english } from '../en/picture.ts'
import type { Translated } from '../index.ts'

export const picture: Translated<typeof english> = {
  'picture.family.client': 'Clients',
  'picture.family.entry': 'Passerelles',
  'picture.family.service': 'Services',
  'picture.family.workflow': 'Flux de travail',
  'picture.family.queue': 'Files d’attente et sujets',
  'picture.family.database': 'Bases de données',
  'picture.family.storage': 'Stockage de fichiers',
  'picture.family.cache': 'Caches',
  'picture.family.secrets': 'Paramètres et secrets',
  'picture.family.external': 'Services extérieurs',
  'picture.family.other': 'Autres',
  'picture.none.account': 'Compte propre',
  'picture.none.region': 'Région inconnue',
  'picture.none.other': 'Autres',
  'picture.rest': 'Tous les autres',
  'picture.rest.of': '{group} : tous les autres',
  'picture.crowd.external': '{count, plural, one {Un hôte extérieur} other {# hôtes extérieurs}}',
}
