/** What sizes and colours of the map tell, and the gap between the two sides of a call. */
export const encodings = {
  'encodings.color': 'Colour',
  'encodings.color.health': 'health',
  'encodings.color.latency': 'how long it takes',
  'encodings.color.errors': 'what goes wrong',
  'encodings.color.traffic': 'traffic',
  'encodings.size': 'Size',
  'encodings.size.none': 'all alike',
  'encodings.size.traffic': 'traffic',
  'encodings.size.health': 'what goes wrong',
  'encodings.scale.latency': '95 of 100 within',
  'encodings.scale.errors': 'Went wrong',
  'encodings.scale.traffic': 'Requests',
  'encodings.step.none': 'none',
  'encodings.step.under': 'under {bound}',
  'encodings.step.between': '{from} to {to}',
  'encodings.step.over': '{bound} and more',
  'encodings.class.ok': 'ok: answered as it should be',
  'encodings.class.error': 'refused: the request itself was wrong (4xx)',
  'encodings.class.throttle': 'turned away: too many requests at once (429)',
  'encodings.class.fault': 'failed: the service could not do it (5xx), or did not answer',
  'encodings.legend.size.traffic': 'larger circle: more requests',
  'encodings.legend.size.health': 'larger circle: more of its requests went wrong',
  'encodings.gap': 'Between the two',
  'encodings.gap.one-sided':
    '{to} does not report itself: these figures are what {from} saw, the network and any waiting in line included.',
  'encodings.gap.few': 'Too few calls to compare the two sides.',
  'encodings.gap.shared':
    '{from} waited {caller} for half of its calls. {to} itself took {callee}, but for all who call it together: the two cannot be subtracted.',
  'encodings.gap.same': 'Both sides took as long: {caller} for half of the calls.',
  'encodings.gap.longer':
    '{from} waited {caller} for half of its calls, {to} itself took {callee}. The {between} between are the network and waiting in line.',
  'encodings.gap.shorter':
    '{from} waited {caller} for half of its calls, {to} itself took {callee}: {from} does not wait for the end, because it gives up earlier or asked for no answer.',
  'encodings.gap.lost':
    '{lost, plural, one {{text} call} other {{text} calls}} never arrived at {to}, or it has not reported them.',
} as const
