import type { Condition } from './document.ts'
import { isSmallEnough } from './document-schema.ts'
import type { Expr } from './expression.ts'
import { constantOf, constantsCompare } from './expression-constants.ts'
import type { Infix } from './expression-dialects.ts'
import { choosing, counting, isWhole, measuring, rounds, seenThrough, whyNotCompared } from './expression-functions.ts'
import { joined } from './expression-joining.ts'
import type { Compiled, Scope } from './expression-scope.ts'
import {
  always,
  CannotSay,
  compareTarget,
  flip,
  NoSuchAnswer,
  never,
  not,
  type Order,
  type Target,
  type Value,
} from './expression-targets.ts'
import { asItStands, counted, lookedThrough, sameChoice, someOrNone, type Ways } from './expression-ways.ts'

/** The condition that an expression of a source states, or why it cannot be one here and at which character. */
export function compile(expr: Expr, scope: Scope): Compiled {
  const compiler = new Compiler(scope)
  try {
    const condition = compiler.truth(expr)
    if (!isSmallEnough(condition)) throw new CannotSay('It is too deep or too long to be a condition here.')
    return { ok: true, condition }
  } catch (error) {
    if (error instanceof CannotSay) return { ok: false, message: error.message, from: compiler.from }
    throw error
  }
}

const isOrder = (op: Infix): op is Order => Object.hasOwn(flip, op)

const deepest = 150
const mostSteps = 5000

class Compiler {
  readonly #scope: Scope
  readonly #ways: Ways
  /** Where the part stands that is being read. */
  from = 0
  #depth = 0
  #steps = 0

  constructor(scope: Scope) {
    this.#scope = scope
    this.#ways = scope.ways ?? asItStands
  }

  truth(expr: Expr): Condition {
    return this.#within(expr, () => this.#truth(expr))
  }

  /** Values worked out from values worked out may grow without end, or lead back to where they began. */
  #within({ from }: Expr, read: () => Condition): Condition {
    this.#steps += 1
    if (this.#steps > mostSteps) throw new CannotSay('It leads through too many values that are worked out.')
    this.from = from
    this.#depth += 1
    try {
      if (this.#depth > deepest) throw new CannotSay('It is nested too deeply, or a value is worked out from itself.')
      return read()
    } finally {
      this.#depth -= 1
    }
  }

  #truth(expr: Expr): Condition {
    switch (expr.is) {
      case 'truth':
        return expr.value ? always : never
      case 'number':
        return expr.value === 0 ? never : always
      case 'text':
        return expr.value === '' || expr.value === '0' ? never : always
      case 'name':
      case 'self':
        return this.#nameAsTruth(expr)
      case 'one':
        return this.#one(expr)
      case 'two':
        return this.#two(expr)
      case 'call':
        return this.#call(expr)
      case 'list':
        throw new CannotSay('A list alone is neither true nor false.')
    }
  }

