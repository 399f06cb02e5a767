import type { errors as english } from '../en/errors.ts'
import type { Translated } from '../index.ts'

export const errors: Translated<typeof english> = {
  'error.BAD_REQUEST': 'Der Server hat die Frage dieser Seite nicht verstanden: {detail}',
  'error.BAD_FILTER': 'Der Filter ist nicht lesbar: {detail}',
  'error.BAD_WINDOW': 'Der Zeitraum lässt sich nicht verwenden: {detail}',
  'error.NO_CREDENTIALS':
    'Für diese Quelle gibt es keine AWS-Zugangsdaten. Richten Sie sie für den Prozess ein, in dem Roentgen läuft, und laden Sie die Seite neu. {detail}',
  'error.NOT_PERMITTED': 'AWS erlaubt das nicht: {detail}',
  'error.FOREIGN_ORIGIN':
    'Diese Seite wurde unter einer Adresse geöffnet, der der Server nicht vertraut. Öffnen Sie sie unter ihrer eigenen Adresse.',
  'error.NOT_FOUND': 'Nicht gefunden: {detail}',
  'error.CONFLICT': '{detail}',
  'error.THROTTLED': 'AWS antwortet langsamer, als wir fragen. Gleich folgt ein neuer Versuch.',
  'error.UPSTREAM': 'Die Quelle hat nicht so geantwortet, wie sie sollte: {detail}',
  'error.STORE_UNAVAILABLE':
    'Die Datenbank antwortet gerade nicht. Sie wird von selbst neu gestartet; nichts Gespeichertes geht verloren.',
  'error.INTERNAL': 'Der Server hat einen Fehler gemacht: {detail}',
  'error.OFFLINE': 'Der Server ist nicht erreichbar. Läuft Roentgen noch?',
  'error.UNREADABLE': 'Die Antwort des Servers ist nicht lesbar. Antwortet unter dieser Adresse etwas anderes?',
  'error.other': 'Etwas ist schiefgegangen: {detail}',
  'error.retry': 'Noch einmal versuchen',
  'error.doctor': 'Zur Diagnose',
}
