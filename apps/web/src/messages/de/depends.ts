import type { depends as english } from '../en/depends.ts'
import type { Translated } from '../index.ts'

export const depends: Translated<typeof english> = {
  'depends.title': 'Was davon abhängt',
  'depends.through':
    '{perHour, plural, =0 {Kaum eine Anfrage pro Stunde läuft darüber.} one {Etwa # Anfrage pro Stunde läuft darüber.} other {Etwa # Anfragen pro Stunde laufen darüber.}}',
  'depends.users': '{users, plural, one {# Nutzer wurde} other {# Nutzer wurden}} in diesem Zeitraum hier gesehen.',
  'depends.callers':
    '{count, plural, =0 {Kein anderer Service ruft ihn auf.} one {Fällt er aus, kann # Service das spüren: {names}.} other {Fällt er aus, können # Services das spüren: {names}.}}',
  'depends.outside': 'Anfragen von außen kommen bis zu ihm.',
  'depends.callees':
    '{count, plural, =0 {Er braucht nichts anderes auf dieser Karte.} one {Er braucht selbst # anderen: {names}.} other {Er braucht selbst # andere: {names}.}}',
  'depends.more': '{count} weitere',
  'depends.verdict.absorbs':
    'fängt seine Ausfälle ab: Von {failed} fehlgeschlagenen Aufrufen blieben mindestens {share} ohne Folgen.',
  'depends.verdict.in-part':
    'fängt einen Teil seiner Ausfälle ab: Von {failed} fehlgeschlagenen Aufrufen blieben mindestens {share} ohne Folgen.',
  'depends.verdict.passes-on':
    'scheint seine Ausfälle weiterzugeben: {failed} Aufrufe schlugen fehl, und {own} der eigenen Anfragen.',
  'depends.verdict.unknown': 'erlebte kaum einen fehlgeschlagenen Aufruf; was dann geschähe, ist nicht bekannt.',
  'depends.traces':
    '{ended, plural, one {Im einen Trace} other {In den letzten # Traces}}, in denen er ausfiel, ging es {well, plural, =0 {nie} one {#-mal} other {#-mal}} für die Anfragenden gut aus.',
  'depends.assumed': 'Worauf das beruht',
  'depends.assumed.window': 'Auf Aufrufen in diesem Zeitraum; ein Weg, der da nicht genutzt wurde, fehlt.',
  'depends.assumed.one':
    'Zu einer Anfrage gehört höchstens ein fehlgeschlagener Aufruf davon. Anfragen, die aus anderen Gründen fehlschlugen, zählen dagegen; der wahre Anteil kann also höher sein.',
  'depends.assumed.alike':
    'Ein vollständiger Ausfall kann mehr schaden als die einzelnen Fehler hier: Warteschlangen füllen sich, Wiederholungen häufen sich.',
  'depends.assumed.sample': 'Wie es ausging, steht in den neuesten {sample} Traces, in denen er ausfiel.',
}
