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
  'map.views': 'Vues',
  'map.views.title': 'Vues enregistrées',
  'map.views.text':
    'Une vue garde ce que vous voyez : regroupement, filtres, couleurs, sens des appels et place de chacun. Elle se partage par un lien.',
  'map.views.saved': 'Enregistrée sous « {name} ». Copiez le lien pour la partager.',
  'map.views.deleted': 'Supprimée.',
  'map.views.pins': '{count, plural, one {# épingle} other {# épingles}}',
  'map.views.delete': 'Supprimer la vue {name}',
  'map.views.delete.ask': 'Supprimer « {name} » pour tout le monde ?',
  'map.views.delete.do': 'Supprimer',
  'map.views.delete.keep': 'Garder',
  'map.views.update': 'Enregistrer les changements dans « {name} »',
  'map.views.rename': 'Renommer cette vue',
  'map.views.leave': 'Quitter cette vue',
  'map.views.save': 'Enregistrer comme nouvelle vue, nommée',
  'map.views.do-save': 'Enregistrer',
  'map.views.pinned': '{count, plural, one {# nœud est épinglé} other {# nœuds sont épinglés}} à la main.',
  'map.views.unpin-all': 'Tout détacher',
  'map.views.memory': 'Ce Roentgen ne garde les vues que jusqu’à son arrêt : donnez-lui un dossier avec --data.',
  'map.views.gone': 'La vue de ce lien n’est pas affichée : {detail}',
}
