import type { views as english } from '../en/views.ts'
import type { Translated } from '../index.ts'

export const views: Translated<typeof english> = {
  'map.flow.down': 'Aufrufe nach unten laufen lassen',
  'map.flow.right': 'Aufrufe nach rechts laufen lassen',
  'map.unpin': '{name} lösen',
  'map.legend.pinned': 'Nadel: steht, wo jemand es hingestellt hat',
  'map.application.help.pins':
    'Umschalt und eine Pfeiltaste schieben den Knoten und heften ihn dort an, P heftet ihn an, wo er steht, oder löst ihn.',
  'map.say.pinned': '{name} ist hier angeheftet.',
  'map.say.unpinned': '{name} ist nicht mehr angeheftet.',
  'map.say.pins-full': 'Ein Link trägt {most} Nadeln. In einer gespeicherten Ansicht haben mehr Platz.',
  'map.views': 'Ansichten',
  'map.views.title': 'Gespeicherte Ansichten',
  'map.views.text':
    'Eine Ansicht behält, was Sie sehen: Gruppierung, Filter, Farben, die Richtung der Aufrufe und was wo steht. Ein Link genügt, um sie zu teilen.',
  'map.views.saved': 'Gespeichert als „{name}“. Zum Teilen den Link kopieren.',
  'map.views.deleted': 'Gelöscht.',
  'map.views.pins': '{count, plural, one {# Nadel} other {# Nadeln}}',
  'map.views.delete': 'Ansicht {name} löschen',
  'map.views.delete.ask': '„{name}“ für alle löschen?',
  'map.views.delete.do': 'Löschen',
  'map.views.delete.keep': 'Behalten',
  'map.views.update': 'Änderungen in „{name}“ speichern',
  'map.views.rename': 'Diese Ansicht umbenennen',
  'map.views.leave': 'Diese Ansicht verlassen',
  'map.views.save': 'Als neue Ansicht speichern, mit Namen',
  'map.views.do-save': 'Speichern',
  'map.views.pinned': '{count, plural, one {# Knoten ist} other {# Knoten sind}} von Hand angeheftet.',
  'map.views.unpin-all': 'Alle lösen',
  'map.views.memory': 'Dieses Roentgen behält Ansichten nur, bis es endet: Mit --data bekommt es einen Ordner.',
  'map.views.gone': 'Die Ansicht dieses Links wird nicht gezeigt: {detail}',
}
