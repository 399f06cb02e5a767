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
    '{of, plural, =0 {Chaque requête} =1 {Presque chaque requête} other {{bad, plural, one {# requête} other {# requêtes}} sur {of, number}}} vers {node} {bad, plural, one {échoue} other {échouent}} ({failures, number} sur {requests, number}), et rien de ce qu’il appelle ne l’explique. Depuis l’extérieur, {outsideFailures, number} {outsideFailures, plural, one {requête} other {requêtes}} sur {outsideRequests, number} {outsideFailures, plural, one {a} other {ont}} échoué.',
  'story.map.culpritInferred':
    '{of, plural, =0 {Chaque requête} =1 {Presque chaque requête} other {{bad, plural, one {# requête} other {# requêtes}} sur {of, number}}} vers {node} {bad, plural, one {échoue} other {échouent}} ({failures, number} sur {requests, number}) ; il ne signale rien lui-même. Depuis l’extérieur, {outsideFailures, number} {outsideFailures, plural, one {requête} other {requêtes}} sur {outsideRequests, number} {outsideFailures, plural, one {a} other {ont}} échoué.',
  'story.map.culpritHidden':
    '{of, plural, =0 {Chaque requête} =1 {Presque chaque requête} other {{bad, plural, one {# requête} other {# requêtes}} sur {of, number}}} vers {node} {bad, plural, one {échoue} other {échouent}} ({failures, number} sur {requests, number}), mais ses appelants s’en accommodent : aucune des {outsideRequests, number} requêtes venues de l’extérieur n’a échoué.',
  'story.map.culpritRare':
    '{outsideFailures, number} sur {outsideRequests, plural, one {# requête venue} other {# requêtes venues}} de l’extérieur {outsideFailures, plural, one {a} other {ont}} échoué. Cela commence à {node}, où {failures, number} sur seulement {requests, plural, one {# requête} other {# requêtes}} {failures, plural, one {a} other {ont}} échoué.',
  'story.map.throttled':
    '{node} refuse {of, plural, =0 {chaque requête} =1 {presque chaque requête} other {{bad, plural, one {# requête} other {# requêtes}} sur {of, number}}} parce qu’il y en a trop ({failures, number} sur {requests, number}). Depuis l’extérieur, {outsideFailures, number} {outsideFailures, plural, one {requête} other {requêtes}} sur {outsideRequests, number} {outsideFailures, plural, one {a} other {ont}} échoué.',
  'story.map.brokenCall':
    '{of, plural, =0 {Chaque appel} =1 {Presque chaque appel} other {{bad, plural, one {# appel} other {# appels}} sur {of, number}}} de {from} vers {to} {bad, plural, one {échoue} other {échouent}} ({failures, number} sur {requests, number}) alors que {to} lui-même compte moins d’échecs : des appels dépassent le délai ou se perdent en chemin.',
  'story.map.errors':
    'Rien n’est défaillant, mais {node} refuse {of, plural, =0 {chaque requête} =1 {presque chaque requête} other {{bad, plural, one {# requête} other {# requêtes}} sur {of, number}}} comme {bad, plural, one {incorrecte} other {incorrectes}} ({failures, number} sur {requests, number} avec un 4xx).',

  'story.frame.whole': '{whole}',
  'story.frame.trouble': '{effect} {since} ; {cause}.',
  'story.frame.troubleOfUsers': '{effect} {since}, touchant {users} ; {cause}.',
  'story.frame.effectOnly': '{effect} {since}.',
  'story.frame.effectOfUsers': '{effect} {since}, touchant {users}.',
  'story.frame.hidden': '{cause} {since}, mais {copes}.',
  'story.frame.inside': '{inside}, mais {copes}.',
  'story.frame.insideOnly': '{inside}.',
  'story.frame.over': 'Terminé : {effect} {since} ; {cause}.',
  'story.frame.overOfUsers': 'Terminé : {effect} {since}, touchant {users} ; {cause}.',
  'story.frame.overHidden': 'Terminé : {cause} {since}, mais {copes}.',
  'story.frame.missed': '{calm} ; {missed}.',
  'story.frame.marked': '{calm} ; {marked}.',
  'story.frame.missedAndMarked': '{calm} ; {missed} ; {marked}.',

  'story.map.usual':
    'Tout va bien : sur {requests, plural, one {# requête} other {# requêtes}}, {failures, plural, one {# a échoué} other {# ont échoué}}, pas plus que d’habitude ; 95 sur 100 ont pris moins de {p95}.',
  'story.effect.fails':
    '{entry} échoue pour {of, plural, =1 {presque chaque requête} other {environ {bad, number} requête{bad, plural, one {} other {s}} sur #}}',
  'story.effect.failsAll':
    '{of, plural, =1 {presque chaque requête échoue} other {environ {bad, number} requête{bad, plural, one {} other {s}} sur # {bad, plural, one {échoue} other {échouent}}}}',
  'story.effect.slow':
    '{entry} est lent pour {of, plural, =1 {presque chaque requête} other {environ {bad, number} requête{bad, plural, one {} other {s}} sur #}}',
  'story.effect.slowAll':
    '{of, plural, =1 {presque chaque requête est lente} other {environ {bad, number} requête{bad, plural, one {} other {s}} sur # {bad, plural, one {est lente} other {sont lentes}}}}',
  'story.effect.refuses':
    '{entry} refuse comme erronée{of, plural, =1 {} other {{bad, plural, one {} other {s}}}} {of, plural, =1 {presque chaque requête} other {environ {bad, number} requête{bad, plural, one {} other {s}} sur #}}',
  'story.effect.refusesAll':
    '{of, plural, =1 {presque chaque requête est refusée} other {environ {bad, number} requête{bad, plural, one {} other {s}} sur # {bad, plural, one {est refusée} other {sont refusées}}}} comme erronée{of, plural, =1 {} other {{bad, plural, one {} other {s}}}}',
  'story.effect.failed':
    '{entry} a échoué pour {of, plural, =1 {presque chaque requête} other {environ {bad, number} requête{bad, plural, one {} other {s}} sur #}}',
  'story.effect.failedAll':
    '{of, plural, =1 {presque chaque requête a échoué} other {environ {bad, number} requête{bad, plural, one {} other {s}} sur # {bad, plural, one {a échoué} other {ont échoué}}}}',
  'story.effect.wasSlow':
    '{entry} était lent pour {of, plural, =1 {presque chaque requête} other {environ {bad, number} requête{bad, plural, one {} other {s}} sur #}}',
  'story.effect.wasSlowAll':
    '{of, plural, =1 {presque chaque requête était lente} other {environ {bad, number} requête{bad, plural, one {} other {s}} sur # {bad, plural, one {était lente} other {étaient lentes}}}}',
  'story.effect.refused':
    '{entry} a refusé comme erronée{of, plural, =1 {} other {{bad, plural, one {} other {s}}}} {of, plural, =1 {presque chaque requête} other {environ {bad, number} requête{bad, plural, one {} other {s}} sur #}}',
  'story.effect.refusedAll':
    '{of, plural, =1 {presque chaque requête était refusée} other {environ {bad, number} requête{bad, plural, one {} other {s}} sur # {bad, plural, one {était refusée} other {étaient refusées}}}} comme erronée{of, plural, =1 {} other {{bad, plural, one {} other {s}}}}',
  'story.since': 'depuis {since}',
  'story.sinceBefore': 'depuis avant {before}',
  'story.between': 'de {since} à {until}',
  'story.users': '{affected, number} utilisateur{affected, plural, one {} other {s}} sur {total, number}',
  'story.inside.one':
    '{of, plural, =1 {presque tous les appels à {node} ont échoué} other {environ {bad, plural, one {# appel} other {# appels}} sur {of, number} à {node} {bad, plural, one {a échoué} other {ont échoué}}}}',
  'story.inside.several':
    '{of, plural, =1 {presque tous les appels à {node} ont échoué} other {environ {bad, plural, one {# appel} other {# appels}} sur {of, number} à {node} {bad, plural, one {a échoué} other {ont échoué}}}}, et certains à {others, plural, one {# autre service} other {# autres services}}',
  'story.calm.some':
    'aucun incident ne ressort : {failures, plural, one {# requête a échoué} other {# requêtes ont échoué}} sur {requests, number}',
  'story.calm.many':
    '{failures, plural, one {# requête a échoué} other {# requêtes ont échoué}} sur {requests, number}',
  'story.calm.none': 'aucun incident ne ressort : aucune requête sur {requests, number} n’a échoué',
  'story.missed.one': '{node} manque son objectif',
  'story.missed.several':
    '{services, number} services manquent leur objectif ({node}, {second}{more, plural, =0 {} one { et # autre} other { et # autres}})',
  'story.marked.fails':
    '{node} a échoué pour {failures, plural, one {# requête} other {# requêtes}} sur {requests, number}',
  'story.marked.refuses':
    '{node} a refusé {refused, plural, one {# requête} other {# requêtes}} sur {requests, number} comme {refused, plural, one {erronée} other {erronées}}',
  'story.marked.several':
    '{services, number} services ont eu des erreurs ({node}, {second}{more, plural, =0 {} one { et # autre} other { et # autres}})',
  'story.marked.more': '{services, plural, one {# autre a} other {# autres ont}} eu des erreurs',
  'story.copes': 'de l’extérieur, pas plus d’échecs que d’habitude',
  'story.coped': 'de l’extérieur, pas plus d’échecs que d’habitude',
  'story.cause.fault': '{node} échoue',
  'story.cause.own': 'rien de ce qu’il appelle ne l’explique',
  'story.cause.timeout': '{node} ne répond pas à temps',
  'story.cause.throttle': '{node} refuse des requêtes, trop nombreuses',
  'story.cause.dead': 'presque chaque appel à {node} échoue',
  'story.cause.slow': '{node} répond {times, number, ::.#} fois plus lentement',
  'story.cause.slowDatabase': 'la base {node} répond {times, number, ::.#} fois plus lentement',
  'story.cause.storm': '{from} appelle {node} {times, number, ::.#} fois plus souvent',
  'story.cause.itStorms': 'il appelle {node} {times, number, ::.#} fois plus souvent',
  'story.cause.deploy': 'c’est arrivé avec la version {version} de {node}',
  'story.cause.version': 'la version {version} de {node} pose problème',
  'story.cause.lost': 'des appels de {from} à {node} se perdent',
  'story.past.fault': '{node} échouait',
  'story.past.own': 'rien de ce qu’il appelle ne l’explique',
  'story.past.timeout': '{node} ne répondait pas à temps',
  'story.past.throttle': '{node} refusait des requêtes, trop nombreuses',
  'story.past.dead': 'presque chaque appel à {node} échouait',
  'story.past.slow': '{node} répondait {times, number, ::.#} fois plus lentement',
  'story.past.slowDatabase': 'la base {node} répondait {times, number, ::.#} fois plus lentement',
  'story.past.storm': '{from} appelait {node} {times, number, ::.#} fois plus souvent',
  'story.past.itStorms': 'il appelait {node} {times, number, ::.#} fois plus souvent',
  'story.past.deploy': 'c’est arrivé avec la version {version} de {node}',
  'story.past.version': 'la version {version} de {node} a posé problème',
  'story.past.lost': 'des appels de {from} à {node} se perdaient',
  'story.finding.fails':
    'Depuis {since}, {of, plural, =1 {presque tout échoue} other {environ {bad, number} sur # {bad, plural, one {échoue} other {échouent}}}} ; d’habitude {usual, number, ::percent .#}.',
  'story.finding.slow': 'Depuis {since}, cela prend {times, number, ::.#} fois plus de temps que d’habitude.',
  'story.finding.more':
    'Depuis {since}, il y a {times, number, ::.#} fois plus d’appels par requête : des appels sont répétés.',
  'story.finding.refuses':
    'Depuis {since}, {of, plural, =1 {presque tout est refusé} other {environ {bad, number} sur # {bad, plural, one {est refusée} other {sont refusées}}}} comme erroné ; d’habitude {usual, number, ::percent .#}.',
  'story.finding.failed':
    'De {since} à {until}, {of, plural, =1 {presque tout a échoué} other {environ {bad, number} sur # {bad, plural, one {a échoué} other {ont échoué}}}} ; c’est fini.',
  'story.finding.wasSlow': 'De {since} à {until}, cela a pris {times, number, ::.#} fois plus de temps ; c’est fini.',
  'story.finding.wasMore':
    'De {since} à {until}, il y avait {times, number, ::.#} fois plus d’appels par requête ; c’est fini.',
  'story.finding.refused':
    'De {since} à {until}, {of, plural, =1 {presque tout était refusé} other {environ {bad, number} sur # {bad, plural, one {était refusée} other {étaient refusées}}}} comme erroné ; c’est fini.',

  'story.node.none': '{node} n’a rien servi dans cette période.',
  'story.node.client':
    '{requests, plural, one {# requête est entrée} other {# requêtes sont entrées}} de l’extérieur par {node}. Les clients n’ont pas de chiffres propres.',
  'story.node.few':
    '{node} a servi {requests, plural, one {# requête} other {# requêtes}}{failures, plural, =0 {} one {, dont # en échec} other {, dont # en échec}} : trop peu pour juger.',
  'story.node.healthy': '{node} a servi {requests, number} requêtes sans échec, 95 % d’entre elles en moins de {p95}.',
  'story.node.faults':
    '{of, plural, =0 {Chaque requête} =1 {Presque chaque requête} other {{bad, plural, one {# requête} other {# requêtes}} sur {of, number}}} vers {node} {bad, plural, one {est défaillante} other {sont défaillantes}} ({failures, number} sur {requests, number}) ; rien de ce qu’il appelle ne l’explique, regardez donc ici.',
  'story.node.faultsInferred':
    '{of, plural, =0 {Chaque requête} =1 {Presque chaque requête} other {{bad, plural, one {# requête} other {# requêtes}} sur {of, number}}} vers {node} {bad, plural, one {est défaillante} other {sont défaillantes}} ({failures, number} sur {requests, number}). {node} ne signale rien lui-même : ce que l’on sait vient de ses appelants.',
  'story.node.faultsFrom':
    '{of, plural, =0 {Chaque requête} =1 {Presque chaque requête} other {{bad, plural, one {# requête} other {# requêtes}} sur {of, number}}} vers {node} {bad, plural, one {est défaillante} other {sont défaillantes}} ({failures, number} sur {requests, number}). {calleeFailures, plural, one {# de ses appels} other {# de ses appels}} vers {callee} {calleeFailures, plural, one {a} other {ont}} échoué : regardez d’abord là.',
  'story.node.throttles':
    '{node} a refusé {of, plural, =0 {chaque requête} =1 {presque chaque requête} other {{bad, plural, one {# requête} other {# requêtes}} sur {of, number}}} parce qu’il y en avait trop ({failures, number} sur {requests, number}).',
  'story.node.errors':
    '{node} n’a jamais été défaillant, mais a répondu à {of, plural, =0 {chaque requête} =1 {presque chaque requête} other {{bad, plural, one {# requête} other {# requêtes}} sur {of, number}}} par un 4xx ({failures, number} sur {requests, number}).',

  'story.edge.none': '{from} n’a pas appelé {to} dans cette période.',
  'story.edge.few':
    '{from} a appelé {to} {requests, plural, one {une fois} other {# fois}}{failures, plural, =0 {} other {, dont # en échec}} : trop peu pour juger.',
  'story.edge.healthy':
    '{from} a appelé {to} {requests, number} fois sans échec ; 95 % des réponses sont arrivées en moins de {p95}, réseau compris.',
  'story.edge.linkFew':
    '{to} a retiré {requests, plural, one {# message} other {# messages}} de {from} : trop peu pour juger.',
  'story.edge.link': '{to} a retiré {requests, number} messages de {from} ; 95 % avaient attendu moins de {p95}.',
  'story.edge.faults':
    '{of, plural, =0 {Chaque appel} =1 {Presque chaque appel} other {{bad, plural, one {# appel} other {# appels}} sur {of, number}}} de {from} vers {to} {bad, plural, one {échoue} other {échouent}} ({failures, number} sur {requests, number}).',
  'story.edge.unanswered':
    '{of, plural, =0 {Chaque appel} =1 {Presque chaque appel} other {{bad, plural, one {# appel} other {# appels}} sur {of, number}}} de {from} vers {to} {bad, plural, one {échoue} other {échouent}} ({failures, number} sur {requests, number}), et pourtant {to} ne compte aucun échec : des appels dépassent le délai ou se perdent en chemin.',
  'story.edge.throttles':
    '{to} a refusé {of, plural, =0 {chaque appel} =1 {presque chaque appel} other {{bad, plural, one {# appel} other {# appels}} sur {of, number}}} de {from} parce qu’il y en avait trop ({failures, number} sur {requests, number}).',
  'story.edge.errors':
    '{of, plural, =0 {Chaque appel} =1 {Presque chaque appel} other {{bad, plural, one {# appel} other {# appels}} sur {of, number}}} de {from} vers {to} {bad, plural, one {est refusé} other {sont refusés}} avec un 4xx ({failures, number} sur {requests, number}).',

  'story.trace.empty': 'Aucun segment de cette trace n’est encore arrivé.',
  'story.trace.running': '{root} travaille encore sur cette requête.',
  'story.trace.ok':
    '{root} a répondu en {duration} ; l’essentiel est allé à {slowest} ({slowestTime}, {share, number, ::scale/100 precision-integer} %).',
  'story.trace.okAlone': '{root} a répondu en {duration}.',
  'story.trace.handled':
    '{root} a répondu en {duration} bien que {at} ait échoué en chemin{error, select, none {} other {{recorder, select, none { : } other { ; {recorder} a noté : }}{error}}}.',
  'story.trace.fault':
    '{root} a échoué après {duration}, et rien de ce qu’il appelle n’a échoué{error, select, none {} other { ; il a noté : {error}}}.',
  'story.trace.faultAt':
    '{root} a échoué après {duration} parce que {at} a échoué{service, select, none {} other { (dans {service})}}{error, select, none {} other {{recorder, select, none { : } other { ; {recorder} a noté : }}{error}}}.',
  'story.trace.throttle': '{root} a été refusé après {duration} : trop de requêtes à {at}.',
  'story.trace.error': '{root} a répondu par une erreur du client (4xx) après {duration} ; elle vient de {at}.',

  'story.users.none': 'Aucune requête de cette période ne nomme son utilisateur.',
  'story.users.fine':
    '{total, plural, one {Le seul utilisateur vu a obtenu ce qu’il demandait.} other {Les # utilisateurs vus ont obtenu ce qu’ils demandaient.}}',
  'story.users.affected':
    '{affected, number} sur {total, plural, one {# utilisateur} other {# utilisateurs}} {affected, plural, one {a} other {ont}} rencontré une erreur ou une défaillance ; le plus touché est {user}, avec {failures, number} sur {traces, plural, one {# trace} other {# traces}}.',
}
