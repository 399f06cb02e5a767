/** The page that tells how to send something. */
export const add = {
  'add.title': 'Add your app',
  'add.lead': 'Pick your language, paste the lines, and send a request to your app: it appears on the map by itself.',
  'add.lead.empty':
    'Nothing has been sent yet. Pick your language, paste the lines, and send a request to your app: the map appears here by itself.',
  'add.sdk': 'SDK',
  'add.install': 'Install',
  'add.code': 'Add to your app',
  'add.run': 'Run it with',
  'add.copy': 'Copy',
  'add.copied': 'Copied',
  'add.copy-failed': 'The browser did not allow copying',
  'add.arrived': 'What has arrived so far',
  'add.arrived.nothing': 'Nothing yet. This updates by itself.',
  'add.arrived.segments':
    '{segments, plural, one {# segment} other {# segments}} in {traces, plural, one {# trace} other {# traces}}.',
  'add.arrived.sender':
    '{service}: {documents, plural, one {# document} other {# documents}} through {sdk} {version}, the last one {last}',
  'add.arrived.rejected': '{count, plural, one {# document was} other {# documents were}} rejected: {why}',
  'add.doctor': 'Nothing arrives? The doctor checks each step.',
  'add.ports': 'Where Roentgen listens',
  'add.port.daemon': 'X-Ray SDKs and daemon (UDP and TCP)',
  'add.port.xray': 'X-Ray API',
  'add.port.otlpHttp': 'OpenTelemetry (OTLP over HTTP)',
  'add.port.otlpGrpc': 'OpenTelemetry (OTLP over gRPC)',
  'add.more': 'Add your app',
  'add.more.text': 'How to send traces here from Node.js, Python, Java, Go, .NET or OpenTelemetry',
} as const
