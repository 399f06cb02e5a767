import { operation } from '../operation.ts'
import { wireEncryption } from '../wire/encryption.ts'

/** Says `UPDATING` whatever was asked for, as the service does; reading it tells what is in force. */
export const putEncryptionConfig = operation('PutEncryptionConfig', async (input, { control }) => ({
  EncryptionConfig: wireEncryption(await control.encryption.put(input.Type, input.KeyId), 'UPDATING'),
}))
