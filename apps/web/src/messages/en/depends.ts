/** What if this failed. */
export const depends = {
  'depends.title': 'What depends on it',
  'depends.through':
    '{perHour, plural, =0 {Next to no requests an hour pass through it.} one {About # request an hour passes through it.} other {About # requests an hour pass through it.}}',
  'depends.users': '{users, plural, one {# user was} other {# users were}} seen here in this time range.',
  'depends.callers':
    '{count, plural, =0 {No other service calls it.} one {If it fails, # service may feel it: {names}.} other {If it fails, # services may feel it: {names}.}}',
  'depends.outside': 'Requests from outside come to it.',
  'depends.callees':
    '{count, plural, =0 {It needs nothing else on this map.} one {It needs # other itself: {names}.} other {It needs # others itself: {names}.}}',
  'depends.more': '{count} more',
  'depends.verdict.absorbs': 'absorbs its failures: of {failed} failed calls at least {share} did no harm.',
  'depends.verdict.in-part': 'absorbs some of its failures: of {failed} failed calls at least {share} did no harm.',
  'depends.verdict.passes-on': 'seems to pass its failures on: {failed} calls failed, and {own} of its own requests.',
  'depends.verdict.unknown': 'was hardly seen with a failed call, so what it would do is not known.',
  'depends.traces':
    '{ended, plural, one {In the one trace} other {In the last # traces}} in which it failed, {well, plural, =0 {none ended} one {# ended} other {# ended}} well for whoever asked.',
  'depends.assumed': 'What this rests on',
  'depends.assumed.window': 'Calls seen in this time range; a path that was not used then is missing.',
  'depends.assumed.one':
    'A request makes at most one failing call of it. Requests of the caller that failed for other reasons count against it, so the true share may be higher.',
  'depends.assumed.alike':
    'A complete outage may do more harm than the single failures seen here: queues fill, retries add up.',
  'depends.assumed.sample': 'How it ended is read from the newest {sample} traces in which it failed.',
} as const
