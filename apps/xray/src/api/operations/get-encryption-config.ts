import { operation } from '../operation.ts'

export const getEncryptionConfig = operation('GetEncryptionConfig', '/EncryptionConfig', {}, () => ({
  EncryptionConfig: { KeyId: null, Status: 'ACTIVE', Type: 'NONE' },
}))
