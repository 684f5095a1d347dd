import type { Condition, Id, Option, Question, QuestionnaireDocument } from './document.ts'
import { type Fidelity, type FidelityReport, Ledger } from './fidelity.ts'
import { SourceNode } from './surveyjs-source.ts'

/** What a format holds of a key: as it is, roughly, or not at all. A key that is not named is not held. */
export type Held = Record<string, 'converted' | [Exclude<Fidelity, 'converted'>, string]>

/** What a question has besides its answers, where a format of another tool holds it. */
export const heldOfAsked = (format: string): Held => ({
  code: 'converted',
  text: 'converted',
  help: 'converted',
  type: 'converted',
  required: 'converted',
  soft: ['unsupported', `${format} knows no limits that only warn.`],
  characteristic: ['unsupported', `${format} knows no characteristics of an area.`],
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

  /** Words with the answers piped in as the format writes them. */
  piped(text: string, write: (code: string) => string): string {
    return text.replace(/\{\{([a-z0-9-]{1,40})\}\}/g, (all, id: string) => {
      const found = this.#questions.get(id)
      return found ? write(found.code) : all
    })
  }
}
