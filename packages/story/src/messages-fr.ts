import type { MessageId } from './sentence.ts'

/** The sentences in French; a sentence without its text does not compile. */
export const messagesFr: Readonly<Record<MessageId, string>> = {
  'story.map.empty': 'Aucune requête n’a été vue dans cette période.',
  'story.map.few':
    '{requests, plural, =0 {Aucune requête} one {Seulement # requête} other {Seulement # requêtes}} dans cette période : trop peu pour juger.',
  'story.map.fewFailing':
    '{failures, number} {requests, plural, one {requête sur #} other {requêtes sur #}} vers {node} {failures, plural, one {a} other {ont}} échoué ; trop peu pour dire à quelle fréquence cela arrive.',
  'story.map.healthy':
    'Les {requests, number} requêtes ont reçu une réponse sans défaillance, de {services, plural, one {# service} other {# services}} ; 95 % d’entre elles en moins de {p95}.',
  'story.map.healthyNoLatency':
    'Les {requests, number} requêtes ont reçu une réponse sans défaillance, de {services, plural, one {# service} other {# services}}.',
  'story.map.culprit':
    '1 requête sur {oneIn, number} vers {node} échoue ({failures, number} sur {requests, number}), et rien de ce qu’il appelle ne l’explique. Depuis l’extérieur, {outsideFailures, number} {outsideFailures, plural, one {requête} other {requêtes}} sur {outsideRequests, number} {outsideFailures, plural, one {a} other {ont}} échoué.',
  'story.map.culpritMost':
    'La plupart des requêtes vers {node} échouent ({failures, number} sur {requests, number}), et rien de ce qu’il appelle ne l’explique. Depuis l’extérieur, {outsideFailures, number} {outsideFailures, plural, one {requête} other {requêtes}} sur {outsideRequests, number} {outsideFailures, plural, one {a} other {ont}} échoué.',
  'story.map.culpritHidden':
    '1 requête sur {oneIn, number} vers {node} échoue ({failures, number} sur {requests, number}), mais ses appelants s’en accommodent : aucune des {outsideRequests, number} requêtes venues de l’extérieur n’a échoué.',
  'story.map.culpritRare':
    '{outsideFailures, number} sur {outsideRequests, plural, one {# requête venue} other {# requêtes venues}} de l’extérieur {outsideFailures, plural, one {a} other {ont}} échoué. Cela commence à {node}, où {failures, number} sur seulement {requests, plural, one {# requête} other {# requêtes}} {failures, plural, one {a} other {ont}} échoué.',
  'story.map.throttled':
    '{node} refuse 1 requête sur {oneIn, number} parce qu’il y en a trop ({failures, number} sur {requests, number}). Depuis l’extérieur, {outsideFailures, number} {outsideFailures, plural, one {requête} other {requêtes}} sur {outsideRequests, number} {outsideFailures, plural, one {a} other {ont}} échoué.',
  'story.map.brokenCall':
    '1 appel sur {oneIn, number} de {from} vers {to} échoue ({failures, number} sur {requests, number}) alors que {to} lui-même compte moins d’échecs : des appels dépassent le délai ou se perdent en chemin.',
  'story.map.errors':
    'Rien n’est défaillant, mais {node} refuse 1 requête sur {oneIn, number} comme incorrecte ({failures, number} sur {requests, number} avec un 4xx).',

  'story.node.none': '{node} n’a rien servi dans cette période.',
  'story.node.client':
    '{requests, plural, one {# requête est entrée} other {# requêtes sont entrées}} de l’extérieur par {node}. Les clients n’ont pas de chiffres propres.',
  'story.node.few':
    '{node} a servi {requests, plural, one {# requête} other {# requêtes}}{failures, plural, =0 {} one {, dont # en échec} other {, dont # en échec}} : trop peu pour juger.',
  'story.node.healthy': '{node} a servi {requests, number} requêtes sans échec, 95 % d’entre elles en moins de {p95}.',
  'story.node.faults':
    '1 requête sur {oneIn, number} vers {node} est défaillante ({failures, number} sur {requests, number}) ; ce qu’il appelle va bien, c’est donc ici qu’il faut regarder.',
  'story.node.faultsFrom':
    '1 requête sur {oneIn, number} vers {node} est défaillante ({failures, number} sur {requests, number}). {calleeFailures, plural, one {# de ses appels} other {# de ses appels}} vers {callee} {calleeFailures, plural, one {a} other {ont}} échoué : regardez d’abord là.',
  'story.node.throttles':
    '{node} a refusé 1 requête sur {oneIn, number} parce qu’il y en avait trop ({failures, number} sur {requests, number}).',
  'story.node.errors':
    '{node} n’a jamais été défaillant et a répondu à 1 requête sur {oneIn, number} par un 4xx ({failures, number} sur {requests, number}).',

  'story.edge.none': '{from} n’a pas appelé {to} dans cette période.',
  'story.edge.few':
    '{from} a appelé {to} {requests, plural, one {une fois} other {# fois}}{failures, plural, =0 {} other {, dont # en échec}} : trop peu pour juger.',
  'story.edge.healthy':
    '{from} a appelé {to} {requests, number} fois sans échec ; 95 % des réponses sont arrivées en moins de {p95}, réseau compris.',
  'story.edge.linkFew':
    '{to} a retiré {requests, plural, one {# message} other {# messages}} de {from} : trop peu pour juger.',
  'story.edge.link': '{to} a retiré {requests, number} messages de {from} ; 95 % avaient attendu moins de {p95}.',
  'story.edge.faults':
    '1 appel sur {oneIn, number} de {from} vers {to} échoue ({failures, number} sur {requests, number}).',
  'story.edge.unanswered':
    '1 appel sur {oneIn, number} de {from} vers {to} échoue ({failures, number} sur {requests, number}), et pourtant {to} ne compte aucun échec : des appels dépassent le délai ou se perdent en chemin.',
  'story.edge.throttles':
    '{to} a refusé 1 appel sur {oneIn, number} de {from} parce qu’il y en avait trop ({failures, number} sur {requests, number}).',
  'story.edge.errors':
    '1 appel sur {oneIn, number} de {from} vers {to} est refusé avec un 4xx ({failures, number} sur {requests, number}).',

  'story.trace.empty': 'Aucun segment de cette trace n’est encore arrivé.',
  'story.trace.running': '{root} travaille encore sur cette requête.',
  'story.trace.ok':
    '{root} a répondu en {duration} ; l’essentiel est allé à {slowest} ({slowestTime}, {share, number, ::scale/100 precision-integer} %).',
  'story.trace.okAlone': '{root} a répondu en {duration}.',
  'story.trace.handled': '{root} a répondu en {duration} bien que {at} ait échoué en chemin.',
  'story.trace.fault': '{root} a échoué après {duration}, et rien de ce qu’il appelle n’a échoué.',
  'story.trace.faultAt': '{root} a échoué après {duration} parce que {at} a échoué (dans {service}).',
  'story.trace.throttle': '{root} a été refusé après {duration} : trop de requêtes à {at}.',
  'story.trace.error': '{root} a répondu par une erreur du client (4xx) après {duration} ; elle vient de {at}.',

  'story.users.none': 'Aucune requête de cette période ne nomme son utilisateur.',
  'story.users.fine':
    '{total, plural, one {Le seul utilisateur vu a obtenu ce qu’il demandait.} other {Les # utilisateurs vus ont obtenu ce qu’ils demandaient.}}',
  'story.users.affected':
    '{affected, number} sur {total, plural, one {# utilisateur} other {# utilisateurs}} {affected, plural, one {a} other {ont}} rencontré une erreur ou une défaillance ; le plus touché est {user}, avec {failures, number} sur {traces, plural, one {# trace} other {# traces}}.',
}
