import type { Dialect } from './expression-dialects.ts'

/** What is wrong with an expression, and where: `from` counts characters from 0. */
export interface ExpressionFault {
  message: string
  from: number
}

/** Thrown within the parser alone; `parseExpression` gives it as a value. */
export class NotAnExpression extends Error {
  readonly from: number
  constructor(message: string, from: number) {
    super(message)
    this.from = from
  }
}

export type Token =
  | { is: 'text'; value: string; from: number }
  | { is: 'number'; value: number; from: number }
  | { is: 'reference'; value: string; from: number }
  | { is: 'word'; value: string; from: number }
  | { is: 'mark'; value: string; from: number }
  | { is: 'end'; from: number }

const space = /\s+/y
/** A path of XPath that ends in the name of a question: `/data/about/age`, `../age`, `current()/../age`. */
const trail = /(?:current\(\)\/)?(?:\.\.?(?=\/))?(?:\/\.\.)*(?:\/[\p{L}_][\p{L}\p{N}_.-]*)+(?![\p{L}\p{N}_.\-/[(:*])/uy
const figure = /(?:\d+\.?\d*|\.\d+)(?:[eE][+-]?\d+)?/y
const quotes: Record<string, string> = { '"': '"', "'": "'", '“': '”', '‘': '’' }

/** The tokens of an expression in one language. Throws `NotAnExpression` with the place. */
export function tokens(source: string, dialect: Dialect): Token[] {
  const found: Token[] = []
  let at = 0
  const take = (pattern: RegExp): string | undefined => {
    pattern.lastIndex = at
    const matched = pattern.exec(source)?.[0]
    if (matched) at += matched.length
    return matched
  }
  while (at < source.length) {
    if (take(space)) continue
    const from = at
    const { open, close } = dialect.reference ?? { open: '\0', close: '' }
    if (source.startsWith(open, at)) {
      const end = source.indexOf(close, at + open.length)
      if (end < 0) throw new NotAnExpression(`A reference is opened and not closed.`, from)
      found.push({ is: 'reference', value: source.slice(at + open.length, end).trim(), from })
      at = end + close.length
      continue
    }
    const path = dialect.bare === 'path' ? take(trail) : undefined
    if (path) {
      found.push({ is: 'reference', value: path.slice(path.lastIndexOf('/') + 1), from })
      continue
    }
    const quote = quotes[source[at]!]
    if (quote) {
      const [value, end] = quoted(source, at, quote, dialect.escapes)
      found.push({ is: 'text', value, from })
      at = end
      continue
    }
    const word = take(dialect.word)
    if (word) {
      found.push({ is: 'word', value: word, from })
      continue
    }
    const number = take(figure)
    if (number) {
      found.push({ is: 'number', value: Number(number), from })
      continue
    }
    const mark = dialect.marks.find((one) => source.startsWith(one, at))
    if (!mark) throw new NotAnExpression(`“${source[at]}” is not understood here.`, from)
    found.push({ is: 'mark', value: mark, from })
    at += mark.length
  }
  return [...found, { is: 'end', from: source.length }]
}

function quoted(source: string, from: number, quote: string, escapes: boolean): [string, number] {
  let value = ''
  for (let at = from + 1; at < source.length; at += 1) {
    if (escapes && source[at] === '\\' && at + 1 < source.length) {
      at += 1
      value += source[at]
    } else if (source[at] === quote || (quote === '”' && source[at] === '"')) return [value, at + 1]
    else value += source[at]
  }
  throw new NotAnExpression('A text is opened and not closed.', from)
}
