/** One sentence per error code: what happened and what to do. */
export const errors = {
  'error.BAD_REQUEST': 'The server did not understand this page’s question: {detail}',
  'error.BAD_FILTER': 'The filter cannot be read: {detail}',
  'error.BAD_WINDOW': 'The time range cannot be used: {detail}',
  'error.NO_CREDENTIALS':
    'There are no AWS credentials for this source. Set them for the process that runs Roentgen, then reload. {detail}',
  'error.NOT_PERMITTED': 'AWS does not permit this: {detail}',
  'error.FOREIGN_ORIGIN': 'This page was opened from an address the server does not trust. Open it at its own address.',
  'error.NOT_FOUND': 'Not found: {detail}',
  'error.CONFLICT': '{detail}',
  'error.THROTTLED': 'AWS answers more slowly than we ask. Trying again in a moment.',
  'error.UPSTREAM': 'The source did not answer as it should: {detail}',
  'error.STORE_UNAVAILABLE':
    'The database is not answering right now. It is restarted by itself; nothing stored is lost.',
  'error.INTERNAL': 'The server made a mistake: {detail}',
  'error.OFFLINE': 'The server cannot be reached. Is Roentgen still running?',
  'error.UNREADABLE': 'The server’s answer cannot be read. Is something else answering at this address?',
  'error.other': 'Something went wrong: {detail}',
  'error.retry': 'Try again',
  'error.doctor': 'Open the doctor',
} as const
