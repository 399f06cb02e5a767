import { operation } from '../operation.ts'

export const untagResource = operation('UntagResource', async (input, { control }) => {
  await control.tags.remove(input.ResourceARN, input.TagKeys)
  return {}
})
