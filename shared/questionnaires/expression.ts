import type { Dialect, Infix } from './expression-dialects.ts'
import { type ExpressionFault, NotAnExpression, type Token, tokens } from './expression-tokens.ts'

/** An expression of a source as a tree; `from` is where it begins, counted from 0. */
export type Expr =
  | { is: 'text'; value: string; from: number }
  | { is: 'number'; value: number; from: number }
  | { is: 'truth'; value: boolean; from: number }
  | { is: 'list'; items: Expr[]; from: number }
  | { is: 'name'; name: string; from: number }
  | { is: 'self'; from: number }
  | { is: 'call'; name: string; args: Expr[]; from: number }
  | { is: 'two'; op: Infix; left: Expr; right: Expr; from: number }
  | { is: 'one'; op: 'not' | '-' | 'empty' | 'filled'; of: Expr; from: number }

export type Parsed = { ok: true; expr: Expr } | { ok: false; fault: ExpressionFault }

const longest = 20_000
const deepest = 100
/** Each step of a chain makes the tree one deeper; a condition has 1,000 parts at most. */
const longestChain = 1500

/** Precedence: higher binds closer. */
const binding: Record<Infix, number> = {
  or: 1,
  and: 2,
  '=': 3,
  '!=': 3,
  '<': 4,
  '<=': 4,
  '>': 4,
  '>=': 4,
  contains: 4,
  lacks: 4,
  anyof: 4,
  allof: 4,
  noneof: 4,
  '+': 5,
  '-': 5,
  '*': 6,
  '/': 6,
  '%': 6,
  '^': 7,
}

/** Reads an expression. Total: any text gives a tree, or a fault with its place. */
export function parseExpression(source: string, dialect: Dialect): Parsed {
  if (source.length > longest)
    return { ok: false, fault: { message: `It is longer than ${longest} characters.`, from: longest } }
  try {
    return { ok: true, expr: new Parser(tokens(source, dialect), dialect).whole() }
  } catch (error) {
    if (error instanceof NotAnExpression) return { ok: false, fault: { message: error.message, from: error.from } }
    throw error
  }
}

class Parser {
  readonly #tokens: Token[]
  readonly #dialect: Dialect
  #at = 0
  #depth = 0

  constructor(all: Token[], dialect: Dialect) {
    this.#tokens = all
    this.#dialect = dialect
  }

  whole(): Expr {
    const expr = this.#expression(0)
    const next = this.#peek()
    if (next.is !== 'end') throw new NotAnExpression(`${shown(next)} was not expected here.`, next.from)
    return expr
  }

