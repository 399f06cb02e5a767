import type { LookupAddress, LookupOptions } from 'node:dns'
import type { PlaceName } from './messages.ts'

/** The names the services call each other by. They end up on the map and in URLs, so they must not change from run to run as ports do. */
export const hostOf: Record<PlaceName, string> = {
  storefront: 'shop.example',
  orders: 'orders.shop.internal',
  payments: 'payments.shop.internal',
  catalog: 'catalog.shop.internal',
  inventory: 'inventory.shop.internal',
  recommendations: 'recommendations.shop.internal',
  database: 'db.shop.internal',
  table: 'dynamodb.eu-west-1.amazonaws.com',
  queue: 'sqs.eu-west-1.amazonaws.com',
  bank: 'bank.example',
}

/** Stands in for DNS: every place of the shop is on this machine. */
export function loopbackLookup(
  _host: string,
  options: LookupOptions,
  callback: (error: NodeJS.ErrnoException | null, address: string | LookupAddress[], family?: number) => void,
): void {
  const address = { address: '127.0.0.1', family: 4 }
  if (options.all) callback(null, [address])
  else callback(null, address.address, address.family)
}
