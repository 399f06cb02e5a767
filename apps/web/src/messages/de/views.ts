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
}
