/** What can be wrong with a request, each with its HTTP status. */
export const statusOf = {
  'bad-input': 422,
  'bad-request': 400,
  'not-signed-in': 401,
  forbidden: 403,
  'not-found': 404,
  conflict: 409,
  gone: 410,
  'too-large': 413,
  'too-many': 429,
  unavailable: 503,
} as const

export type ErrorCode = keyof typeof statusOf

/** A refusal in plain words, mapped once to JSON or to a page. `fields`: input path → sentence. */
export class AppError extends Error {
  constructor(
    readonly code: ErrorCode,
    message: string,
    readonly fields: Record<string, string> = {},
  ) {
    super(message)
    this.name = 'AppError'
  }
  get status() {
    return statusOf[this.code]
  }
}

export const notFound = () => new AppError('not-found', 'There is nothing here, or it is not yours to see.')
