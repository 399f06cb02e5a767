import type { take as english } from '../en/take.ts'
import type { Translated } from '../index.ts'

export const take: Translated<typeof english> = {
  'take.menu': 'Exporter',
  'take.menu.hint': 'La carte telle qu’elle est affichée',
  'take.offer': 'Exporter : {what}',
  'take.item.png': 'Image (PNG)',
  'take.item.png.text': 'Pour les messageries et les présentations, deux fois la taille de l’écran',
  'take.item.svg': 'Dessin (SVG)',
  'take.item.svg.text': 'Pour les documents ; le texte peut être cherché et copié',
  'take.item.ticket': 'Copier pour un ticket',
  'take.item.ticket.text': 'Phrase, chiffres et lien durable, en Markdown',
  'take.item.csv-nodes': 'Services (CSV)',
  'take.item.csv-nodes.text': 'Tous les chiffres de tous les nœuds, pour un tableur',
  'take.item.csv-edges': 'Connexions (CSV)',
  'take.item.csv-edges.text': 'Tous les chiffres de tous les appels, pour un tableur',
  'take.item.mermaid': 'Diagramme (Mermaid)',
  'take.item.mermaid.text': 'Pour les wikis, GitHub et GitLab',
  'take.item.dot': 'Diagramme (DOT)',
  'take.item.dot.text': 'Pour Graphviz',
  'take.item.print': 'Imprimer ou enregistrer en PDF',
  'take.item.print.text': 'Carte, légende et tableaux sur papier',
  'take.saved': 'Enregistré sous {name}.',
  'take.saved-smaller':
    'Enregistré sous {name}, à la taille de l’écran : ce navigateur ne peut pas contenir l’image deux fois plus grande.',
  'take.copied': 'Copié : la phrase, les chiffres et un lien qui montrera toujours cette période.',
  'take.copied-not': 'Le navigateur n’a pas autorisé la copie. Enregistré sous {name} à la place.',
  'take.mermaid-large':
    'Sauf réglage contraire, Mermaid dessine au plus 500 connexions : affichez d’abord une plus petite partie de la carte.',
  'take.not-drawn': 'La carte est encore en cours de disposition. Réessayez dans un instant.',
  'take.empty': 'Il n’y a rien à exporter sur la carte.',
  'take.too-large':
    'Ce navigateur ne peut pas contenir une image de cette taille. Exportez le dessin (SVG) ou affichez une plus petite partie de la carte.',
  'take.failed': 'L’export n’a pas abouti. {detail}',
  'take.window': 'du {from} au {to}',
  'take.source': 'Source : {source}',
  'take.filter': 'Filtre : {filter}',
  'take.wrong': 'En échec',
  'take.more': '{count, plural, one {# autre est sur la carte.} other {# autres sont sur la carte.}}',
  'take.open': 'Ouvrir cette carte :',
}
