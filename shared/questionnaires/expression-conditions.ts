import { compared } from './compared.ts'
import type { Condition } from './document.ts'
import { isSmallEnough } from './document-schema.ts'
import type { Expr } from './expression.ts'
import type { Infix } from './expression-dialects.ts'
import { choosing, counting, measuring, transparent } from './expression-functions.ts'
import {
  anyOf,
  constantsCompare,
  isPlain,
  joined,
  someOrNone,
  whyNotCompared,
  workedOut,
} from './expression-joining.ts'
import {
  always,
  CannotSay,
  compareTarget,
  isAnswered,
  isChosen,
  isExactly,
  NoSuchAnswer,
  never,
  not,
  type Order,
  offered,
  sameChoice,
  type Target,
  type Value,
} from './expression-targets.ts'

/** What a name in an expression stands for: a part of a question, a value worked out, or a constant of the place. */
export type Meaning = { target: Target } | { expr: Expr } | { fault: string }

/** What a language of expressions does with answers in its own way; without it an answer is compared as it stands. */
export interface Ways {
  /** Equal to one value; undefined when it is compared as it stands. Throws `NoSuchAnswer` when it never is. */
  equal: (target: Target, value: Value) => Condition | undefined
  contains: (target: Target, values: Value[]) => Condition
  anyOf: (target: Target, values: Value[]) => Condition
  answered: (target: Target) => Condition
  /** Whether the answer counts as true within a greater expression. */
  truth: (target: Target) => Condition
  isList: (target: Target) => boolean
  /** Whether the answer is true or false itself, so that the question may stand alone as an expression. */
  isTruthValue: (target: Target) => boolean
}

export interface Scope {
  meaning: (name: string) => Meaning
  ways?: Ways
  /** The question that the expression belongs to, where it may look at itself. */
  self?: Target
  /** For a choice of a list: an answer that is not there was not given, and this is told why. */
  missing?: (message: string) => void
}

export type Compiled = { ok: true; condition: Condition } | { ok: false; message: string; from: number }

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

const flip: Record<Order, Order> = { '=': '=', '!=': '!=', '<': '>', '<=': '>=', '>': '<', '>=': '<=' }
const isOrder = (op: Infix): op is Order => Object.hasOwn(flip, op)

const deepest = 60

class Compiler {
  readonly #scope: Scope
  /** Where the part stands that is being read. */
  from = 0
  #depth = 0

  constructor(scope: Scope) {
    this.#scope = scope
  }

  truth(expr: Expr): Condition {
    this.#depth += 1
    if (this.#depth > deepest) throw new CannotSay('It is nested too deeply, or a value is worked out from itself.')
    this.from = expr.from
    const found = this.#truth(expr)
    this.#depth -= 1
    return found
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
    const { target } = meaning
    const { ways } = this.#scope
    if (ways && !ways.isTruthValue(target))
      throw new CannotSay('A question alone decides only where its answer is true or false, and this one’s is not.')
    if (ways) return ways.truth(target)
    return isAnswered(target.placed.question.type === 'yes_no' ? { ...target, option: 'yes' } : target)
  }

  #one(expr: Extract<Expr, { is: 'one' }>): Condition {
    if (expr.op === 'not') return not(this.#negated(expr.of))
    if (expr.op === '-') throw new CannotSay('A number alone is neither true nor false.')
    const filled = this.#filled(expr.of)
    return expr.op === 'filled' ? filled : not(filled)
  }

  /** What a sign for "not" stands before: any answer counts as true there, in languages with ways of their own. */
  #negated(expr: Expr): Condition {
    const { ways } = this.#scope
    const meaning = ways && expr.is === 'name' ? this.#meaning(expr) : undefined
    return ways && meaning && 'target' in meaning ? ways.truth(meaning.target) : this.truth(expr)
  }

