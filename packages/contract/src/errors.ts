/** The closed list of what the bff's API answers when it cannot answer, and the status each travels under. */
export const httpStatus = {
  BAD_REQUEST: 400,
  BAD_FILTER: 400,
  BAD_WINDOW: 400,
  NO_CREDENTIALS: 401,
  NOT_PERMITTED: 403,
  FOREIGN_ORIGIN: 403,
  NOT_FOUND: 404,
  /** Somebody else was faster, or there already is one of that name. */
  CONFLICT: 409,
  THROTTLED: 429,
  UPSTREAM: 502,
  STORE_UNAVAILABLE: 503,
  INTERNAL: 500,
} as const
export type ErrorCode = keyof typeof httpStatus
