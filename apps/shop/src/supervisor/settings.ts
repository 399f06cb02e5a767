/** What the shop is told through its environment (see README); believed nowhere else. */
export type Settings = {
  /** `host:port` of the X-Ray daemon, UDP and TCP. */
  daemon: string
  otlpUrl: string
  requestsPerSecond: number
  /** 1: people take their time; 0: no pause between a visitor's requests. */
  pace: number
}

function positive(text: string | undefined, fallback: number): number {
  const value = Number(text)
  return text !== undefined && text !== '' && Number.isFinite(value) && value >= 0 ? value : fallback
}

export function settingsFrom(env: NodeJS.ProcessEnv): Settings {
  const address = (env.ROENTGEN_XRAY ?? '').replace(/^https?:\/\//, '').replace(/\/$/, '')
  const port = /:(\d+)$/.exec(address)?.[1] ?? env.ROENTGEN_XRAY_PORT ?? '2000'
  // The Node SDK splits at the colon: no IPv6 literals. A daemon that listens everywhere also listens on loopback.
  const daemon = `127.0.0.1:${port}`
  const otlpPort = positive(env.ROENTGEN_OTLP_HTTP_PORT, 4318)
  return {
    daemon,
    // Without an OTLP port of its own, the X-Ray port takes OTLP as well.
    otlpUrl: otlpPort === 0 ? `http://${daemon}/v1/traces` : `http://127.0.0.1:${otlpPort}/v1/traces`,
    requestsPerSecond: positive(env.ROENTGEN_SHOP_RATE, 2.5),
    pace: positive(env.ROENTGEN_SHOP_PACE, 1),
  }
}
