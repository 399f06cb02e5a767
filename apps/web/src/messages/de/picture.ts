import type { picture as english } from '../en/picture.ts'
import type { Translated } from '../index.ts'

export const picture: Translated<typeof english> = {
  'picture.family.client': 'Clients',
  'picture.family.entry': 'Eingänge',
  'picture.family.service': 'Services',
  'picture.family.workflow': 'Abläufe',
  'picture.family.queue': 'Warteschlangen und Themen',
  'picture.family.database': 'Datenbanken',
  'picture.family.storage': 'Dateiablagen',
  'picture.family.cache': 'Caches',
  'picture.family.secrets': 'Einstellungen und Geheimnisse',
  'picture.family.external': 'Fremde Services',
  'picture.family.other': 'Andere',
  'picture.none.account': 'Eigenes Konto',
  'picture.none.region': 'Region unbekannt',
  'picture.none.other': 'Andere',
  'picture.rest': 'Alle anderen',
  'picture.rest.of': '{group}: alle anderen',
  'picture.crowd.external': '{count, plural, one {Ein fremder Host} other {# fremde Hosts}}',
}