  #peek(): Token {
    return this.#tokens[this.#at]!
  }

  #take(): Token {
    const token = this.#peek()
    if (token.is !== 'end') this.#at += 1
    return token
  }

  /** Operators are marks or words; words are read without regard to case. */
  #spelt(token: Token): string {
    return token.is === 'mark' ? token.value : token.is === 'word' ? token.value.toLowerCase() : ''
  }

  #expression(least: number): Expr {
    this.#depth += 1
    if (this.#depth > deepest) throw new NotAnExpression(`It is nested deeper than ${deepest}.`, this.#peek().from)
    let left = this.#operand()
    for (let steps = 1; ; steps += 1) {
      const most = left.is === 'two' && (left.op === 'and' || left.op === 'or') ? longestChain : deepest
      if (steps > most) throw new NotAnExpression(`It has more than ${most} steps in a row.`, this.#peek().from)
      const spelt = this.#spelt(this.#peek())
      const post = own(this.#dialect.postfix, spelt)
      if (post) {
        this.#take()
        left = { is: 'one', op: post, of: left, from: left.from }
        continue
      }
      const why = own(this.#dialect.refused ?? {}, spelt)
      if (why) throw new NotAnExpression(why, this.#peek().from)
      const op = own(this.#dialect.infix, spelt)
      if (!op || binding[op] <= least) break
      this.#take()
      left = { is: 'two', op, left, right: this.#expression(binding[op]), from: left.from }
    }
    this.#depth -= 1
    return left
  }

  #operand(): Expr {
    const token = this.#peek()
    const { from } = token
    const pre = own(this.#dialect.prefix, this.#spelt(token))
    if (pre && !(token.is === 'word' && this.#callFollows())) {
      this.#take()
      return { is: 'one', op: pre, of: this.#expression(binding['^']), from }
    }
    this.#take()
    if (token.is === 'end') throw new NotAnExpression('It ends too early.', from)
    if (token.is === 'reference') return this.#reference(token.value, from)
    if (token.is === 'text' || token.is === 'number') return token
    if (this.#dialect.self.includes(token.value) && !this.#pathFollows()) return { is: 'self', from }
    if (token.is === 'word') return this.#word(token.value, from)
    if (token.value === '(') {
      const inner = this.#expression(0)
      this.#close(')', from)
      return inner
    }
    if (token.value === '[' && this.#dialect.bare === 'text') return { is: 'list', items: this.#items(']'), from }
    if (this.#dialect.bare === 'path' && ['/', '//', '..', '.', '*', '@'].includes(token.value))
      throw new NotAnExpression('A path into the form is not read; only ${name} and “.” are.', from)
    throw new NotAnExpression(`${shown(token)} was not expected here.`, from)
  }

  /** `{choices.length}` counts them in SurveyJS. */
  #reference(name: string, from: number): Expr {
    const counted = this.#dialect.bare === 'text' && name.endsWith('.length') ? name.slice(0, -'.length'.length) : ''
    return counted
      ? { is: 'call', name: 'count', args: [{ is: 'name', name: counted, from }], from }
      : { is: 'name', name, from }
  }

  #word(word: string, from: number): Expr {
    if (this.#spelt(this.#peek()) === '(') {
      this.#take()
      return { is: 'call', name: word.toLowerCase(), args: this.#items(')'), from }
    }
    const lower = word.toLowerCase()
    if (this.#dialect.bare !== 'path' && (lower === 'true' || lower === 'false'))
      return { is: 'truth', value: lower === 'true', from }
    if (this.#dialect.bare === 'name') return { is: 'name', name: word, from }
    if (this.#dialect.bare === 'path') {
      if (this.#pathFollows()) throw new NotAnExpression('A path into the form is not read; only ${name} is.', from)
      return { is: 'name', name: `column:${word}`, from }
    }
    return lower === 'null' || lower === 'undefined'
      ? { is: 'text', value: '', from }
      : { is: 'text', value: word, from }
  }

  #items(close: string): Expr[] {
    const items: Expr[] = []
    if (this.#spelt(this.#peek()) === close) {
      this.#take()
      return items
    }
    for (;;) {
      items.push(this.#expression(0))
      const next = this.#take()
      if (this.#spelt(next) === close) return items
      if (this.#spelt(next) !== ',') throw new NotAnExpression(`${shown(next)} was not expected here.`, next.from)
    }
  }

  #close(mark: string, opened: number): void {
    const next = this.#take()
    if (this.#spelt(next) !== mark) throw new NotAnExpression('A bracket is opened and not closed.', opened)
  }

  #callFollows(): boolean {
    const next = this.#tokens[this.#at + 1]
    return next?.is === 'mark' && next.value === '(' && this.#dialect.bare === 'path'
  }

  #pathFollows(): boolean {
    const next = this.#peek()
    return this.#dialect.bare === 'path' && next.is === 'mark' && ['/', '//', '[', '@'].includes(next.value)
  }
}

const shown = (token: Token) => (token.is === 'end' ? 'The end' : `“${token.value}”`)

/** Only the table's own words: `constructor` is none of them. */
const own = <T>(table: Record<string, T>, key: string): T | undefined =>
  Object.hasOwn(table, key) ? table[key] : undefined