  #nameAsTruth(expr: Expr): Condition {
    const meaning = this.#meaning(expr)
    if (!('target' in meaning)) return this.truth(meaning.expr)
    return this.#ways.alone(meaning.target)
  }

  #one(expr: Extract<Expr, { is: 'one' }>): Condition {
    if (expr.op === 'not') return not(this.#negated(expr.of))
    if (expr.op === '-') throw new CannotSay('A number alone is neither true nor false.')
    const filled = this.#filled(expr.of)
    return expr.op === 'filled' ? filled : not(filled)
  }

  #negated(expr: Expr): Condition {
    const meaning = expr.is === 'name' ? this.#meaning(expr) : undefined
    return meaning && 'target' in meaning ? this.#ways.negated(meaning.target) : this.truth(expr)
  }

  #filled(expr: Expr): Condition {
    return this.#within(expr, () => this.#filledIn(expr))
  }

  #filledIn(expr: Expr): Condition {
    const value = this.#constant(expr)
    if (value !== undefined) return value === '' ? never : always
    if (expr.is === 'name' || expr.is === 'self') {
      const meaning = this.#meaning(expr)
      return 'target' in meaning ? this.#ways.answered(meaning.target) : this.#filled(meaning.expr)
    }
    throw new CannotSay('Only a question can be asked whether it was answered.')
  }

  #two(expr: Extract<Expr, { is: 'two' }>): Condition {
    const { op, left, right } = expr
    if (op === 'and' || op === 'or') return this.#joined(op, expr)
    if (isOrder(op)) return this.#offered(op, () => this.#compared(left, op, right))
    if (op === 'contains' || op === 'lacks' || op === 'anyof' || op === 'allof' || op === 'noneof')
      return this.#offered(op, () => this.#choosing(op, left, right))
    throw new CannotSay('It works a number out, and a condition compares answers with constants alone.')
  }

  #offered(op: Infix, read: () => Condition): Condition {
    try {
      return read()
    } catch (error) {
      if (!(error instanceof NoSuchAnswer) || !this.#scope.missing) throw error
      this.#scope.missing(error.message)
      return op === '!=' || op === 'lacks' || op === 'noneof' ? always : never
    }
  }

  /** A chain of the same word becomes one list, in groups where it is long. */
  #joined(op: 'and' | 'or', whole: Expr): Condition {
    const parts: Condition[] = []
    const left: Expr[] = [whole]
    for (let next = left.pop(); next; next = left.pop()) {
      if (next.is === 'two' && next.op === op) left.push(next.right, next.left)
      else parts.push(this.truth(next))
    }
    return joined(op === 'and' ? 'all' : 'any', parts)
  }

  #compared(left: Expr, op: Order, right: Expr): Condition {
    return this.#within(left, () => this.#comparedIn(left, op, right))
  }

  #comparedIn(left: Expr, op: Order, right: Expr): Condition {
    const [a, b] = [this.#constant(left), this.#constant(right)]
    if (a !== undefined && b !== undefined) return constantsCompare(a, op, b) ? always : never
    if (a !== undefined) return this.#comparedWith(right, flip[op], left, a)
    if (b !== undefined) return this.#comparedWith(left, op, right, b)
    if (right.is === 'list') return this.#comparedWithList(left, op, right)
    const same = op === '=' || op === '!=' ? this.#sameChoice(left, right) : undefined
    if (same) return op === '=' ? same : not(same)
    throw new CannotSay(whyNotCompared(left, right))
  }

  #sameChoice(left: Expr, right: Expr): Condition | undefined {
    const isName = (expr: Expr) => expr.is === 'name' || expr.is === 'self'
    if (!isName(left) || !isName(right)) return undefined
    const [a, b] = [this.#meaning(left), this.#meaning(right)]
    return 'target' in a && 'target' in b ? sameChoice(a.target, b.target, this.#ways) : undefined
  }

  #comparedWith(expr: Expr, op: Order, other: Expr, value: Value): Condition {
    this.from = expr.from
    if (expr.is === 'name' || expr.is === 'self') {
      const meaning = this.#meaning(expr)
      return 'target' in meaning ? this.#answer(meaning.target, op, value) : this.#compared(meaning.expr, op, other)
    }
    if (expr.is === 'call') return this.#callCompared(expr, op, other, value)
    if (typeof value === 'boolean' && (op === '=' || op === '!=')) {
      const truth = this.truth(expr)
      return value === (op === '=') ? truth : not(truth)
    }
    throw new CannotSay('It works a number out, and a condition compares answers with constants alone.')
  }

  #answer(target: Target, op: Order, value: Value): Condition {
    if (op !== '=' && op !== '!=') {
      const doubt = this.#ways.doubt?.(target, op, value)
      if (doubt) this.#scope.doubted?.(doubt)
      return this.#ways.sized(target, op, value)
    }
    const equal = this.#ways.equal(target, value)
    return op === '=' ? equal : not(equal)
  }

  #callCompared(expr: Extract<Expr, { is: 'call' }>, op: Order, other: Expr, value: Value): Condition {
    const [first, second, third] = expr.args
    if (choosing.includes(expr.name) && first && second && third) {
      const when = this.truth(first)
      return joined('any', [
        joined('all', [when, this.#compared(second, op, other)]),
        joined('all', [not(when), this.#compared(third, op, other)]),
      ])
    }
    if (rounds(expr.name)) this.#meaning(expr)
    const inner = rounds(expr.name) ? first : seenThrough(expr)
    if (inner) return this.#compared(inner, op, other)
    if (counting.includes(expr.name)) return this.#counted(expr.args, op, value)
    if (measuring.includes(expr.name) && first) return this.#measured(first, op, value)
    if (expr.name === 'countif' && first && this.#constant(first) === 'Y')
      return this.#counted(expr.args.slice(1), op, value)
    if (expr.name === 'selected-at' && first && second) return this.#atPlace(first, second, op, value)
    if (expr.name === 'coalesce' && first && second) return this.#orElse(first, second, op, other)
    const truth = this.truth(expr)
    const yes = value === true || value === 'true' || value === 1 || value === '1'
    const no = value === false || value === 'false' || value === 0 || value === '0'
    if ((op === '=' || op === '!=') && (yes || no)) return yes === (op === '=') ? truth : not(truth)
    throw new CannotSay(`The function “${expr.name}” gives a value that a condition here cannot compare.`)
  }

  /** The first place of a ranking is 0; the order in which boxes were ticked is not kept. */
  #atPlace(of: Expr, at: Expr, op: Order, value: Value): Condition {
    const meaning = this.#meaning(of)
    const place = Number(this.#constant(at)) + 1
    if (
      !('target' in meaning) ||
      meaning.target.placed.question.type !== 'ranking' ||
      !Number.isInteger(place) ||
      place < 1
    )
      throw new CannotSay('Only of a ranking it is known what stands at a place.')
    return compareTarget({ ...meaning.target, place }, op, value)
  }

  /** `coalesce(a, b)`: the answer, or the second where there is none. */
  #orElse(first: Expr, second: Expr, op: Order, other: Expr): Condition {
    if (this.#constant(second) === '') return this.#compared(first, op, other)
    const filled = this.#filled(first)
    return joined('any', [
      joined('all', [filled, this.#compared(first, op, other)]),
      joined('all', [not(filled), this.#compared(second, op, other)]),
    ])
  }

  #counted(args: Expr[], op: Order, value: Value): Condition {
    const targets = args.map((one) => {
      const meaning = this.#meaning(one)
      if (!('target' in meaning)) throw new CannotSay('Only the choices of a question can be counted.')
      return meaning.target
    })
    return counted(targets, op, value)
  }

  /** A length is looked at only to see whether anything was written. */
  #measured(first: Expr, op: Order, value: Value): Condition {
    const wanted = someOrNone(op, Number(value))
    if (!wanted) throw new CannotSay('A condition cannot look at how long a text is.')
    return wanted === 'some' ? this.#filled(first) : not(this.#filled(first))
  }

  #comparedWithList(left: Expr, op: Order, right: Extract<Expr, { is: 'list' }>): Condition {
    if (op !== '=' && op !== '!=') throw new CannotSay('A list has no size to compare.')
    const meaning = this.#meaning(left)
    if (!('target' in meaning)) throw new CannotSay('Only the choices of a question can be compared with a list.')
    const { target } = meaning
    const exact = this.#ways.equalToList(target, this.#values(right))
    return op === '=' ? exact : not(exact)
  }

  #choosing(op: 'contains' | 'lacks' | 'anyof' | 'allof' | 'noneof', left: Expr, right: Expr): Condition {
    const meaning = this.#meaning(left)
    if (!('target' in meaning)) throw new CannotSay('Only the choices of a question can be looked through.')
    const values = right.is === 'list' ? this.#values(right) : [this.#constant(right)]
    const known = values.filter((value) => value !== undefined)
    if (known.length !== values.length || known.length === 0)
      throw new CannotSay('The choices looked for must be written out.')
    return lookedThrough(op, meaning.target, known, this.#ways)
  }

  #call(expr: Extract<Expr, { is: 'call' }>): Condition {
    const [first, second, third] = expr.args
    const { name } = expr
    if (name === 'true' || name === 'false') return name === 'true' ? always : never
    if (name === 'not' && first && this.#ways.knowsNot) return not(this.truth(first))
    if ((name === 'is_empty' || name === 'empty' || name === 'isempty') && first) return not(this.#filled(first))
    if (name === 'selected' && first && second)
      return this.#offered('contains', () => this.#choosing('contains', first, second))
    if (choosing.includes(name) && first && second && third) {
      const when = this.truth(first)
      return joined('any', [joined('all', [when, this.truth(second)]), joined('all', [not(when), this.truth(third)])])
    }
    if (rounds(name)) this.#meaning(expr)
    const inner = rounds(name) ? first : seenThrough(expr)
    if (inner) return this.truth(inner)
    if (counting.includes(name)) return this.#counted(expr.args, '>', 0)
    if (measuring.includes(name) && first) return this.#filled(first)
    throw new CannotSay(`The function “${name}” has no counterpart in a condition here.`)
  }

  #meaning(expr: Expr): { target: Target } | { expr: Expr } {
    this.from = expr.from
    if (expr.is === 'self') {
      if (!this.#scope.self) throw new CannotSay('A question cannot depend on its own answer.')
      return { target: this.#scope.self }
    }
    const inner = seenThrough(expr)
    if (inner) return this.#meaning(inner)
    if (expr.is === 'call' && rounds(expr.name) && expr.args[0]) {
      const rounding = this.#meaning(expr.args[0])
      if ('target' in rounding && isWhole(rounding.target)) return rounding
      throw new CannotSay('It rounds a number, and a condition compares answers as they are.')
    }
    if (expr.is !== 'name') throw new CannotSay('Only a question can be looked at here.')
    const meaning = this.#scope.meaning(expr.name)
    if ('fault' in meaning) throw new CannotSay(meaning.fault)
    return meaning
  }

  #values(list: Extract<Expr, { is: 'list' }>): Value[] {
    const values = list.items.flatMap((item) => this.#constant(item) ?? [])
    if (values.length < list.items.length) throw new CannotSay('The choices looked for must be written out.')
    return values
  }

  #constant(expr: Expr): Value | undefined {
    return constantOf(expr, this.#scope.meaning)
  }
}
