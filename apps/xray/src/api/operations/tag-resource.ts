import { operation } from '../operation.ts'

export const tagResource = operation('TagResource', async (input, { control }) => {
  await control.tags.put(input.ResourceARN, input.Tags)
  return {}
})
