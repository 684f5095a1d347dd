import { Refusal, unreachable } from '../kit/refusal.ts'

/**
 * The desk's way to the server: same-origin cookies, JSON, and a `Refusal` thrown for every answer that is not a success.
 * Give it to a feature's typed client: `hc<typeof planRoutes>('/api/plans', { fetch: deskFetch })`.
 */
export const deskFetch: typeof fetch = async (input, init) => {
  const response = await fetch(input, { credentials: 'same-origin', ...init }).catch(() => {
    throw unreachable((init?.method ?? 'GET') === 'GET')
  })
  if (response.ok) return response
  if (response.status === 401 && !location.pathname.startsWith('/desk/sign-in')) return leaveForSignIn()
  throw await refusalOf(response)
}

async function refusalOf(response: Response): Promise<Refusal> {
  const body: unknown = await response.json().catch(() => null)
  const found = bodyOf(body)
  return new Refusal(
    found.code ?? 'unavailable',
    found.message ?? plainWords(response.status),
    found.fields,
    response.status,
  )
}

interface RefusedBody {
  code?: string
  message?: string
  fields?: Record<string, string>
}

/** The error is the body itself, or stands under `error`. */
function bodyOf(body: unknown): RefusedBody {
  if (!body || typeof body !== 'object') return {}
  const inner = (body as { error?: unknown }).error
  return (inner && typeof inner === 'object' ? inner : body) as RefusedBody
}

const plainWords = (status: number) =>
  status >= 500
    ? 'The server could not do this. What was saved before is safe. Try again in a moment.'
    : 'The server did not take this. Nothing was changed.'

/** The page is being left: nothing of it goes on. */
function leaveForSignIn(): Promise<never> {
  const back = location.pathname + location.search
  location.assign(`/desk/sign-in?back=${encodeURIComponent(back)}`)
  return new Promise(() => {})
}

/** Browsers let a request outlive its page only when it is small. */
const smallEnough = 16_000

const send = async <T>(method: string, path: string, body?: unknown, outlive = false): Promise<T> => {
  const response = await deskFetch(path, {
    method,
    keepalive: outlive && JSON.stringify(body).length < smallEnough,
    ...(body === undefined ? {} : { headers: { 'content-type': 'application/json' }, body: JSON.stringify(body) }),
  })
  return (response.status === 204 ? undefined : await response.json()) as T
}

/** For a route that has no typed client. The address is the whole one: `/api/accounts/me`. */
export const http = {
  get: <T>(path: string) => send<T>('GET', path),
  post: <T>(path: string, body: unknown = {}) => send<T>('POST', path, body),
  /** A post that arrives even when the page is closed meanwhile. */
  postToTheEnd: <T>(path: string, body: unknown) => send<T>('POST', path, body, true),
  put: <T>(path: string, body: unknown) => send<T>('PUT', path, body),
  patch: <T>(path: string, body: unknown) => send<T>('PATCH', path, body),
  delete: <T>(path: string) => send<T>('DELETE', path),
}
