/** What every translator gives: segment documents, and what of its input was no span, with the reason. */
import type { WireDocument } from '@roentgen/trace'

export type Translation = {
  readonly documents: readonly WireDocument[]
  /** Broken ids, times or shapes. The rest of the input goes through. */
  readonly rejected: readonly { readonly spanId: string | null; readonly reason: string }[]
}

export type TranslateOptions = {
  /** Attributes that become annotations beside those that a span names itself (`aws.xray.annotations`); `all`: every one. */
  readonly indexed?: ReadonlySet<string> | 'all'
}
