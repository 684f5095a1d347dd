import type { Condition } from './document.ts'
import { isSmallEnough } from './document-schema.ts'
import { type Expr, type Parsed, parseExpression } from './expression.ts'
import { AskedWhen, guarded, settled } from './expression-asked.ts'
import { compile } from './expression-conditions.ts'
import type { Dialect } from './expression-dialects.ts'
import { joined } from './expression-joining.ts'
import type { Compiled, Meaning, Scope } from './expression-scope.ts'
import { isAnswered, never, not, type Placed, type Target } from './expression-targets.ts'
import type { Cell, Ledger } from './fidelity.ts'
import type { Following, Sketch, SketchQuestion } from './sketch.ts'
import type { PipeTo } from './sketch-words.ts'

/** What stands so far, by the names of the source: conditions are read against it, so they only ever look back. */
export class SketchScope {
  readonly #sketch: Sketch
  readonly #ledger: Ledger
  readonly #targets = new Map<string, Target>()
  /** Every name of the source, to tell what comes later from what is not there. */
  readonly #later: Set<string>
  readonly #asked = new AskedWhen()
  readonly #worked = new Map<string, Parsed>()

  constructor(sketch: Sketch, ledger: Ledger) {
    this.#sketch = sketch
    this.#ledger = ledger
    const all = sketch.sections.flatMap((s) => s.pages.flatMap((p) => p.questions))
    this.#later = new Set(all.flatMap((one) => [one.name, ...one.aliases.map(({ name }) => name)]))
  }

  /** From here on the question and its aliases can be looked at. */
  stands(drawn: SketchQuestion, placed: Placed): void {
    this.#asked.stands(placed)
    if (!this.#targets.has(drawn.name)) this.#targets.set(drawn.name, { placed })
    for (const alias of drawn.aliases) {
      const option = alias.option === undefined ? undefined : placed.options.get(alias.option)
      const row = alias.row === undefined ? undefined : placed.rows.get(alias.row)
      if ((alias.option !== undefined && !option) || (alias.row !== undefined && !row)) continue
      const target = {
        placed,
        ...(option && { option }),
        ...(row && { row }),
        ...(alias.place && { place: alias.place }),
      }
      if (!this.#targets.has(alias.name)) this.#targets.set(alias.name, target)
    }
  }

  /** What follows stands within a section, or a page of one, with these conditions. */
  within(around: (Condition | undefined)[]): void {
    this.#asked.within(around)
  }

  /** Whether an expression demands an answer of all who are asked a question with this condition, or of nobody. */
  demands(cell: Cell, askIf: Condition | undefined): boolean {
    const condition = this.condition(cell, 'It may be left blank.')
    if (!condition || same(condition, never)) return false
    const all = this.#asked.isImplied(condition, askIf)
    if (all) this.#ledger.converted(cell.at, 'It must be answered wherever it is asked.')
    else
      this.#ledger.unsupported(
        cell.at,
        'Whether it must be answered depends on other answers, which is not kept; it may be left blank.',
      )
    return all
  }

  find(written: string): Target | undefined {
    const name = this.#sketch.known(written)
    return this.#targets.get(name) ?? this.#targets.get(name.toLowerCase())
  }

  /** The question whose answer is put into words, or the words themselves where the source works no more out. */
  pipeTo: PipeTo = (name) => this.#pipeTo(name, 0)

  #pipeTo(name: string, through: number): ReturnType<PipeTo> {
    const written = this.#sketch.piped?.(name) ?? name
    const meaning = this.#meaningOf(written)
    if ('fault' in meaning) return constantOf(written, this.#sketch.dialect) ?? meaning
    if ('expr' in meaning) {
      const { expr } = meaning
      if (expr.is === 'name' && through < mostThrough) return this.#pipeTo(expr.name, through + 1)
      return plainText(expr) ?? { fault: `“${written}” is worked out, and no value is kept.` }
    }
    const { question } = meaning.target.placed
    if (question.type === 'statement') return { fault: `“${written}” has no answer.` }
    const { option, row, place } = meaning.target
    return { id: question.id, part: Boolean(option || row || place) }
  }

  #missing(written: string): string {
    const name = this.#sketch.known(written)
    return this.#later.has(name) ? `“${name}” comes later.` : `“${name}” is no question that was imported.`
  }

  #meaningOf(written: string): Meaning {
    const target = this.find(written)
    const calculation = this.#sketch.calculations.get(this.#sketch.known(written))
    // A statement may show a value that is worked out.
    if (target && !(calculation && target.placed.question.type === 'statement')) return { target }
    if (!calculation) return { fault: this.#missing(written) }
    const parsed = this.#worked.get(calculation.at) ?? parseExpression(calculation.value, this.#sketch.dialect)
    this.#worked.set(calculation.at, parsed)
    if (!parsed.ok)
      return { fault: `“${written}” is worked out in a way that is not understood: ${parsed.fault.message}` }
    return { expr: parsed.expr }
  }

