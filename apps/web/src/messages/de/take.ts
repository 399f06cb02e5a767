import type { take as english } from '../en/take.ts'
import type { Translated } from '../index.ts'

export const take: Translated<typeof english> = {
  'take.menu': 'Exportieren',
  'take.menu.hint': 'Die Karte, wie sie gerade zu sehen ist',
  'take.offer': 'Exportieren: {what}',
  'take.item.png': 'Bild (PNG)',
  'take.item.png.text': 'Für Chats und Folien, doppelt so groß wie auf dem Bildschirm',
  'take.item.svg': 'Zeichnung (SVG)',
  'take.item.svg.text': 'Für Dokumente; der Text lässt sich suchen und kopieren',
  'take.item.ticket': 'Für ein Ticket kopieren',
  'take.item.ticket.text': 'Satz, Zahlen und ein dauerhafter Link, als Markdown',
  'take.item.csv-nodes': 'Services (CSV)',
  'take.item.csv-nodes.text': 'Alle Zahlen aller Knoten, für eine Tabellenkalkulation',
  'take.item.csv-edges': 'Verbindungen (CSV)',
  'take.item.csv-edges.text': 'Alle Zahlen aller Aufrufe, für eine Tabellenkalkulation',
  'take.item.mermaid': 'Diagramm (Mermaid)',
  'take.item.mermaid.text': 'Für Wikis, GitHub und GitLab',
  'take.item.dot': 'Diagramm (DOT)',
  'take.item.dot.text': 'Für Graphviz',
  'take.item.print': 'Drucken oder als PDF sichern',
  'take.item.print.text': 'Karte, Legende und Tabellen auf Papier',
  'take.saved': 'Gespeichert als {name}.',
  'take.saved-smaller':
    'Gespeichert als {name}, in der Größe des Bildschirms: Doppelt so groß kann dieser Browser das Bild nicht fassen.',
  'take.copied': 'Kopiert: Satz, Zahlen und ein Link, der immer diesen Zeitraum zeigt.',
  'take.copied-not': 'Der Browser hat das Kopieren nicht erlaubt. Stattdessen gespeichert als {name}.',
  'take.mermaid-large':
    'Mermaid zeichnet höchstens 500 Verbindungen, solange man nichts anderes einstellt: Zeigen Sie erst weniger von der Karte.',
  'take.not-drawn': 'Die Karte wird noch angeordnet. Versuchen Sie es gleich noch einmal.',
  'take.empty': 'Auf der Karte ist nichts, was sich exportieren ließe.',
  'take.too-large':
    'Ein Bild dieser Größe kann dieser Browser nicht fassen. Exportieren Sie die Zeichnung (SVG), oder zeigen Sie weniger von der Karte.',
  'take.failed': 'Der Export hat nicht geklappt. {detail}',
  'take.window': '{from} bis {to}',
  'take.source': 'Quelle: {source}',
  'take.filter': 'Filter: {filter}',
  'take.wrong': 'Fehlgeschlagen',
  'take.more': '{count, plural, one {# weiterer ist auf der Karte.} other {# weitere sind auf der Karte.}}',
  'take.open': 'Diese Karte öffnen:',
}
