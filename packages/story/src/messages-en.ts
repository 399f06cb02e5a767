import type { MessageId } from './sentence.ts'

/** Plain ICU, one text per sentence. Lengths of time arrive as text (`plainValues`). */
export const messagesEn: Readonly<Record<MessageId, string>> = {
  'story.map.empty': 'No requests were seen in this window.',
  'story.map.few':
    '{requests, plural, =0 {No requests} one {Only # request} other {Only # requests}} in this window: not enough to judge.',
  'story.map.fewFailing':
    '{failures, number} of {requests, plural, one {# request} other {# requests}} to {node} failed; too few to say how often that happens.',
  'story.map.healthy':
    'All {requests, number} requests were answered without a fault, by {services, plural, one {# service} other {# services}}; 95 % of them within {p95}.',
  'story.map.healthyNoLatency':
    'All {requests, number} requests were answered without a fault, by {services, plural, one {# service} other {# services}}.',
  'story.map.culprit':
    '{of, plural, =0 {Every request} =1 {Nearly every request} other {{bad, number} in # requests}} to {node} {bad, plural, one {fails} other {fail}} ({failures, number} of {requests, number}), and nothing it calls explains it. From outside, {outsideFailures, number} of {outsideRequests, number} requests failed.',
  'story.map.culpritInferred':
    '{of, plural, =0 {Every request} =1 {Nearly every request} other {{bad, number} in # requests}} to {node} {bad, plural, one {fails} other {fail}} ({failures, number} of {requests, number}); it reports nothing of its own. From outside, {outsideFailures, number} of {outsideRequests, number} requests failed.',
  'story.map.culpritHidden':
    '{of, plural, =0 {Every request} =1 {Nearly every request} other {{bad, number} in # requests}} to {node} {bad, plural, one {fails} other {fail}} ({failures, number} of {requests, number}), but its callers cope: none of the {outsideRequests, number} requests from outside failed.',
  'story.map.culpritRare':
    '{outsideFailures, number} of {outsideRequests, plural, one {# request} other {# requests}} from outside failed. It begins at {node}, where {failures, number} of only {requests, plural, one {# request} other {# requests}} failed.',
  'story.map.throttled':
    '{node} turns away {of, plural, =0 {every request} =1 {nearly every request} other {{bad, number} in # requests}} because there are too many ({failures, number} of {requests, number}). From outside, {outsideFailures, number} of {outsideRequests, number} requests failed.',
  'story.map.brokenCall':
    '{of, plural, =0 {Every call} =1 {Nearly every call} other {{bad, number} in # calls}} from {from} to {to} {bad, plural, one {fails} other {fail}} ({failures, number} of {requests, number}) although {to} itself counts fewer failures: calls time out or get lost on the way.',
  'story.map.errors':
    'Nothing faulted, but {node} refuses {of, plural, =0 {every request} =1 {nearly every request} other {{bad, number} in # requests}} as wrong ({failures, number} of {requests, number} with a 4xx).',

  'story.map.usual':
    'All is well: of {requests, plural, one {# request} other {# requests}} {failures, number} failed, no more than usual; 95 of 100 took less than {p95}.',

  'story.frame.whole': '{whole}',
  'story.frame.trouble': '{effect} {since}; {cause}.',
  'story.frame.troubleOfUsers': '{effect} {since}, hitting {users}; {cause}.',
  'story.frame.effectOnly': '{effect} {since}.',
  'story.frame.effectOfUsers': '{effect} {since}, hitting {users}.',
  'story.frame.hidden': '{cause} {since}, but {copes}.',
  'story.frame.inside': '{inside}, but {copes}.',
  'story.frame.insideOnly': '{inside}.',
  'story.frame.over': 'Over: {effect} {since}; {cause}.',
  'story.frame.overOfUsers': 'Over: {effect} {since}, hitting {users}; {cause}.',
  'story.frame.overHidden': 'Over: {cause} {since}, but {copes}.',
  'story.frame.missed': '{calm}; {missed}.',
  'story.frame.marked': '{calm}; {marked}.',
  'story.frame.missedAndMarked': '{calm}; {missed}; {marked}.',

  'story.effect.fails':
    '{entry} fails for {of, plural, =1 {nearly every request} other {about {bad, number} in # requests}}',
  'story.effect.failsAll':
    '{of, plural, =1 {nearly every request fails} other {about {bad, number} in # requests fail}}',
  'story.effect.slow':
    '{entry} is slow for {of, plural, =1 {nearly every request} other {about {bad, number} in # requests}}',
  'story.effect.slowAll':
    '{of, plural, =1 {nearly every request is slow} other {about {bad, number} in # requests are slow}}',
  'story.effect.refuses':
    '{entry} refuses {of, plural, =1 {nearly every request} other {about {bad, number} in # requests}} as wrong',
  'story.effect.refusesAll':
    '{of, plural, =1 {nearly every request is refused} other {about {bad, number} in # requests are refused}} as wrong',
  'story.effect.failed':
    '{entry} failed for {of, plural, =1 {nearly every request} other {about {bad, number} in # requests}}',
  'story.effect.failedAll':
    '{of, plural, =1 {nearly every request failed} other {about {bad, number} in # requests failed}}',
  'story.effect.wasSlow':
    '{entry} was slow for {of, plural, =1 {nearly every request} other {about {bad, number} in # requests}}',
  'story.effect.wasSlowAll':
    '{of, plural, =1 {nearly every request was slow} other {about {bad, number} in # requests were slow}}',
  'story.effect.refused':
    '{entry} refused {of, plural, =1 {nearly every request} other {about {bad, number} in # requests}} as wrong',
  'story.effect.refusedAll':
    '{of, plural, =1 {nearly every request was refused} other {about {bad, number} in # requests were refused}} as wrong',
  'story.since': 'since {since}',
  'story.sinceBefore': 'since before {before}',
  'story.between': 'from {since} to {until}',
  'story.users': '{affected, number} of {total, plural, one {# user} other {# users}}',
  'story.inside.one':
    '{of, plural, =1 {nearly every call to {node} failed} other {about {bad, number} in # calls to {node} failed}}',
  'story.inside.several':
    '{of, plural, =1 {nearly every call to {node} failed} other {about {bad, number} in # calls to {node} failed}}, and some to {others, plural, one {# other service} other {# other services}}',
  'story.calm.some': 'no trouble stands out: {failures, number} of {requests, number} requests failed',
  'story.calm.many': '{failures, number} of {requests, number} requests failed',
  'story.calm.none': 'no trouble stands out: none of {requests, number} requests failed',
  'story.missed.one': '{node} misses its objective',
  'story.missed.several':
    '{services, number} services miss their objective ({node}, {second}{more, plural, =0 {} other { and # more}})',
  'story.marked.fails': '{node} failed for {failures, number} of {requests, number}',
  'story.marked.refuses': '{node} refused {refused, number} of {requests, number} as wrong',
  'story.marked.several':
    '{services, number} services had errors ({node}, {second}{more, plural, =0 {} other { and # more}})',
  'story.marked.more': '{services, number} more had errors',
  'story.copes': 'no more requests from outside fail than usual',
  'story.coped': 'no more requests from outside failed than usual',
  'story.cause.fault': '{node} fails',
  'story.cause.own': 'nothing it calls explains that',
  'story.cause.timeout': '{node} does not answer in time',
  'story.cause.throttle': '{node} turns requests away as too many',
  'story.cause.dead': 'nearly every call to {node} fails',
  'story.cause.slow': '{node} answers {times, number, ::.#} times slower',
  'story.cause.slowDatabase': 'database {node} answers {times, number, ::.#} times slower',
  'story.cause.storm': '{from} calls {node} {times, number, ::.#} times as often',
  'story.cause.itStorms': 'it calls {node} {times, number, ::.#} times as often',
  'story.cause.deploy': 'it began with version {version} of {node}',
  'story.cause.version': 'version {version} of {node} causes trouble',
  'story.cause.lost': 'calls from {from} to {node} get lost',
  'story.past.fault': '{node} failed',
  'story.past.own': 'nothing it calls explains that',
  'story.past.timeout': '{node} did not answer in time',
  'story.past.throttle': '{node} turned requests away as too many',
  'story.past.dead': 'nearly every call to {node} failed',
  'story.past.slow': '{node} answered {times, number, ::.#} times slower',
  'story.past.slowDatabase': 'database {node} answered {times, number, ::.#} times slower',
  'story.past.storm': '{from} called {node} {times, number, ::.#} times as often',
  'story.past.itStorms': 'it called {node} {times, number, ::.#} times as often',
  'story.past.deploy': 'it began with version {version} of {node}',
  'story.past.version': 'version {version} of {node} caused trouble',
  'story.past.lost': 'calls from {from} to {node} got lost',

  'story.finding.fails':
    'Since {since} {of, plural, =1 {nearly every one fails} other {about {bad, number} in # fail}}; at other times {usual, number, ::percent .#}.',
  'story.finding.slow': 'Since {since} it takes {times, number, ::.#} times as long as at other times.',
  'story.finding.more':
    'Since {since} there are {times, number, ::.#} times as many calls for one request: calls are repeated.',
  'story.finding.refuses':
    'Since {since} {of, plural, =1 {nearly every one is refused} other {about {bad, number} in # are refused}} as wrong; at other times {usual, number, ::percent .#}.',
  'story.finding.failed':
    'From {since} to {until} {of, plural, =1 {nearly every one failed} other {about {bad, number} in # failed}}; that is over.',
  'story.finding.wasSlow': 'From {since} to {until} it took {times, number, ::.#} times as long; that is over.',
  'story.finding.wasMore':
    'From {since} to {until} there were {times, number, ::.#} times as many calls for one request; that is over.',
  'story.finding.refused':
    'From {since} to {until} {of, plural, =1 {nearly every one was refused} other {about {bad, number} in # were refused}} as wrong; that is over.',

  'story.node.none': '{node} served nothing in this window.',
  'story.node.client':
    '{requests, plural, one {# request} other {# requests}} entered {node} from outside. Clients have no figures of their own.',
  'story.node.few':
    '{node} served {requests, plural, one {# request} other {# requests}}{failures, plural, =0 {} other {, of which # failed}}: not enough to judge.',
  'story.node.healthy': '{node} served {requests, number} requests without a failure, 95 % of them within {p95}.',
  'story.node.faults':
    '{of, plural, =0 {Every request} =1 {Nearly every request} other {{bad, number} in # requests}} to {node} {bad, plural, one {faults} other {fault}} ({failures, number} of {requests, number}); nothing it calls explains that, so look here.',
  'story.node.faultsInferred':
    '{of, plural, =0 {Every request} =1 {Nearly every request} other {{bad, number} in # requests}} to {node} {bad, plural, one {faults} other {fault}} ({failures, number} of {requests, number}). {node} reports nothing of its own: what is known comes from its callers.',
  'story.node.faultsFrom':
    '{of, plural, =0 {Every request} =1 {Nearly every request} other {{bad, number} in # requests}} to {node} {bad, plural, one {faults} other {fault}} ({failures, number} of {requests, number}). {calleeFailures, plural, one {# of its calls} other {# of its calls}} to {callee} failed: look there first.',
  'story.node.throttles':
    '{node} turned away {of, plural, =0 {every request} =1 {nearly every request} other {{bad, number} in # requests}} as too many ({failures, number} of {requests, number}).',
  'story.node.errors':
    '{node} never faulted, but answered {of, plural, =0 {every request} =1 {nearly every request} other {{bad, number} in # requests}} with a 4xx ({failures, number} of {requests, number}).',

  'story.edge.none': '{from} did not call {to} in this window.',
  'story.edge.few':
    '{from} called {to} {requests, plural, one {once} other {# times}}{failures, plural, =0 {} other {, and # failed}}: not enough to judge.',
  'story.edge.healthy':
    '{from} called {to} {requests, number} times without a failure; 95 % of the answers came within {p95}, the network included.',
  'story.edge.linkFew':
    '{to} picked up {requests, plural, one {# message} other {# messages}} from {from}: not enough to judge.',
  'story.edge.link': '{to} picked up {requests, number} messages from {from}; 95 % had waited less than {p95}.',
  'story.edge.faults':
    '{of, plural, =0 {Every call} =1 {Nearly every call} other {{bad, number} in # calls}} from {from} to {to} {bad, plural, one {fails} other {fail}} ({failures, number} of {requests, number}).',
  'story.edge.unanswered':
    '{of, plural, =0 {Every call} =1 {Nearly every call} other {{bad, number} in # calls}} from {from} to {to} {bad, plural, one {fails} other {fail}} ({failures, number} of {requests, number}), yet {to} counts no failure: calls time out or get lost on the way.',
  'story.edge.throttles':
    '{to} turned away {of, plural, =0 {every call} =1 {nearly every call} other {{bad, number} in # calls}} from {from} as too many ({failures, number} of {requests, number}).',
  'story.edge.errors':
    '{of, plural, =0 {Every call} =1 {Nearly every call} other {{bad, number} in # calls}} from {from} to {to} {bad, plural, one {is} other {are}} refused with a 4xx ({failures, number} of {requests, number}).',

  'story.trace.empty': 'No segment of this trace has arrived yet.',
  'story.trace.running': '{root} is still working on this request.',
  'story.trace.ok':
    '{root} answered in {duration}; the largest part went to {slowest} ({slowestTime}, {share, number, ::scale/100 precision-integer} %).',
  'story.trace.okAlone': '{root} answered in {duration}.',
  'story.trace.handled':
    '{root} answered in {duration} although {at} failed on the way{error, select, none {} other {{recorder, select, none {: } other {; {recorder} recorded: }}{error}}}.',
  'story.trace.fault':
    '{root} failed after {duration}, and nothing below it did{error, select, none {} other {; it recorded: {error}}}.',
  'story.trace.faultAt':
    '{root} failed after {duration} because {at} failed{service, select, none {} other { (in {service})}}{error, select, none {} other {{recorder, select, none {: } other {; {recorder} recorded: }}{error}}}.',
  'story.trace.throttle': '{root} was turned away after {duration}: too many requests at {at}.',
  'story.trace.error': '{root} answered with a client error (4xx) after {duration}; it came from {at}.',

  'story.users.none': 'No request in this window named its user.',
  'story.users.fine': '{total, plural, one {The one user seen} other {All # users seen}} got what they asked for.',
  'story.users.affected':
    '{affected, number} of {total, plural, one {# user} other {# users}} met an error or a fault; worst off is {user}, with {failures, number} of {traces, plural, one {# trace} other {# traces}}.',
}
