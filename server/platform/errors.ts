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

export const tooLarge = () =>
  new AppError(
    'too-large',
    'That is more than this page takes. Nothing was changed. Make it shorter, then send it again.',
  )

/**
 * What may be said of a failure in a log or kept with an event: its kind and its code. Never its message, where the
 * database driver puts the query with its values, and a mail server the address.
 */
export function faultOf(error: unknown): { kind: string; code?: string } {
  let [kind, code]: [string, string | undefined] = ['Error', undefined]
  for (let e = error, depth = 0; e instanceof Error && depth < 5; e = e.cause, depth += 1) {
    kind = e.constructor.name || kind
    const given = (e as { code?: unknown }).code
    if (typeof given === 'string' && /^\w{1,60}$/.test(given)) code = given
  }
  return code === undefined ? { kind } : { kind, code }
}

/** Why it failed, in the words of the first cause: for the operator's own screen, never for a log. */
export function reasonOf(error: unknown): string {
  if (!(error instanceof Error)) return String(error)
  return error.cause instanceof Error ? reasonOf(error.cause) : error.message || error.constructor.name
}
