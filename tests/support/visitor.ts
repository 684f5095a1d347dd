/** Sends a request to the app, as `app.request` does. */
export type Send = (url: string, init?: RequestInit) => Response | Promise<Response>

/** A browser without scripts: a cookie jar, the headers a browser sends, redirects left for the test to see. */
export interface Visitor {
  (path: string, init?: RequestInit): Promise<Response>
  /** Posts fields as a form does; a list repeats its field. */
  form: (path: string, fields: Fields) => Promise<Response>
  /** Posts the form of a page that was read: its hidden and already filled fields, with these over them. */
  fill: (html: string, fields: Fields, which?: { action?: string; button?: [string, string] }) => Promise<Response>
  /** Follows redirects from a response to the page they lead to. */
  follow: (response: Response) => Promise<{ response: Response; path: string; html: string }>
  cookies: Map<string, string>
  /** Where the last request went: what a form without an action posts to. */
  at: () => string
}

export type Fields = Record<string, string | string[]>

export function openVisitor(send: Send, origin: string): Visitor {
  const cookies = new Map<string, string>()
  let at = '/'
  const go = async (path: string, init: RequestInit = {}) => {
    const url = new URL(path, new URL(at, origin))
    const headers = new Headers(init.headers)
    if (cookies.size > 0 && !headers.has('cookie')) headers.set('cookie', cookieHeader(cookies))
    if (init.method && init.method !== 'GET' && !headers.has('origin')) {
      headers.set('origin', origin)
      headers.set('sec-fetch-site', 'same-origin')
    }
    const response = await send(url.href, { redirect: 'manual', ...init, headers })
    for (const line of response.headers.getSetCookie()) keep(cookies, line)
    at = url.pathname + url.search
    return response
  }
  const form = (path: string, fields: Fields) => go(path, { method: 'POST', body: body(fields) })
  return Object.assign(go, {
    form,
    fill: (html: string, fields: Fields, which: { action?: string; button?: [string, string] } = {}) => {
      const found = readForm(html, which.action)
      const pressed = which.button ? { [which.button[0]]: which.button[1] } : {}
      return form(found.action || at, { ...found.fields, ...fields, ...pressed })
    },
    follow: (response: Response) => follow(go, response, () => at),
    cookies,
    at: () => at,
  })
}

async function follow(go: (path: string) => Promise<Response>, first: Response, at: () => string) {
  let response = first
  for (let hops = 0; response.status >= 300 && response.status < 400; hops += 1) {
    if (hops > 10) throw new Error('Redirected more than ten times.')
    response = await go(response.headers.get('location') ?? '/')
  }
  return { response, path: at(), html: await response.text() }
}

/** Fills form after form with these fields, from the page that a response leads to, until its address ends so. */
export async function fillUntil(visitor: Visitor, first: Response, end: string, fields: Fields = {}): Promise<string> {
  let page = await visitor.follow(first)
  for (let steps = 0; !page.path.endsWith(end); steps += 1) {
    if (steps > 50 || page.response.status >= 400)
      throw new Error(`Stuck at ${page.path} (${page.response.status}): ${page.html.slice(-2000)}`)
    page = await visitor.follow(await visitor.fill(page.html, fields))
  }
  return page.html
}

const cookieHeader = (cookies: Map<string, string>) =>
  [...cookies].map(([name, value]) => `${name}=${value}`).join('; ')

function keep(cookies: Map<string, string>, line: string) {
  const [pair = '', ...attributes] = line.split(';')
  const equals = pair.indexOf('=')
  const [name, value] = [pair.slice(0, equals).trim(), pair.slice(equals + 1).trim()]
  const gone = attributes.some((a) => /^\s*max-age=(0|-)/i.test(a)) || value === ''
  if (gone) cookies.delete(name)
  else cookies.set(name, value)
}

function body(fields: Fields): URLSearchParams {
  const sent = new URLSearchParams()
  for (const [name, value] of Object.entries(fields)) for (const one of [value].flat()) sent.append(name, one)
  return sent
}

/** The first form that posts (or the one with this action): what a browser would send if nothing were changed. */
export function readForm(html: string, action?: string): { action: string; fields: Fields } {
  const forms = [...html.matchAll(/<form\b([^>]*)>(.*?)<\/form>/gs)].map(([, tag = '', inner = '']) => ({
    attributes: attributesOf(tag),
    inner,
  }))
  const posting = forms.filter((f) => f.attributes.method?.toLowerCase() === 'post')
  const form = action === undefined ? posting[0] : posting.find((f) => f.attributes.action === action)
  if (!form) throw new Error(`The page has no form${action ? ` that posts to ${action}` : ' that posts'}.`)
  return { action: form.attributes.action ?? '', fields: filled(form.inner) }
}

/** A fieldset that is switched off posts nothing, as in a browser. */
const switchedOff = /<fieldset\b[^>]*\sdisabled\b[^>]*>.*?<\/fieldset>/gs

function filled(form: string): Fields {
  const inner = form.replace(switchedOff, '')
  const fields: Record<string, string[]> = {}
  const add = (name: string | undefined, value: string) => {
    if (name) fields[name] = [...(fields[name] ?? []), value]
  }
  for (const [, tag = ''] of inner.matchAll(/<input\b([^>]*?)\/?>/gs)) {
    const input = attributesOf(tag)
    const ticked = input.type === 'checkbox' || input.type === 'radio'
    if (input.disabled !== undefined || input.type === 'submit' || (ticked && input.checked === undefined)) continue
    add(input.name, input.value ?? (ticked ? 'on' : ''))
  }
  for (const [, tag = '', text = ''] of inner.matchAll(/<textarea\b([^>]*)>(.*?)<\/textarea>/gs)) {
    if (attributesOf(tag).disabled === undefined) add(attributesOf(tag).name, decode(text.replace(/^\n/, '')))
  }
  for (const [, tag = '', options = ''] of inner.matchAll(/<select\b([^>]*)>(.*?)<\/select>/gs)) {
    const all = [...options.matchAll(/<option\b([^>]*)>/gs)].map(([, option = '']) => attributesOf(option))
    const chosen = all.find((option) => option.selected !== undefined) ?? all[0]
    if (chosen && attributesOf(tag).disabled === undefined) add(attributesOf(tag).name, chosen.value ?? '')
  }
  return fields
}

function attributesOf(tag: string): Record<string, string> {
  const pairs = [...tag.matchAll(/([\w:-]+)(?:="([^"]*)")?/g)]
  return Object.fromEntries(pairs.map(([, name = '', value = '']) => [name.toLowerCase(), decode(value)]))
}

const entities: Record<string, string> = { amp: '&', lt: '<', gt: '>', quot: '"', '#x27': "'", '#39': "'" }
export const decode = (text: string) =>
  text.replace(/&(amp|lt|gt|quot|#x27|#39);/g, (_, name: string) => entities[name] ?? '')
