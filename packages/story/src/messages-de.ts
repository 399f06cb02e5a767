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
    '{of, plural, =0 {Jede Anfrage} =1 {Fast jede Anfrage} other {{bad, plural, one {Eine} other {#}} von {of, number} Anfragen}} an {node} {bad, plural, one {schlägt} other {schlagen}} fehl ({failures, number} von {requests, number}), und nichts, was es aufruft, erklärt das. Von außen {outsideFailures, plural, one {ist} other {sind}} {outsideFailures, number} von {outsideRequests, number} Anfragen fehlgeschlagen.',
  'story.map.culpritInferred':
    '{of, plural, =0 {Jede Anfrage} =1 {Fast jede Anfrage} other {{bad, plural, one {Eine} other {#}} von {of, number} Anfragen}} an {node} {bad, plural, one {schlägt} other {schlagen}} fehl ({failures, number} von {requests, number}); es meldet selbst nichts. Von außen {outsideFailures, plural, one {ist} other {sind}} {outsideFailures, number} von {outsideRequests, number} Anfragen fehlgeschlagen.',
  'story.map.culpritHidden':
    '{of, plural, =0 {Jede Anfrage} =1 {Fast jede Anfrage} other {{bad, plural, one {Eine} other {#}} von {of, number} Anfragen}} an {node} {bad, plural, one {schlägt} other {schlagen}} fehl ({failures, number} von {requests, number}), aber die Aufrufer fangen es auf: Keine der {outsideRequests, number} Anfragen von außen ist fehlgeschlagen.',
  'story.map.culpritRare':
    '{outsideFailures, number} von {outsideRequests, plural, one {# Anfrage} other {# Anfragen}} von außen {outsideFailures, plural, one {ist} other {sind}} fehlgeschlagen. Es beginnt bei {node}, wo {failures, number} von nur {requests, plural, one {# Anfrage} other {# Anfragen}} fehlgeschlagen {failures, plural, one {ist} other {sind}}.',
  'story.map.throttled':
    '{node} weist {of, plural, =0 {jede Anfrage} =1 {fast jede Anfrage} other {{bad, plural, one {eine} other {#}} von {of, number} Anfragen}} ab, weil es zu viele sind ({failures, number} von {requests, number}). Von außen {outsideFailures, plural, one {ist} other {sind}} {outsideFailures, number} von {outsideRequests, number} Anfragen fehlgeschlagen.',
  'story.map.brokenCall':
    '{of, plural, =0 {Jeder Aufruf} =1 {Fast jeder Aufruf} other {{bad, plural, one {Einer} other {#}} von {of, number} Aufrufen}} von {from} an {to} {bad, plural, one {schlägt} other {schlagen}} fehl ({failures, number} von {requests, number}), obwohl {to} selbst weniger Fehlschläge zählt: Aufrufe laufen in Zeitüberschreitungen oder gehen unterwegs verloren.',
  'story.map.errors':
    'Nichts war gestört, aber {node} weist {of, plural, =0 {jede Anfrage} =1 {fast jede Anfrage} other {{bad, plural, one {eine} other {#}} von {of, number} Anfragen}} als falsch ab ({failures, number} von {requests, number} mit einem 4xx).',

  'story.frame.whole': '{whole}',
  'story.frame.trouble': '{effect}, {since}; {cause}.',
  'story.frame.troubleOfUsers': '{effect}, {since}; betroffen sind {users}; {cause}.',
  'story.frame.effectOnly': '{effect}, {since}.',
  'story.frame.effectOfUsers': '{effect}, {since}; betroffen sind {users}.',
  'story.frame.hidden': '{cause}, {since}; doch {copes}.',
  'story.frame.inside': '{inside}; doch {copes}.',
  'story.frame.insideOnly': '{inside}.',
  'story.frame.over': 'Vorbei: {effect}, {since}; {cause}.',
  'story.frame.overOfUsers': 'Vorbei: {effect}, {since}; betroffen waren {users}; {cause}.',
  'story.frame.overHidden': 'Vorbei: {cause}, {since}; doch {copes}.',
  'story.frame.missed': '{calm}; {missed}.',
  'story.frame.marked': '{calm}; {marked}.',
  'story.frame.missedAndMarked': '{calm}; {missed}; {marked}.',

  'story.map.usual':
    'Alles in Ordnung: Von {requests, plural, one {# Anfrage} other {# Anfragen}} {failures, plural, one {scheiterte} other {scheiterten}} {failures, number}, nicht mehr als sonst; 95 von 100 dauerten weniger als {p95}.',
  'story.effect.fails':
    '{entry} scheitert bei {of, plural, =1 {fast jeder Anfrage} other {etwa {bad, number} von # Anfragen}}',
  'story.effect.failsAll':
    '{of, plural, =1 {fast jede Anfrage scheitert} other {etwa {bad, number} von # Anfragen {bad, plural, one {scheitert} other {scheitern}}}}',
  'story.effect.slow':
    '{entry} ist bei {of, plural, =1 {fast jeder Anfrage} other {etwa {bad, number} von # Anfragen}} langsam',
  'story.effect.slowAll':
    '{of, plural, =1 {fast jede Anfrage ist langsam} other {etwa {bad, number} von # Anfragen {bad, plural, one {ist langsam} other {sind langsam}}}}',
  'story.effect.refuses':
    '{entry} weist {of, plural, =1 {fast jede Anfrage} other {etwa {bad, number} von # Anfragen}} als falsch ab',
  'story.effect.refusesAll':
    '{of, plural, =1 {fast jede Anfrage wird} other {etwa {bad, number} von # Anfragen {bad, plural, one {wird} other {werden}}}} als falsch abgewiesen',
  'story.effect.failed':
    '{entry} scheiterte bei {of, plural, =1 {fast jeder Anfrage} other {etwa {bad, number} von # Anfragen}}',
  'story.effect.failedAll':
    '{of, plural, =1 {fast jede Anfrage scheiterte} other {etwa {bad, number} von # Anfragen {bad, plural, one {scheiterte} other {scheiterten}}}}',
  'story.effect.wasSlow':
    '{entry} war bei {of, plural, =1 {fast jeder Anfrage} other {etwa {bad, number} von # Anfragen}} langsam',
  'story.effect.wasSlowAll':
    '{of, plural, =1 {fast jede Anfrage war langsam} other {etwa {bad, number} von # Anfragen {bad, plural, one {war langsam} other {waren langsam}}}}',
  'story.effect.refused':
    '{entry} wies {of, plural, =1 {fast jede Anfrage} other {etwa {bad, number} von # Anfragen}} als falsch ab',
  'story.effect.refusedAll':
    '{of, plural, =1 {fast jede Anfrage wurde} other {etwa {bad, number} von # Anfragen {bad, plural, one {wurde} other {wurden}}}} als falsch abgewiesen',
  'story.since': 'seit {since}',
  'story.sinceBefore': 'seit spätestens {before}',
  'story.between': 'von {since} bis {until}',
  'story.users': '{affected, number} von {total, plural, one {# Nutzer} other {# Nutzern}}',
  'story.inside.one':
    '{of, plural, =1 {fast jeder Aufruf an {node} scheiterte} other {etwa {bad, number} von # Aufrufen an {node} {bad, plural, one {scheiterte} other {scheiterten}}}}',
  'story.inside.several':
    '{of, plural, =1 {fast jeder Aufruf an {node} scheiterte} other {etwa {bad, number} von # Aufrufen an {node} {bad, plural, one {scheiterte} other {scheiterten}}}}, dazu manche an {others, plural, one {# weiteren Dienst} other {# weitere Dienste}}',
  'story.calm.some':
    'keine Störung sticht hervor: {failures, number} von {requests, number} Anfragen {failures, plural, one {scheiterte} other {scheiterten}}',
  'story.calm.many':
    '{failures, number} von {requests, number} Anfragen {failures, plural, one {scheiterte} other {scheiterten}}',
  'story.calm.none': 'keine Störung sticht hervor: keine von {requests, number} Anfragen scheiterte',
  'story.missed.one': '{node} verfehlt sein Ziel',
  'story.missed.several':
    '{services, number} Dienste verfehlen ihr Ziel ({node}, {second}{more, plural, =0 {} one { und # weiterer} other { und # weitere}})',
  'story.marked.fails': '{node} scheiterte bei {failures, number} von {requests, number}',
  'story.marked.refuses': '{node} wies {refused, number} von {requests, number} als falsch ab',
  'story.marked.several':
    '{services, number} Dienste hatten Fehler ({node}, {second}{more, plural, =0 {} one { und # weiterer} other { und # weitere}})',
  'story.marked.more': '{services, plural, one {# weiterer hatte} other {# weitere hatten}} Fehler',
  'story.copes': 'von außen scheitern nicht mehr Anfragen als sonst',
  'story.coped': 'von außen scheiterten nicht mehr Anfragen als sonst',
  'story.cause.fault': '{node} ist gestört',
  'story.cause.own': 'nichts, was es aufruft, erklärt das',
  'story.cause.timeout': '{node} antwortet nicht rechtzeitig',
  'story.cause.throttle': '{node} drosselt Anfragen',
  'story.cause.dead': 'fast jeder Aufruf an {node} scheitert',
  'story.cause.slow': '{node} braucht {times, number, ::.#}-mal so lange',
  'story.cause.slowDatabase': 'die Datenbank {node} braucht {times, number, ::.#}-mal so lange',
  'story.cause.storm': '{from} ruft {node} {times, number, ::.#}-mal so oft auf',
  'story.cause.itStorms': 'es ruft {node} {times, number, ::.#}-mal so oft auf',
  'story.cause.deploy': 'es begann mit Version {version} von {node}',
  'story.cause.version': 'Version {version} von {node} macht Schwierigkeiten',
  'story.cause.lost': 'Aufrufe von {from} an {node} gehen verloren',
  'story.past.fault': '{node} war gestört',
  'story.past.own': 'nichts, was es aufruft, erklärt das',
  'story.past.timeout': '{node} antwortete nicht rechtzeitig',
  'story.past.throttle': '{node} drosselte Anfragen',
  'story.past.dead': 'fast jeder Aufruf an {node} scheiterte',
  'story.past.slow': '{node} brauchte {times, number, ::.#}-mal so lange',
  'story.past.slowDatabase': 'die Datenbank {node} brauchte {times, number, ::.#}-mal so lange',
  'story.past.storm': '{from} rief {node} {times, number, ::.#}-mal so oft auf',
  'story.past.itStorms': 'es rief {node} {times, number, ::.#}-mal so oft auf',
  'story.past.deploy': 'es begann mit Version {version} von {node}',
  'story.past.version': 'Version {version} von {node} machte Schwierigkeiten',
  'story.past.lost': 'Aufrufe von {from} an {node} gingen verloren',
  'story.finding.fails':
    'Seit {since} {of, plural, =1 {scheitert fast jede} other {{bad, plural, one {scheitert} other {scheitern}} etwa {bad, number} von #}}; sonst {usual, number, ::percent .#}.',
  'story.finding.slow': 'Seit {since} dauert es {times, number, ::.#}-mal so lange wie sonst.',
  'story.finding.more':
    'Seit {since} gibt es {times, number, ::.#}-mal so viele Aufrufe je Anfrage: Aufrufe werden wiederholt.',
  'story.finding.refuses':
    'Seit {since} {of, plural, =1 {wird fast jede} other {{bad, plural, one {wird} other {werden}} etwa {bad, number} von #}} als falsch abgewiesen; sonst {usual, number, ::percent .#}.',
  'story.finding.failed':
    'Von {since} bis {until} {of, plural, =1 {scheiterte fast jede} other {{bad, plural, one {scheiterte} other {scheiterten}} etwa {bad, number} von #}}; das ist vorbei.',
  'story.finding.wasSlow': 'Von {since} bis {until} dauerte es {times, number, ::.#}-mal so lange; das ist vorbei.',
  'story.finding.wasMore':
    'Von {since} bis {until} gab es {times, number, ::.#}-mal so viele Aufrufe je Anfrage; das ist vorbei.',
  'story.finding.refused':
    'Von {since} bis {until} {of, plural, =1 {wurde fast jede} other {{bad, plural, one {wurde} other {wurden}} etwa {bad, number} von #}} als falsch abgewiesen; das ist vorbei.',

  'story.node.none': '{node} hat in diesem Zeitraum nichts bedient.',
  'story.node.client':
    '{requests, plural, one {# Anfrage kam} other {# Anfragen kamen}} von außen über {node}. Clients haben keine eigenen Zahlen.',
  'story.node.few':
    '{node} hat {requests, plural, one {# Anfrage} other {# Anfragen}} bedient{failures, plural, =0 {} one {, davon # vergeblich} other {, davon # vergeblich}}: zu wenig für ein Urteil.',
  'story.node.healthy':
    '{node} hat {requests, number} Anfragen ohne Fehlschlag bedient, 95 % davon innerhalb von {p95}.',
  'story.node.faults':
    '{of, plural, =0 {Jede Anfrage} =1 {Fast jede Anfrage} other {{bad, plural, one {Eine} other {#}} von {of, number} Anfragen}} an {node} {bad, plural, one {endet} other {enden}} in einer Störung ({failures, number} von {requests, number}); nichts, was es aufruft, erklärt das: hier nachsehen.',
  'story.node.faultsInferred':
    '{of, plural, =0 {Jede Anfrage} =1 {Fast jede Anfrage} other {{bad, plural, one {Eine} other {#}} von {of, number} Anfragen}} an {node} {bad, plural, one {endet} other {enden}} in einer Störung ({failures, number} von {requests, number}). {node} meldet selbst nichts: Was bekannt ist, kommt von den Aufrufern.',
  'story.node.faultsFrom':
    '{of, plural, =0 {Jede Anfrage} =1 {Fast jede Anfrage} other {{bad, plural, one {Eine} other {#}} von {of, number} Anfragen}} an {node} {bad, plural, one {endet} other {enden}} in einer Störung ({failures, number} von {requests, number}). {calleeFailures, plural, one {# Aufruf} other {# Aufrufe}} an {callee} {calleeFailures, plural, one {ist} other {sind}} fehlgeschlagen: zuerst dort nachsehen.',
  'story.node.throttles':
    '{node} hat {of, plural, =0 {jede Anfrage} =1 {fast jede Anfrage} other {{bad, plural, one {eine} other {#}} von {of, number} Anfragen}} abgewiesen, weil es zu viele waren ({failures, number} von {requests, number}).',
  'story.node.errors':
    '{node} war nie gestört, hat aber {of, plural, =0 {jede Anfrage} =1 {fast jede Anfrage} other {{bad, plural, one {eine} other {#}} von {of, number} Anfragen}} mit einem 4xx beantwortet ({failures, number} von {requests, number}).',

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
    '{of, plural, =0 {Jeder Aufruf} =1 {Fast jeder Aufruf} other {{bad, plural, one {Einer} other {#}} von {of, number} Aufrufen}} von {from} an {to} {bad, plural, one {schlägt} other {schlagen}} fehl ({failures, number} von {requests, number}).',
  'story.edge.unanswered':
    '{of, plural, =0 {Jeder Aufruf} =1 {Fast jeder Aufruf} other {{bad, plural, one {Einer} other {#}} von {of, number} Aufrufen}} von {from} an {to} {bad, plural, one {schlägt} other {schlagen}} fehl ({failures, number} von {requests, number}), doch {to} zählt keinen Fehlschlag: Aufrufe laufen in Zeitüberschreitungen oder gehen unterwegs verloren.',
  'story.edge.throttles':
    '{to} hat {of, plural, =0 {jeden Aufruf} =1 {fast jeden Aufruf} other {{bad, plural, one {einen} other {#}} von {of, number} Aufrufen}} von {from} abgewiesen, weil es zu viele waren ({failures, number} von {requests, number}).',
  'story.edge.errors':
    '{of, plural, =0 {Jeder Aufruf} =1 {Fast jeder Aufruf} other {{bad, plural, one {Einer} other {#}} von {of, number} Aufrufen}} von {from} an {to} {bad, plural, one {wird} other {werden}} mit einem 4xx abgewiesen ({failures, number} von {requests, number}).',

  'story.trace.empty': 'Von diesem Trace ist noch kein Segment angekommen.',
  'story.trace.running': '{root} arbeitet noch an dieser Anfrage.',
  'story.trace.ok':
    '{root} hat nach {duration} geantwortet; der größte Teil ging an {slowest} ({slowestTime}, {share, number, ::scale/100 precision-integer} %).',
  'story.trace.okAlone': '{root} hat nach {duration} geantwortet.',
  'story.trace.handled':
    '{root} hat nach {duration} geantwortet, obwohl unterwegs {at} fehlgeschlagen ist{error, select, none {} other {{recorder, select, none {: } other {; {recorder} vermerkt: }}{error}}}.',
  'story.trace.fault':
    '{root} ist nach {duration} fehlgeschlagen, und nichts darunter{error, select, none {} other {; vermerkt ist: {error}}}.',
  'story.trace.faultAt':
    '{root} ist nach {duration} fehlgeschlagen, weil {at} fehlgeschlagen ist{service, select, none {} other { (in {service})}}{error, select, none {} other {{recorder, select, none {: } other {; {recorder} vermerkt: }}{error}}}.',
  'story.trace.throttle': '{root} wurde nach {duration} abgewiesen: zu viele Anfragen bei {at}.',
  'story.trace.error': '{root} hat nach {duration} mit einem Fehler des Clients (4xx) geantwortet; er kam von {at}.',

  'story.users.none': 'Keine Anfrage in diesem Zeitraum nannte ihren Nutzer.',
  'story.users.fine':
    '{total, plural, one {Der einzige gesehene Nutzer bekam, was er wollte.} other {Alle # gesehenen Nutzer bekamen, was sie wollten.}}',
  'story.users.affected':
    '{affected, number} von {total, plural, one {# Nutzer} other {# Nutzern}} {affected, plural, one {erlebte} other {erlebten}} einen Fehler oder eine Störung; am stärksten betroffen ist {user}, mit {failures, number} von {traces, plural, one {# Trace} other {# Traces}}.',
}
