/** Codes of the fact sheet (1.2 and 2.11): whatever is refused is refused with one of them. */
export const errorNames: ReadonlyMap<string, number> = new Map([
  ['InvalidRequestException', 400],
  ['ThrottledException', 429],
  ['ResourceNotFoundException', 404],
  ['RuleLimitExceededException', 400],
  ['TooManyTagsException', 400],
  ['InvalidPolicyRevisionIdException', 400],
  ['MalformedPolicyDocumentException', 400],
  ['LockoutPreventionException', 400],
  ['PolicySizeLimitExceededException', 400],
  ['PolicyCountLimitExceededException', 400],
  ['AccessDeniedException', 403],
  ['UnrecognizedClientException', 403],
  ['InvalidSignatureException', 403],
  ['ExpiredTokenException', 403],
  ['MissingAuthenticationTokenException', 403],
  ['IncompleteSignature', 400],
  ['SerializationException', 400],
  ['ValidationException', 400],
  ['UnknownOperationException', 404],
])

export const documentCodes: ReadonlySet<string> = new Set([
  'ParseError',
  'UnknownType',
  'MissingId',
  'InvalidId',
  'MissingName',
  'MissingTraceId',
  'InvalidTraceId',
  'MissingStartTime',
  'InProgressSegmentHasEndTime',
  'InProgressSubsegmentHasEndTime',
  'MissingEndTime',
  'MissingParentId',
  'InvalidParentId',
  // Ours: the sheet has the limit (2.10) and no code for it.
  'DocumentTooLarge',
])

/** Of datagrams, for the doctor alone. */
export const datagramCodes: ReadonlySet<string> = new Set(['MissingHeader', 'InvalidHeader', 'EmptyDatagram'])
