import type { MessageId } from './sentence.ts'

/** The sentences in German; a sentence without its text does not compile. */
export const messagesDe: Readonly<Record<MessageId, string>> = {
  'story.map.empty': 'In diesem Zeitraum wurden keine Anfragen gesehen.',
  'story.map.few':
    '{requests, plural, =0 {Keine Anfragen} one {Nur # Anfrage} other {Nur # Anfragen}} in diesem Zeitraum: zu wenig für ein Urteil.',
  'story.map.fewFailing':
    '{failures, number} von {requests, plural, one {# Anfrage} other {# Anfragen}} an {node} {failures, plural, one {ist} other {sind}} fehlgeschlagen; zu wenige, um zu sagen, wie oft das geschieht.',
  'story.map.healthy':
    'Alle {requests, number} Anfragen wurden ohne Störung beantwortet, von {services, plural, one {# Service} other {# Services}}; 95 % davon innerhalb von {p95}.',
  'story.map.healthyNoLatency':
    'Alle {requests, number} Anfragen wurden ohne Störung beantwortet, von {services, plural, one {# Service} other {# Services}}.',
  'story.map.culprit':
    'Eine von {oneIn, number} Anfragen an {node} schlägt fehl ({failures, number} von {requests, number}), und nichts, was es aufruft, erklärt das. Von außen {outsideFailures, plural, one {ist} other {sind}} {outsideFailures, number} von {outsideRequests, number} Anfragen fehlgeschlagen.',
  'story.map.culpritMost':
    'Die meisten Anfragen an {node} schlagen fehl ({failures, number} von {requests, number}), und nichts, was es aufruft, erklärt das. Von außen {outsideFailures, plural, one {ist} other {sind}} {outsideFailures, number} von {outsideRequests, number} Anfragen fehlgeschlagen.',
  'story.map.culpritHidden':
    'Eine von {oneIn, number} Anfragen an {node} schlägt fehl ({failures, number} von {requests, number}), aber die Aufrufer fangen es auf: Keine der {outsideRequests, number} Anfragen von außen ist fehlgeschlagen.',
  'story.map.culpritRare':
    '{outsideFailures, number} von {outsideRequests, plural, one {# Anfrage} other {# Anfragen}} von außen {outsideFailures, plural, one {ist} other {sind}} fehlgeschlagen. Es beginnt bei {node}, wo {failures, number} von nur {requests, plural, one {# Anfrage} other {# Anfragen}} fehlgeschlagen {failures, plural, one {ist} other {sind}}.',
  'story.map.throttled':
    '{node} weist eine von {oneIn, number} Anfragen ab, weil es zu viele sind ({failures, number} von {requests, number}). Von außen {outsideFailures, plural, one {ist} other {sind}} {outsideFailures, number} von {outsideRequests, number} Anfragen fehlgeschlagen.',
  'story.map.brokenCall':
    'Einer von {oneIn, number} Aufrufen von {from} an {to} schlägt fehl ({failures, number} von {requests, number}), obwohl {to} selbst weniger Fehlschläge zählt: Aufrufe laufen in Zeitüberschreitungen oder gehen unterwegs verloren.',
  'story.map.errors':
    'Nichts war gestört, aber {node} weist eine von {oneIn, number} Anfragen als falsch ab ({failures, number} von {requests, number} mit einem 4xx).',

  'story.node.none': '{node} hat in diesem Zeitraum nichts bedient.',
  'story.node.client':
    '{requests, plural, one {# Anfrage kam} other {# Anfragen kamen}} von außen über {node}. Clients haben keine eigenen Zahlen.',
  'story.node.few':
    '{node} hat {requests, plural, one {# Anfrage} other {# Anfragen}} bedient{failures, plural, =0 {} one {, davon # vergeblich} other {, davon # vergeblich}}: zu wenig für ein Urteil.',
  'story.node.healthy':
    '{node} hat {requests, number} Anfragen ohne Fehlschlag bedient, 95 % davon innerhalb von {p95}.',
  'story.node.faults':
    'Eine von {oneIn, number} Anfragen an {node} endet in einer Störung ({failures, number} von {requests, number}); was es selbst aufruft, ist in Ordnung, also liegt es hier.',
  'story.node.faultsFrom':
    'Eine von {oneIn, number} Anfragen an {node} endet in einer Störung ({failures, number} von {requests, number}). {calleeFailures, plural, one {# Aufruf} other {# Aufrufe}} an {callee} {calleeFailures, plural, one {ist} other {sind}} fehlgeschlagen: zuerst dort nachsehen.',
  'story.node.throttles':
    '{node} hat eine von {oneIn, number} Anfragen abgewiesen, weil es zu viele waren ({failures, number} von {requests, number}).',
  'story.node.errors':
    '{node} war nie gestört und hat eine von {oneIn, number} Anfragen mit einem 4xx beantwortet ({failures, number} von {requests, number}).',

  'story.edge.none': '{from} hat {to} in diesem Zeitraum nicht aufgerufen.',
  'story.edge.few':
    '{from} hat {to} {requests, plural, one {einmal} other {#-mal}} aufgerufen{failures, plural, =0 {} other {, davon #-mal vergeblich}}: zu wenig für ein Urteil.',
  'story.edge.healthy':
    '{from} hat {to} {requests, number}-mal ohne Fehlschlag aufgerufen; 95 % der Antworten kamen innerhalb von {p95}, das Netz eingerechnet.',
  'story.edge.linkFew':
    '{to} hat {requests, plural, one {# Nachricht} other {# Nachrichten}} von {from} abgeholt: zu wenig für ein Urteil.',
  'story.edge.link':
    '{to} hat {requests, number} Nachrichten von {from} abgeholt; 95 % hatten weniger als {p95} gewartet.',
  'story.edge.faults':
    'Einer von {oneIn, number} Aufrufen von {from} an {to} schlägt fehl ({failures, number} von {requests, number}).',
  'story.edge.unanswered':
    'Einer von {oneIn, number} Aufrufen von {from} an {to} schlägt fehl ({failures, number} von {requests, number}), doch {to} zählt keinen Fehlschlag: Aufrufe laufen in Zeitüberschreitungen oder gehen unterwegs verloren.',
  'story.edge.throttles':
    '{to} hat einen von {oneIn, number} Aufrufen von {from} abgewiesen, weil es zu viele waren ({failures, number} von {requests, number}).',
  'story.edge.errors':
    'Einer von {oneIn, number} Aufrufen von {from} an {to} wird mit einem 4xx abgewiesen ({failures, number} von {requests, number}).',

  'story.trace.empty': 'Von diesem Trace ist noch kein Segment angekommen.',
  'story.trace.running': '{root} arbeitet noch an dieser Anfrage.',
  'story.trace.ok':
    '{root} hat nach {duration} geantwortet; der größte Teil ging an {slowest} ({slowestTime}, {share, number, ::scale/100 precision-integer} %).',
  'story.trace.okAlone': '{root} hat nach {duration} geantwortet.',
  'story.trace.handled': '{root} hat nach {duration} geantwortet, obwohl unterwegs {at} fehlgeschlagen ist.',
  'story.trace.fault': '{root} ist nach {duration} fehlgeschlagen, und nichts darunter.',
  'story.trace.faultAt': '{root} ist nach {duration} fehlgeschlagen, weil {at} fehlgeschlagen ist (in {service}).',
  'story.trace.throttle': '{root} wurde nach {duration} abgewiesen: zu viele Anfragen bei {at}.',
  'story.trace.error': '{root} hat nach {duration} mit einem Fehler des Clients (4xx) geantwortet; er kam von {at}.',

  'story.users.none': 'Keine Anfrage in diesem Zeitraum nannte ihren Nutzer.',
  'story.users.fine':
    '{total, plural, one {Der einzige gesehene Nutzer bekam, was er wollte.} other {Alle # gesehenen Nutzer bekamen, was sie wollten.}}',
  'story.users.affected':
    '{affected, number} von {total, plural, one {# Nutzer} other {# Nutzern}} {affected, plural, one {erlebte} other {erlebten}} einen Fehler oder eine Störung; am stärksten betroffen ist {user}, mit {failures, number} von {traces, plural, one {# Trace} other {# Traces}}.',
}
