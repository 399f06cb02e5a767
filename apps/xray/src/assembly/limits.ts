/**
 * Of one trace, no more than these bytes of documents are read, assembled and answered (decision 0017): those without a parent first, then
 * as they were received. What is beyond stays stored.
 */
export const mostTraceBytes = 16 * 1024 * 1024
