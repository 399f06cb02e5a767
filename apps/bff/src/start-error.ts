/** What was asked for cannot be done; the message says what to change. */
export class StartError extends Error {
  override name = 'StartError'
}
