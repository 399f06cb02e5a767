import type { palette as english } from '../en/palette.ts'
import type { Translated } from '../index.ts'

export const palette: Translated<typeof english> = {
  'palette.title': 'Tout trouver',
  'palette.button': 'Chercher',
  'palette.placeholder': 'Service, utilisateur, identifiant de trace, page, action…',
  'palette.results': 'Résultats',
  'palette.hint': 'Les flèches haut et bas choisissent, Entrée ouvre, Échap ferme.',
  'palette.count': '{count, plural, one {# résultat} other {# résultats}}',
  'palette.count.cut':
    '{count, plural, one {# résultat} other {# résultats}}, les {shown} premiers affichés. Précisez pour en réduire le nombre.',
  'palette.nothing': 'Rien ne s’appelle « {query} » dans cette période.',
  'palette.trace': 'Trace {id}',
  'palette.link': 'Ouvrir {href}',
  'palette.kind.trace': 'Trace',
  'palette.kind.link': 'Lien',
  'palette.kind.group': 'Groupe',
  'palette.kind.domain': 'Domaine',
  'palette.kind.team': 'Équipe',
  'palette.kind.owner': 'Responsable',
  'palette.kind.user': 'Utilisateur',
  'palette.kind.page': 'Page',
  'palette.kind.action': 'Action',
  'palette.only-unwell': 'N’afficher que ce qui va mal',
  'palette.all': 'Tout afficher de nouveau, pas seulement ce qui va mal',
  'palette.words.plain': 'Utiliser des mots simples',
  'palette.words.technical': 'Utiliser des mots techniques',
  'palette.live.on': 'Suivre les nouvelles données',
  'palette.live.off': 'Ne plus suivre les nouvelles données',
  'palette.theme': 'Couleurs : {theme}',
  'palette.language': 'Langue : {language}',
  'palette.help': 'Afficher toutes les touches',
}
