import { withoutEntities } from './html-entities.ts'

/**
 * Words of a source as this product keeps them: plain text, paragraphs by an empty line. HTML and the marks of Markdown
 * are taken out, lists keep a hyphen and links their address; what could not be kept is named.
 */
export interface PlainWords {
  text: string
  /** Marks were taken out. */
  changed: boolean
  /** What stood there and is gone: `a picture`, `a script`. */
  lost: string[]
}

const tag = /<(\/?)([a-zA-Z][a-zA-Z0-9-]*)((?:[^<>"']|"[^"]*"|'[^']*')*)>/g
const silent = /<(script|style|head|title|template)\b[^>]*>[\s\S]*?(?:<\/\1\s*>|$)|<!--[\s\S]*?(?:-->|$)/gi
const paragraphs = new Set([
  'p',
  'div',
  'h1',
  'h2',
  'h3',
  'h4',
  'h5',
  'h6',
  'ul',
  'ol',
  'table',
  'blockquote',
  'section',
  'hr',
  'pre',
])
const lines = new Set(['br', 'tr', 'dt', 'dd'])
const gone: Record<string, string> = {
  img: 'a picture',
  video: 'a film',
  audio: 'a sound',
  iframe: 'an embedded page',
  object: 'an embedded object',
  embed: 'an embedded object',
  input: 'a form field',
  textarea: 'a form field',
  select: 'a form field',
  button: 'a button',
  svg: 'a drawing',
  canvas: 'a drawing',
}
/** Anything that may be a mark, an entity, a blank to be tidied up or no letter at all. */
const mayChange = /[<&#*_[\0\r\n\t\u00a0]|\p{Surrogate}| {2}|^ | $/u

export function plainWords(source: string): PlainWords {
  if (!mayChange.test(source)) return { text: source.trim(), changed: false, lost: [] }
  const safe = source
    .replace(/\0/g, '')
    .replace(/\p{Surrogate}/gu, '\ufffd')
    .replace(/\r\n?/g, '\n')
  const hasTags = /<[a-zA-Z!/]/.test(safe)
  const lost = new Set<string>()
  const text = hasTags ? withoutTags(safe, lost) : safe
  const decoded = withoutEntities(text)
  const plain = withoutMarks(decoded)
    .replace(/[ \t\u00a0]+/g, ' ')
    .replace(/ *\n */g, '\n')
    .replace(/\n{3,}/g, '\n\n')
    .trim()
  return {
    text: plain,
    changed:
      plain !==
      safe
        .replace(/[ \t\u00a0]+/g, ' ')
        .replace(/ *\n */g, '\n')
        .trim(),
    lost: [...lost],
  }
}

function withoutTags(source: string, lost: Set<string>): string {
  const addresses: string[] = []
  const shown = source.replace(silent, (_all, name: string | undefined) => {
    if (name?.toLowerCase() === 'script') lost.add('a script')
    return ''
  })
  return shown.replace(/\n/g, ' ').replace(tag, (_all, close: string, name: string, rest: string) => {
    const is = name.toLowerCase()
    const what = Object.hasOwn(gone, is) ? gone[is] : undefined
    if (what && !close) lost.add(what)
    if (what) return ''
    if (is === 'a' && close) return address(addresses.pop())
    if (is === 'a') addresses.push(hrefOf(rest))
    if (is === 'li') return close ? '' : '\n- '
    if (is === 'td' || is === 'th') return close ? ' ' : ''
    if (paragraphs.has(is)) return '\n\n'
    return lines.has(is) ? '\n' : ''
  })
}

const hrefOf = (rest: string) => /\bhref\s*=\s*(?:"([^"]*)"|'([^']*)')/i.exec(rest)?.slice(1).find(Boolean) ?? ''
const address = (href: string | undefined) =>
  href && /^(https?:|mailto:)/i.test(href) ? ` (${href.replace(/^mailto:/i, '')})` : ''

/** Headings and emphasis of Markdown, as form tools write them in labels. */
const withoutMarks = (text: string) =>
  text
    .replace(/^#{1,6} +/gm, '')
    .replace(/\*\*([^*\n]+)\*\*/g, '$1')
    .replace(/(^|\W)__([^_\n]+)__(?=\W|$)/g, '$1$2')
    .replace(/(^|[\s("'“‘])([_*])([^\s_*](?:[^_*\n]*[^\s_*])?)\2(?=[\s).,;:!?"'”’]|$)/g, '$1$3')
    .replace(/\[([^\]\n]{1,500})\]\((https?:[^)\s]{1,500})\)/g, '$1 ($2)')
