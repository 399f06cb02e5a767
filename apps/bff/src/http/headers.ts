/** Headers that keep a page to itself: nothing from elsewhere, nothing inline. */
import { createHash } from 'node:crypto'
import type { RequestHandler } from 'express'
import helmet from 'helmet'

const hashOf = (style: string): string => `'sha256-${createHash('sha256').update(style).digest('base64')}'`

/** Style sheets that libraries put into the page by script, to the letter; everything else stays forbidden. */
const injectedStyles = [
  // Cytoscape, for the element it draws in.
  '.__________cytoscape_container { position: relative; }',
  // react-aria, for whatever can be pressed.
  `@layer {
  [data-react-aria-pressable] {
    touch-action: pan-x pan-y pinch-zoom;
  }
}`,
]

export function securityHeaders(): RequestHandler {
  return helmet({
    contentSecurityPolicy: {
      useDefaults: false,
      directives: {
        defaultSrc: ["'none'"],
        scriptSrc: ["'self'"],
        workerSrc: ["'self'"],
        styleSrc: ["'self'", ...injectedStyles.map(hashOf)],
        imgSrc: ["'self'", 'data:', 'blob:'],
        fontSrc: ["'self'"],
        connectSrc: ["'self'"],
        manifestSrc: ["'self'"],
        baseUri: ["'none'"],
        formAction: ["'self'"],
        frameAncestors: ["'none'"],
      },
    },
    // Plain http on loopback is the default; a proxy with TLS sets its own.
    strictTransportSecurity: false,
    referrerPolicy: { policy: 'no-referrer' },
    crossOriginEmbedderPolicy: false,
  })
}
