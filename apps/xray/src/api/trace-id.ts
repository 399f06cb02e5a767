import { parseDocumentTraceId } from '@roentgen/trace'

/** Lower case only, as the service prints them: an id is compared to stored ones as it stands. */
export const isTraceId = (text: string): boolean => parseDocumentTraceId(text) === text
