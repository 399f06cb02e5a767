export const doctor = {
  'doctor.title': 'Doctor',
  'doctor.loading': 'Looking at everything…',
  'doctor.all-well': 'All is well with {source}.',
  'doctor.troubles':
    '{fail, plural, =0 {} one {One thing does not work} other {# things do not work}}{both, select, yes { and } other {}}{warn, plural, =0 {} one {one thing needs a look} other {# things need a look}} with {source}.',
  'doctor.refresh': 'Look again',
  'doctor.seen': 'As of {time}.',

  'doctor.status.ok': 'works',
  'doctor.status.warn': 'look here',
  'doctor.status.fail': 'does not work',
  'doctor.status.skip': 'not asked',
  'doctor.checks': 'What works and what does not',
  'doctor.fix': 'To put it right:',
  'doctor.copy-fix': 'Copy what to do',
  'doctor.copied': 'Copied.',
  'doctor.copy-failed': 'The browser did not allow copying.',

  'doctor.probe.title': 'Send a probe',
  'doctor.probe.text':
    'Sends one small segment over UDP, as an SDK would, and waits until it can be read back; then asks for sampling rules over TCP.',
  'doctor.probe.start': 'Send the probe',
  'doctor.probe.running': 'Sending and waiting…',
  'doctor.probe.udp.ok': 'The probe arrived and could be read after {seconds}.',
  'doctor.probe.udp.fail':
    'The probe was sent over UDP and was not seen again. UDP to the daemon’s port is blocked or goes elsewhere: check firewalls and container port mappings (2000/udp beside 2000/tcp).',
  'doctor.probe.tcp.ok': 'Sampling rules are answered over TCP.',
  'doctor.probe.tcp.fail': 'Sampling rules are not answered over TCP: {detail}',
  'doctor.probe.open': 'Open the probe’s trace',

  'doctor.ports': 'Addresses',
  'doctor.ports.open': 'open',
  'doctor.ports.closed': 'closed',
  'doctor.ports.name': 'What',
  'doctor.ports.address': 'Where',
  'doctor.ports.state': 'State',

  'doctor.senders': 'Who sends',
  'doctor.senders.none':
    'Nobody has sent anything yet. Set AWS_XRAY_DAEMON_ADDRESS of an application to the daemon’s address above and let it serve a request.',
  'doctor.senders.sdk': 'SDK',
  'doctor.senders.version': 'Version',
  'doctor.senders.service': 'Service',
  'doctor.senders.host': 'Host',
  'doctor.senders.documents': 'Documents',
  'doctor.senders.last': 'Last document',

  'doctor.rejects': 'Not stored',
  'doctor.rejects.none': 'Nothing was turned away.',
  'doctor.rejects.at': 'When',
  'doctor.rejects.code': 'Reason',
  'doctor.rejects.message': 'In words',
  'doctor.rejects.excerpt': 'Begins with',
  'doctor.rejects.from': 'From',
  'doctor.rejects.count': '{code}: {count, number}',

  'doctor.stored': 'Stored',
  'doctor.stored.segments': 'Documents',
  'doctor.stored.traces': 'Traces',
  'doctor.stored.disk': 'On disk',
  'doctor.stored.oldest': 'Oldest',
  'doctor.stored.bytes': '{amount} {unit}',
} as const
