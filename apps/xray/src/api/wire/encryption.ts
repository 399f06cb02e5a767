import type { AskedEncryption } from '../../control/encryption.ts'

export const wireEncryption = (asked: AskedEncryption, status: 'ACTIVE' | 'UPDATING') => ({
  KeyId: asked.type === 'KMS' ? asked.keyId : null,
  Status: status,
  Type: asked.type,
})