  #meaning = (written: string): Meaning => {
    const meaning = this.#meaningOf(written)
    const calculation = this.#sketch.calculations.get(this.#sketch.known(written))
    if ('expr' in meaning && calculation)
      this.#ledger.approximated(calculation.at, 'It is worked out within the conditions that use it; no value is kept.')
    return meaning
  }

  /** The condition of a cell; undefined, with the reason on the account, when it cannot be one. `without` says what follows. */
  condition(cell: Cell, without: string, self?: Target, columns?: Map<string, Cell>): Condition | undefined {
    const parsed = parseExpression(cell.value, this.#sketch.dialect)
    if (!parsed.ok) {
      const { message, from } = parsed.fault
      this.#ledger.unsupported(
        cell.at,
        `The expression is not understood at character ${from + 1}: ${message} ${without}`,
      )
      return undefined
    }
    const looked = new Set<Target>()
    const meaning = (name: string): Meaning => {
      const item = this.#sketch.dialect.bare !== 'path' && columns?.has(name) ? name : undefined
      const column = name.startsWith('column:') ? name.slice('column:'.length) : item
      if (column === undefined) {
        const found = this.#meaning(name)
        if ('target' in found && this.#sketch.mustBeAsked?.(name)) looked.add(found.target)
        return found
      }
      const constant = columns?.get(column)
      if (!columns) return { fault: `“${column}” alone is no question; a question is written \${${column}}.` }
      if (constant) this.#ledger.converted(constant.at, 'It decides with which answers the choice is shown.')
      return { expr: { is: 'text', value: constant?.value ?? '', from: 0 } satisfies Expr }
    }
    const missed: string[] = []
    const missing = (message: string) => missed.push(message)
    const { ways } = this.#sketch
    const doubts: string[] = []
    const doubted = (message: string) => doubts.push(message)
    const scope: Scope = { meaning, missing, doubted, ...(self && { self }), ...(ways && { ways }) }
    const tried = compile(parsed.expr, scope)
    const compiled = tried.ok && missed[0] && !columns && isSettled(tried.condition) ? unmet(missed[0]) : tried
    if (!compiled.ok) {
      this.#ledger.unsupported(
        cell.at,
        `The expression cannot be kept (character ${compiled.from + 1}): ${compiled.message} ${without}`,
      )
      return undefined
    }
    this.#ledger.converted(cell.at, 'It became a condition.')
    for (const message of doubts) this.#ledger.approximated(cell.at, message)
    for (const message of missed)
      this.#ledger.approximated(cell.at, `${message} Nobody can give it, so that part is settled without it.`)
    return self
      ? this.#rule(compiled.condition, cell, self, looked)
      : this.#whereAsked(compiled.condition, cell, looked)
  }

  /** With what the source asks for unsaid: that the questions it looks at were asked. */
  #whereAsked(condition: Condition, cell: Cell, looked: Set<Target>): Condition {
    const guards = this.#asked.guards(condition, looked)
    const whole = guards && guarded(condition, guards)
    if (whole && isSmallEnough(whole)) return whole
    this.#ledger.approximated(
      cell.at,
      'It does not hold there where a question it looks at is not asked; here such a question counts as blank.',
    )
    return condition
  }

  /** A rule about an answer is looked at here once there is one. */
  #rule(condition: Condition, cell: Cell, self: Target, looked: Set<Target>): Condition {
    const { id } = self.placed.question
    const others = [...looked].filter(({ placed }) => placed !== self.placed)
    if (this.#sketch.mustBeAsked && settled(condition, ({ question }) => question === id) === false)
      this.#ledger.approximated(
        cell.at,
        'A blank answer breaks it there; here it is looked at once there is an answer.',
      )
    if (this.#asked.guards(condition, others)?.length !== 0)
      this.#ledger.approximated(
        cell.at,
        'It is broken there where another question it looks at is not asked; here such a question counts as blank.',
      )
    return condition
  }

  /** All of these together; nothing when they always hold. */
  askIf(cells: Cell[], columns?: Map<string, Cell>, further: Condition[] = []): { askIf?: Condition } {
    const without = 'It is asked of everybody who comes there.'
    const found = cells.flatMap((cell) => this.condition(cell, without, undefined, columns) ?? [])
    const all = joined('all', [...found, ...further])
    return all.op === 'all' && all.of.length === 0 ? {} : { askIf: all }
  }

  /** What an item follows in earlier questions; it must be let through by all of them. */
  following(all: Following[] = []): Condition[] {
    return all.flatMap((one) => {
      const condition = this.#followed(one)
      return condition ? [one.chosen ? condition : not(condition)] : []
    })
  }

  #followed({ question, option, cell }: Following): Condition | undefined {
    const target = this.find(question)
    const field = this.find(`${question}_${option}`)
    const id = target?.placed.options.get(option)
    const row = target?.placed.rows.get(option)
    const part = id ? { ...target!, option: id } : row ? { ...target!, row } : field
    if (part) {
      this.#ledger.converted(cell.at, 'It became a condition on each.')
      return isAnswered(part)
    }
    if (target)
      this.#ledger.approximated(cell.at, `“${question}” has no “${option}” to follow, so that one is always shown.`)
    else this.#ledger.unsupported(cell.at, `It follows another question: ${this.#missing(question)} All are shown.`)
    return undefined
  }
}

/** One value may be another, and that one again; in a circle they are none. */
const mostThrough = 50

const same = (a: Condition, b: Condition) => JSON.stringify(a) === JSON.stringify(b)

/** A whole condition that asks for an answer which is not there is a slip of the author's, or of the reading. */
const unmet = (message: string): Compiled => ({ ok: false, message, from: 0 })

/** Whether it holds always or never, whatever is answered. */
const isSettled = (condition: Condition): boolean => settled(condition, () => false) !== undefined

/** An expression within words that is no more than a text: `{'All staff'}`. */
function constantOf(written: string, dialect: Dialect): { words: string } | undefined {
  const parsed = /['"]/.test(written) ? parseExpression(written, dialect) : undefined
  return parsed?.ok ? plainText(parsed.expr) : undefined
}

const plainText = (expr: Expr): { words: string } | undefined =>
  expr.is === 'text' || expr.is === 'number' ? { words: String(expr.value) } : undefined
