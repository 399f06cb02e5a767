import type { names as english } from '../en/names.ts'
import type { Translated } from '../index.ts'

export const names: Translated<typeof english> = {
  'names.loading': 'Die Namen werden geladen…',
  'names.give': 'Benennen und Zuständige angeben',
  'names.edit': 'Namen und Zuständige ändern',
  'names.ask': 'Nachfragen',
  'names.of.team': 'Team {team}',
  'names.of.owner': 'Zuständig: {owner}',
  'names.of.domain': 'Bereich {domain}',
  'names.editor': 'Was ist {name}, und wer ist zuständig?',
  'names.seen.store': 'Alle, die Roentgen öffnen, sehen das. Ein leeres Feld entfernt die Angabe.',
  'names.seen.files': 'Alle, die Roentgen öffnen, sehen das. Ein leeres Feld entfernt die Angabe.',
  'names.seen.memory':
    'Alle, die Roentgen öffnen, sehen das bis zum nächsten Neustart: Es gibt keinen Ordner, in dem es bliebe.',
  'names.name': 'Wie man es nennt',
  'names.owner': 'Zuständig',
  'names.team': 'Team',
  'names.domain': 'Bereich',
  'names.contact': 'Wo man nachfragt: eine Web- oder Mailadresse',
  'names.locked': 'Steht in roentgen.yaml und lässt sich hier nicht ändern.',
  'names.save': 'Speichern',
  'names.cancel': 'Abbrechen',
  'names.saved': '{name} ist gespeichert.',
  'names.problem.long': 'Höchstens {most, number} Zeichen.',
  'names.problem.contact': 'Eine Webadresse (https://…) oder eine Mailadresse.',
  'names.problem.kept': 'Frühere Angaben werden nicht verwendet: {detail}',
}
