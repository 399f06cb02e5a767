import { operation } from '../operation.ts'

export const getEncryptionConfig = operation('GetEncryptionConfig', () => ({
  EncryptionConfig: { KeyId: null, Status: 'ACTIVE', Type: 'NONE' },
}))
