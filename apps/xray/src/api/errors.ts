/** Every error the API may answer with, and its status (facts 1.2). The table is closed: an operation throws `ApiError`, nothing else. */
export const httpStatus = {
  InvalidRequestException: 400,
  ValidationException: 400,
  SerializationException: 400,
  RuleLimitExceededException: 400,
  TooManyTagsException: 400,
  InvalidPolicyRevisionIdException: 400,
  MalformedPolicyDocumentException: 400,
  LockoutPreventionException: 400,
  PolicySizeLimitExceededException: 400,
  PolicyCountLimitExceededException: 400,
  ThrottledException: 429,
  ResourceNotFoundException: 404,
  UnknownOperationException: 404,
  AccessDeniedException: 403,
  RequestEntityTooLarge: 413,
  InternalFailure: 500,
  ServiceUnavailable: 503,
} as const

export type ErrorName = keyof typeof httpStatus

export class ApiError extends Error {
  override readonly name: ErrorName
  /** Members beside `Message`, where the model declares some (`ResourceName`). */
  readonly members: Readonly<Record<string, string>>
  constructor(
    name: ErrorName,
    message: string,
    options?: ErrorOptions & { members?: Readonly<Record<string, string>> },
  ) {
    super(message, options)
    this.name = name
    this.members = options?.members ?? {}
  }
}

export const notFound = (resource: string, message: string) =>
  new ApiError('ResourceNotFoundException', message, { members: { ResourceName: resource } })

export const invalidRequest = (message: string) => new ApiError('InvalidRequestException', message)

/** Whatever was thrown, as the contract prints it. What is unforeseen says nothing of our insides. */
export function asApiError(thrown: unknown): ApiError {
  if (thrown instanceof ApiError) return thrown
  return new ApiError('InternalFailure', 'The service failed to answer this request; its log says why.', {
    cause: thrown,
  })
}
