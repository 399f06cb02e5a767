import type { views as english } from '../en/views.ts'
import type { Translated } from '../index.ts'

export const views: Translated<typeof english> = {
  'map.flow.down': 'Orienter les appels vers le bas',
  'map.flow.right': 'Orienter les appels vers la droite',
  'map.unpin': 'Détacher {name}',
  'map.legend.pinned': 'épingle : placé là à la main',
  'map.application.help.pins':
    'Maj et une flèche poussent le nœud et l’épinglent là, P l’épingle sur place ou le détache.',
  'map.say.pinned': '{name} est épinglé ici.',
  'map.say.unpinned': '{name} n’est plus épinglé.',
  'map.say.pins-full': 'Un lien porte {most} épingles. Une vue enregistrée en garde davantage.',
}
