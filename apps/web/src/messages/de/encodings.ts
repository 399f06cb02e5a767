import type { encodings as english } from '../en/encodings.ts'
import type { Translated } from '../index.ts'

export const encodings: Translated<typeof english> = {
  'encodings.color': 'Farbe',
  'encodings.color.health': 'Zustand',
  'encodings.color.latency': 'wie lange es dauert',
  'encodings.color.errors': 'was fehlschlägt',
  'encodings.color.traffic': 'Verkehr',
  'encodings.size': 'Größe',
  'encodings.size.none': 'alle gleich',
  'encodings.size.traffic': 'Verkehr',
  'encodings.size.health': 'was fehlschlägt',
  'encodings.scale.latency': '95 von 100 in',
  'encodings.scale.errors': 'Fehlgeschlagen',
  'encodings.scale.traffic': 'Anfragen',
  'encodings.step.none': 'nichts',
  'encodings.step.under': 'unter {bound}',
  'encodings.step.between': '{from} bis {to}',
  'encodings.step.over': '{bound} und mehr',
  'encodings.class.ok': 'ok: beantwortet, wie es sein soll',
  'encodings.class.error': 'abgewiesen: die Anfrage selbst war falsch (4xx)',
  'encodings.class.throttle': 'gebremst: zu viele Anfragen auf einmal (429)',
  'encodings.class.fault': 'fehlgeschlagen: der Service konnte es nicht (5xx) oder antwortete nicht',
  'encodings.legend.size.traffic': 'größerer Kreis: mehr Anfragen',
  'encodings.legend.size.health': 'größerer Kreis: ein größerer Anteil der Anfragen schlug fehl',
  'encodings.gap': 'Zwischen den beiden',
  'encodings.gap.one-sided':
    '{to} meldet sich selbst nicht: Diese Zahlen sind, was {from} gesehen hat, Netz und Wartezeit eingerechnet.',
  'encodings.gap.few': 'Zu wenige Aufrufe, um die beiden Seiten zu vergleichen.',
  'encodings.gap.shared':
    '{from} wartete bei der Hälfte seiner Aufrufe höchstens {caller}. {to} selbst brauchte {callee}, aber für alle Aufrufer zusammen: Die beiden lassen sich nicht voneinander abziehen.',
  'encodings.gap.same': 'Beide Seiten brauchten gleich lang: höchstens {caller} bei der Hälfte der Aufrufe.',
  'encodings.gap.longer':
    '{from} wartete bei der Hälfte seiner Aufrufe höchstens {caller}, {to} selbst brauchte {callee}. Die {between} dazwischen sind Netz und Wartezeit.',
  'encodings.gap.shorter':
    '{from} wartete bei der Hälfte seiner Aufrufe höchstens {caller}, {to} selbst brauchte {callee}: {from} wartet das Ende nicht ab, weil es vorher aufgibt oder keine Antwort wollte.',
  'encodings.gap.lost':
    '{lost, plural, one {{text} Aufruf kam bei {to} nie an oder wurde} other {{text} Aufrufe kamen bei {to} nie an oder wurden}} von dort nicht gemeldet.',
}
