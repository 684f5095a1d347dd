import type { Condition, Id } from './document.ts'
import { type Expr, parseExpression } from './expression.ts'
import { compile, type Meaning, type Scope } from './expression-conditions.ts'
import { joined } from './expression-joining.ts'
import { isChosen, not, type Placed, type Target } from './expression-targets.ts'
import type { Cell, Ledger } from './fidelity.ts'
import type { Following, Sketch, SketchQuestion } from './sketch.ts'

/** What stands so far, by the names of the source: conditions are read against it, so they only ever look back. */
export class SketchScope {
  readonly #sketch: Sketch
  readonly #ledger: Ledger
  readonly #targets = new Map<string, Target>()
  /** Every name of the source, to tell what comes later from what is not there. */
  readonly #later: Set<string>

  constructor(sketch: Sketch, ledger: Ledger) {
    this.#sketch = sketch
    this.#ledger = ledger
    const all = sketch.sections.flatMap((s) => s.pages.flatMap((p) => p.questions))
    this.#later = new Set(all.flatMap((one) => [one.name, ...one.aliases.map(({ name }) => name)]))
  }

  /** From here on the question and its aliases can be looked at. */
  stands(drawn: SketchQuestion, placed: Placed): void {
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

  find(written: string): Target | undefined {
    const name = this.#sketch.known(written)
    return this.#targets.get(name) ?? this.#targets.get(name.toLowerCase())
  }

  /** The id of the question whose answer is put into words. */
  pipeTo = (written: string): { id: Id } | { fault: string } => {
    const target = this.find(written)
    if (!target) return { fault: this.#missing(written) }
    const { question } = target.placed
    if (question.type === 'statement') return { fault: `“${written}” has no answer.` }
    return { id: question.id }
  }

  #missing(written: string): string {
    const name = this.#sketch.known(written)
    return this.#later.has(name) ? `“${name}” comes later.` : `“${name}” is no question that was imported.`
  }

  #meaning = (written: string): Meaning => {
    const target = this.find(written)
    if (target) return { target }
    const calculation = this.#sketch.calculations.get(this.#sketch.known(written))
    if (!calculation) return { fault: this.#missing(written) }
    const parsed = parseExpression(calculation.value, this.#sketch.dialect)
    if (!parsed.ok)
      return { fault: `“${written}” is worked out in a way that is not understood: ${parsed.fault.message}` }
    this.#ledger.approximated(calculation.at, 'It is worked out within the conditions that use it; no value is kept.')
    return { expr: parsed.expr }
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
    const meaning = (name: string): Meaning => {
      const item = this.#sketch.dialect.bare !== 'path' && columns?.has(name) ? name : undefined
      const column = name.startsWith('column:') ? name.slice('column:'.length) : item
      if (column === undefined) return this.#meaning(name)
      const constant = columns?.get(column)
      if (!columns) return { fault: `“${column}” alone is no question; a question is written \${${column}}.` }
      if (constant) this.#ledger.converted(constant.at, 'It decides with which answers the choice is shown.')
      return { expr: { is: 'text', value: constant?.value ?? '', from: 0 } satisfies Expr }
    }
    const missing = (message: string) =>
      this.#ledger.approximated(cell.at, `${message} What asks for it is not shown by it.`)
    const scope: Scope = { meaning, ...(self && { self }), ...(columns && { missing }) }
    const compiled = compile(parsed.expr, scope)
    if (!compiled.ok) {
      this.#ledger.unsupported(
        cell.at,
        `The expression cannot be kept (character ${compiled.from + 1}): ${compiled.message} ${without}`,
      )
      return undefined
    }
    this.#ledger.converted(cell.at, 'It became a condition.')
    return compiled.condition
  }

  /** All of these together; nothing when they always hold. */
  askIf(cells: Cell[], columns?: Map<string, Cell>, further: Condition[] = []): { askIf?: Condition } {
    const without = 'It is asked of everybody who comes there.'
    const found = cells.flatMap((cell) => this.condition(cell, without, undefined, columns) ?? [])
    const all = joined('all', [...found, ...further])
    return all.op === 'all' && all.of.length === 0 ? {} : { askIf: all }
  }

  /** An item that follows the choices of an earlier question. */
  following({ question, option, chosen, cell }: Following): Condition[] {
    const target = this.find(question)
    if (!target) {
      this.#ledger.unsupported(cell.at, `It follows another question: ${this.#missing(question)} All are shown.`)
      return []
    }
    const id = target.placed.options.get(option)
    const row = target.placed.rows.get(option)
    if (!id && !row) {
      this.#ledger.approximated(
        cell.at,
        `“${question}” has no “${option}” to follow, so that one is ${chosen ? 'never' : 'always'} shown.`,
      )
      return chosen ? [{ op: 'any', of: [] }] : []
    }
    this.#ledger.converted(cell.at, 'It became a condition on each.')
    const { placed } = target
    const all = 'options' in placed.question ? placed.question.options.map((one) => one.id) : []
    const condition: Condition = id
      ? isChosen({ placed }, [option])
      : { op: 'chosen', question: placed.question.id, options: all, ...(row && { row }) }
    return [chosen ? condition : not(condition)]
  }
}
