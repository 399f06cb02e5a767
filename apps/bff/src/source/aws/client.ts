import { XRayClient, type XRayClientConfig } from '@aws-sdk/client-xray'
import { fromIni } from '@aws-sdk/credential-providers'

export type AwsTarget =
  | { readonly kind: 'aws'; readonly region: string; readonly profile: string | null }
  | { readonly kind: 'xray'; readonly url: string }

/** Any service but AWS checks no signature, or checks it against keys that the user has set; without keys a request would never leave. */
const anyone = { accessKeyId: 'local', secretAccessKey: 'local' }

const hasOwnKeys = (env: NodeJS.ProcessEnv): boolean =>
  Boolean(env.AWS_ACCESS_KEY_ID || env.AWS_PROFILE || env.AWS_WEB_IDENTITY_TOKEN_FILE)

export function clientConfig(target: AwsTarget, env: NodeJS.ProcessEnv = process.env): XRayClientConfig {
  // Adaptive: the SDK measures how fast the service lets it go and keeps below that.
  const common: XRayClientConfig = { retryMode: 'adaptive', maxAttempts: 5 }
  if (target.kind === 'aws') {
    return {
      ...common,
      region: target.region,
      ...(target.profile ? { credentials: fromIni({ profile: target.profile }) } : {}),
    }
  }
  return {
    ...common,
    endpoint: target.url,
    region: env.AWS_REGION ?? env.AWS_DEFAULT_REGION ?? 'us-east-1',
    ...(hasOwnKeys(env) ? {} : { credentials: anyone }),
  }
}

export const makeClient = (target: AwsTarget): XRayClient => new XRayClient(clientConfig(target))