  #filled(expr: Expr): Condition {
    const value = this.#constant(expr)
    if (value !== undefined) return value === '' ? never : always
    if (expr.is === 'name' || expr.is === 'self') {
      const meaning = this.#meaning(expr)
      if (!('target' in meaning)) return this.#filled(meaning.expr)
      return (this.#scope.ways?.answered ?? isAnswered)(meaning.target)
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
    this.from = left.from
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
    return 'target' in a && 'target' in b ? sameChoice(a.target, b.target) : undefined
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

  /** An answer beside a constant, in the language's own way where it has one. */
  #answer(target: Target, op: Order, value: Value): Condition {
    const { ways } = this.#scope
    const equal = ways && (op === '=' || op === '!=') ? ways.equal(target, value) : undefined
    if (equal) return op === '=' ? equal : not(equal)
    if (ways?.isList(target)) throw new CannotSay('Several answers have no size to compare.')
    return compareTarget(target, op, value)
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
    if (transparent.includes(expr.name) && first) return this.#compared(first, op, other)
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

  /** How many options were chosen: of the whole question, or of a list of all its boxes. */
  #counted(args: Expr[], op: Order, value: Value): Condition {
    const targets = args.map((one) => {
      const meaning = this.#meaning(one)
      if (!('target' in meaning)) throw new CannotSay('Only the choices of a question can be counted.')
      return meaning.target
    })
    const [first] = targets
    const number = Number(value)
    if (!first || !Number.isInteger(number) || number < 0 || number > 200)
      throw new CannotSay('A count is compared with a whole number from 0 to 200.')
    const { question } = first.placed
    const whole = targets.length === 1 && !first.option
    const boxes = new Set(targets.map((one) => one.option))
    const every = 'options' in question && question.options.every(({ id }) => boxes.has(id))
    const same = targets.every((one) => one.placed === first.placed)
    const some = same && !whole && !every ? anyOf(targets, op, number) : undefined
    if (some) return some
    if ((question.type !== 'multiple' && question.type !== 'ranking') || !same || !(whole || every))
      throw new CannotSay('Only all choices of one question can be counted.')
    const counted: Condition = { op: 'count', question: question.id, is: op, value: number }
    const blankHolds = this.#scope.ways !== undefined && compared(0, op, number)
    return blankHolds ? joined('any', [not(isAnswered(first)), counted]) : counted
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
    const values = this.#values(right)
    const { ways } = this.#scope
    const isOdd = values.length === 0 || new Set(values).size !== values.length
    if (ways && (isOdd || !ways.isList(target)))
      throw new NoSuchAnswer(`“${target.placed.question.code}” is never equal to that list.`)
    if (ways && target.placed.question.type === 'ranking')
      throw new CannotSay('A ranking is compared place by place alone.')
    const exact = isExactly(target, values)
    return op === '=' ? exact : not(exact)
  }

  #choosing(op: 'contains' | 'lacks' | 'anyof' | 'allof' | 'noneof', left: Expr, right: Expr): Condition {
    const meaning = this.#meaning(left)
    if (!('target' in meaning)) throw new CannotSay('Only the choices of a question can be looked through.')
    const values = right.is === 'list' ? this.#values(right) : [this.#constant(right)]
    const known = values.filter((value) => value !== undefined)
    if (known.length !== values.length || known.length === 0)
      throw new CannotSay('The choices looked for must be written out.')
    const { ways } = this.#scope
    const { target } = meaning
    if (op === 'allof' || op === 'contains' || op === 'lacks') {
      if (ways && op !== 'allof')
        return op === 'lacks' ? not(ways.contains(target, known)) : ways.contains(target, known)
      if (ways && !ways.isList(target))
        throw new CannotSay('Only of several answers it can be asked whether all are there.')
      const all = known.map((value) => ways?.anyOf(target, [value]) ?? isChosen(target, [value]))
      return op === 'lacks' ? not(joined('all', all)) : joined('all', all)
    }
    const any = ways ? ways.anyOf(target, known) : isChosen(target, offered(target, known))
    return op === 'anyof' ? any : not(any)
  }

  #call(expr: Extract<Expr, { is: 'call' }>): Condition {
    const [first, second, third] = expr.args
    const { name } = expr
    if (name === 'true' || name === 'false') return name === 'true' ? always : never
    if (name === 'not' && first && !this.#scope.ways) return not(this.truth(first))
    if ((name === 'is_empty' || name === 'empty' || name === 'isempty') && first) return not(this.#filled(first))
    if (name === 'selected' && first && second)
      return this.#offered('contains', () => this.#choosing('contains', first, second))
    if (choosing.includes(name) && first && second && third) {
      const when = this.truth(first)
      return joined('any', [joined('all', [when, this.truth(second)]), joined('all', [not(when), this.truth(third)])])
    }
    if (transparent.includes(name) && first) return this.truth(first)
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
    if (expr.is === 'call' && transparent.includes(expr.name) && expr.args[0]) return this.#meaning(expr.args[0])
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

  /** The value of an expression that looks at no answer. */
  #constant(expr: Expr): Value | undefined {
    if (expr.is === 'text' || expr.is === 'number' || expr.is === 'truth') return expr.value
    if (expr.is === 'one' && expr.op === '-') {
      const value = this.#constant(expr.of)
      return typeof value === 'number' ? -value : undefined
    }
    if (expr.is === 'two') return workedOut(expr.op, this.#constant(expr.left), this.#constant(expr.right))
    if (expr.is === 'call' && expr.args.length === 0 && (expr.name === 'true' || expr.name === 'false'))
      return expr.name === 'true'
    if (expr.is === 'call' && transparent.includes(expr.name) && expr.args[0]) return this.#constant(expr.args[0])
    if (expr.is !== 'name') return undefined
    const meaning = this.#scope.meaning(expr.name)
    return 'expr' in meaning && meaning.expr.is !== 'name' && isPlain(meaning.expr)
      ? this.#constant(meaning.expr)
      : undefined
  }
}
