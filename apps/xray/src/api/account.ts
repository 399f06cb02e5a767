/** Names under which this installation appears in ARNs. One account and one region: what a trace says of others stays in its nodes. */
export const ownAccount = '000000000000'
export const ownRegion = 'us-east-1'
export const arn = (resource: string) => `arn:aws:xray:${ownRegion}:${ownAccount}:${resource}`
