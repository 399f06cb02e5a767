import { operation } from '../operation.ts'

/** All tags fit one page; a token is ignored, as observed. */
export const listTagsForResource = operation('ListTagsForResource', async (input, { control }) => ({
  Tags: await control.tags.of(input.ResourceARN),
  NextToken: null,
}))
