/** What the shop is told through its environment (see README); believed nowhere else. */
export type Settings = {
  /** `host:port` of the X-Ray daemon, UDP and TCP. */
  daemon: string
  otlpUrl: string
  requestsPerSecond: number
  /** Of the control API; 0: any free one. */
  controlPort: number
  /** 1: people take their time; 0: no pause between a visitor's requests. */
  pace: number
}

function positive(text: string | undefined, fallback: number): number {
  const value = Number(text)
  return text !== undefined && text !== '' && Number.isFinite(value) && value >= 0 ? value : fallback
}

export function settingsFrom(env: NodeJS.ProcessEnv): Settings {
  const port = portIn(env.ROENTGEN_XRAY) ?? portIn(env.ROENTGEN_XRAY_URL) ?? env.ROENTGEN_XRAY_PORT ?? '2000'
  // The Node SDK splits at the colon: no IPv6 literals. A daemon that listens everywhere also listens on loopback.
  const daemon = `127.0.0.1:${port}`
  const otlpPort =
    env.ROENTGEN_OTLP_HTTP_URL === '' || env.ROENTGEN_OTLP_HTTP_URL === 'off'
      ? '0'
      : (portIn(env.ROENTGEN_OTLP_HTTP_URL) ?? env.ROENTGEN_OTLP_HTTP_PORT ?? '4318')
  return {
    daemon,
    // Without an OTLP port of its own, the X-Ray port takes OTLP as well.
    otlpUrl: `http://${positive(otlpPort, 0) === 0 ? daemon : `127.0.0.1:${otlpPort}`}/v1/traces`,
    controlPort: positive(env.ROENTGEN_SHOP_PORT, 0),
    requestsPerSecond: positive(env.ROENTGEN_SHOP_RATE, 3),
    pace: positive(env.ROENTGEN_SHOP_PACE, 1),
  }
}

/** `host:port` or a URL. */
const portIn = (address: string | undefined): string | undefined => /:(\d+)\/?$/.exec(address ?? '')?.[1]
