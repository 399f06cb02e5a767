/** Which hosts go into a crowd: those of which nothing is known but an address. */
import type { CrowdOf } from '@roentgen/picture'
import { t } from '../../../messages/index.ts'

const address = /^(?:\d{1,3}\.){3}\d{1,3}(?::\d+)?$|^\[?[\da-f]*:[\da-f:.]*:[\da-f]*\]?(?::\d+)?$/i

export const crowdOf: CrowdOf = (node) =>
  node.state !== 'active' && address.test(node.name) ? { rule: 'addresses', label: t('picture.crowd.addresses') } : null
