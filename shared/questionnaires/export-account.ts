import { compared } from './compared.ts'
import type {
  Comparison,
  Condition,
  Id,
  Option,
  Question,
  QuestionnaireDocument,
  QuestionOf,
  QuestionType,
} from './document.ts'
import { type Fidelity, type FidelityReport, Ledger } from './fidelity.ts'
import { SourceNode } from './source-node.ts'

/** What a format holds of a key: as it is, roughly, or not at all. A key that is not named is not held. */
export type Held = Record<string, 'converted' | [Exclude<Fidelity, 'converted'>, string] | undefined>

export const roughly = (message: string): ['approximated', string] => ['approximated', message]
export const not = (message: string): ['unsupported', string] => ['unsupported', message]

/** What belongs to each type alone; of some it depends on how the question is made. */
export type HeldByType = { [T in QuestionType]: Held | ((question: QuestionOf<T>) => Held) }

export function heldOf(table: HeldByType, question: Question): Held {
  const own = table[question.type]
  return typeof own === 'function' ? (own as (question: Question) => Held)(question) : own
}

/** What a question has besides its answers, where a format of another tool holds it. */
export const heldOfAsked = (format: string): Held => ({
  code: 'converted',
  text: 'converted',
  help: 'converted',
  type: 'converted',
  required: 'converted',
  soft: not(`${format} knows no limits that only warn: they hold there.`),
  characteristic: not(`${format} knows no characteristics of an area.`),
})

/** Thrown by the writers of conditions: the format's language cannot say it. */
export class CannotWrite extends Error {}

/** The account of an export: every filled leaf of the document, as the imports account for theirs. */
export class ExportAccount {
  readonly root: SourceNode
  readonly ledger: Ledger
  readonly #format: string

  constructor(document: QuestionnaireDocument, format: string) {
    this.root = new SourceNode(document)
    this.ledger = new Ledger(this.root.cells())
    this.#format = format
  }

  /** Says of the keys of a thing how the format holds them; lists and conditions speak for themselves. */
  held(node: SourceNode, held: Held, leave: string[] = []): void {
    for (const key of node.keys()) {
      const how = Object.hasOwn(held, key) ? held[key] : undefined
      if (!how || leave.includes(key)) continue
      const [fidelity, message] = how === 'converted' ? (['converted', `It is kept in ${this.#format}.`] as const) : how
      this.ledger.rest(node.child(key).cells(), fidelity, message)
    }
  }

  /** A condition in the words of the format; undefined, with the reason on the account, when it has none for it. */
  condition(
    node: SourceNode,
    condition: Condition | undefined,
    write: (condition: Condition) => string,
  ): string | undefined {
    if (!condition) return undefined
    try {
      const written = write(condition)
      for (const { at } of node.cells()) this.ledger.converted(at, 'It is kept as an expression.')
      return written
    } catch (error) {
      if (!(error instanceof CannotWrite)) throw error
      for (const { at } of node.cells()) this.ledger.unsupported(at, `${error.message} It is left out.`)
      return undefined
    }
  }

  /** An id comes back from its code; one that does not follow from it is another one then. */
  id(node: SourceNode, code: string): void {
    const cell = node.cellAt('id')
    if (cell?.value === code.replaceAll('_', '-')) this.ledger.converted(cell.at, 'It follows from the code.')
    else if (cell)
      this.ledger.approximated(cell.at, `${this.#format} keeps codes alone; read again, the id follows from the code.`)
  }

  /** Of each text that shows an answer of such a question, what another tool shows in its place. */
  pipes(known: Known, instead: (question: Question) => string | undefined): void {
    for (const { at, value } of this.root.cells())
      for (const question of known.shownIn(value)) {
        const message = instead(question)
        if (message) this.ledger.approximated(at, message)
      }
  }

  close(): FidelityReport {
    return this.ledger.close(({ at }) => `“${at.split('/').at(-1)}” has no counterpart in ${this.#format}.`)
  }
}

/** The questions of a document by id, for the writers of conditions and of piped words. */
export class Known {
  readonly #questions: Map<Id, Question>

  constructor(document: QuestionnaireDocument) {
    const all = document.sections.flatMap((s) => s.pages.flatMap((p) => p.questions))
    this.#questions = new Map(all.map((question) => [question.id, question]))
  }

  question(id: Id): Question {
    const found = this.#questions.get(id)
    if (!found) throw new CannotWrite('It looks at a question that is not here.')
    return found
  }

  option(question: Question, id: Id): Option {
    const found = 'options' in question ? question.options.find((option) => option.id === id) : undefined
    if (!found) throw new CannotWrite('It looks at an answer that is not here.')
    return found
  }

  row(question: Question, id: Id): { code: string } {
    const found = 'rows' in question ? question.rows.find((row) => row.id === id) : undefined
    if (!found) throw new CannotWrite('It looks at a line that is not here.')
    return found
  }

  /** The questions whose answers these words show. */
  shownIn(text: string): Question[] {
    return [...text.matchAll(pipe)].flatMap(([, id]) => this.#questions.get(id!) ?? [])
  }

  /** Words with the answers piped in as the format writes them. */
  piped(text: string, write: (question: Question) => string): string {
    return text.replace(pipe, (all, id: string) => {
      const found = this.#questions.get(id)
      return found ? write(found) : all
    })
  }
}

const pipe = /\{\{([a-z0-9-]{1,40})\}\}/g

/** Choices that stand for a kind of missing: an answer with one of them does not count as answered. */
export const missingIn = (question: Question): Option[] =>
  'options' in question ? question.options.filter(({ missing }) => missing) : []

/** A written expression as a part of another. */
export const whole = (text: string): string => (/ (or|and) /.test(text) ? `(${text})` : text)

/** Whether a line of amounts that was left empty, which counts as nothing of the total, fulfils this. */
export const holdsForNone = ({ is, value }: { is: Comparison; value: number | string }): boolean =>
  typeof value === 'number' && compared(0, is, value)
