/** An application of an SDK that is not run: what it would send for each route. */

export type Moment = {
  readonly traceId: string
  /** Epoch seconds: when the request ended. */
  readonly end: number
  /** 16 fresh hex digits. */
  readonly newId: () => string
  /** The service's name. */
  readonly name: string
  readonly query: URLSearchParams
}

export type Played = { readonly status: number; readonly documents: readonly object[] }

export type Recording = {
  /** Of the SDK whose serializer was read. */
  readonly version: string
  /** First line of its datagrams. */
  readonly header: string
  readonly routes: Readonly<Record<string, (moment: Moment) => Played>>
}
