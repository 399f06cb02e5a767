import { operation } from '../operation.ts'
import { wireEncryption } from '../wire/encryption.ts'

/** A key of KMS is asked for and not in force: `UPDATING`, for as long as nothing is encrypted with it (decision 0011). */
export const getEncryptionConfig = operation('GetEncryptionConfig', async (_input, { control }) => {
  const asked = await control.encryption.get()
  return { EncryptionConfig: wireEncryption(asked, asked.type === 'NONE' ? 'ACTIVE' : 'UPDATING') }
})
