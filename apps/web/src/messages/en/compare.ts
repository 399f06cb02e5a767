/** Two windows on one map. */
export const compare = {
  'compare.open': 'Compare',
  'compare.open.on': 'Comparing',
  'compare.title': 'Compare this time with',
  'compare.with.previous': 'The time right before',
  'compare.with.day': 'The same time yesterday',
  'compare.with.week': 'The same time last week',
  'compare.own': 'Another time',
  'compare.own.hint': 'Such as “2026-11-21 10:00 - 11:00” or “now-3h to now-2h”.',
  'compare.own.apply': 'Compare',
  'compare.stop': 'Stop comparing',
  'compare.list': 'What changed',
  'compare.loading': 'Comparing…',
  'compare.windows': '{after}, compared with {before}',
  'compare.windows.since':
    'Since {subject}{version, select, none {} other { {version}}} was deployed: {after}, compared with {before}',
  'compare.count': '{count, plural, one {# change} other {# changes}} beyond chance, what matters most first',
  'compare.verdict.same': 'Nothing changed beyond chance.',
  'compare.verdict.partly': 'What could be compared did not change beyond chance.',
  'compare.verdict.too-little': 'Too little data to compare: a service needs 30 requests in both times.',
  'compare.verdict.nothing-before': 'Nothing was recorded in the earlier time, so there is nothing to compare with.',
  'compare.verdict.nothing-now': 'Nothing arrived in this time range, so there is nothing to compare.',
  'compare.same.text':
    '{count, plural, one {# service or connection was} other {# services and connections were}} compared. They differ no more than they usually do from minute to minute.',
  'compare.unsaid': 'Not known well enough to compare',
  'compare.unsaid.requests':
    '{side, select, before {The earlier time has} other {The time shown has}} {count, plural, =0 {no request} one {only # request} other {only # requests}} of it: too few to compare.{failed, select, none {} other { Now {failed} fail.}}',
  'compare.unsaid.steps':
    '{side, select, before {The earlier time has} other {The time shown has}} {count, plural, one {# request} other {# requests}} of it, within a few minutes: too little to tell a change from chance.{failed, select, none {} other { Now {failed} fail.}}',
  'compare.too-few':
    '{count, plural, one {# service or connection} other {# services and connections}} had too few requests to say anything.',
  'compare.assumed': 'Nothing is known minute by minute here, so how much things usually vary was assumed.',
  'compare.sampled': 'From a sample, so what is new, gone, more or less is not told: {because}',
  'compare.explains': 'This explains {count, plural, one {# more change} other {# more changes}}',
  'compare.inside': '{name}: {change}',
  'compare.inside.more': '{count, plural, one {and # more change} other {and # more changes}}',
  'compare.legend': 'bold, on a glow: changed since the earlier time; the rest is pale',
  'compare.legend.nodes': 'dashed ring and bold name: new or gone since the earlier time',
  'compare.legend.edges': 'bold words at a dashed line: new; at a dotted one: gone',
  'compare.since': 'What changed since version {version} ({at})',
  'compare.since.strip': 'Compare with the time before',
  'compare.badge.new': 'new',
  'compare.badge.gone': 'gone',
  'compare.badge.slower': '{times, select, none {{share} slower} other {{times}× as slow}}',
  'compare.badge.faster': '{share} faster',
  'compare.badge.more-errors': '{share} more {class, select, fault {faults} throttle {throttled} other {errors}}',
  'compare.badge.fewer-errors': '{share} fewer {class, select, fault {faults} throttle {throttled} other {errors}}',
  'compare.badge.more-traffic': '{times, select, none {{share} more traffic} other {{times}× the traffic}}',
  'compare.badge.less-traffic': '{share} less traffic',
  'compare.say.new': 'New: {after}; before, there was none.',
  'compare.say.gone': 'Gone: before, {before}; now none.',
  'compare.say.slower':
    '{quantile, select, 95 {95 of 100} other {Half of the}} {subject, select, edge {calls} other {requests}} took up to {after}, before {before}: {times, select, none {{share} slower} other {{times} times as long}}.',
  'compare.say.faster':
    '{quantile, select, 95 {95 of 100} other {Half of the}} {subject, select, edge {calls} other {requests}} took up to {after}, before {before}: {share} faster.',
  'compare.say.errors':
    '{after} of {subject, select, edge {calls} other {requests}} {class, select, fault {failed} throttle {were throttled} other {were answered with an error}}, before {before}.',
  'compare.say.more-traffic':
    '{after}, before {before}: {times, select, none {{share} more} other {{times} times as much}}.',
  'compare.say.less-traffic': '{after}, before {before}: {share} less.',
} as const
