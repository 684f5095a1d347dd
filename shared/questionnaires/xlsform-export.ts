import type { Text } from '../kernel/text.ts'
import type { Condition, Page, Question, QuestionnaireDocument, Section } from './document.ts'
import { ExportAccount, type Held, heldOfAsked, Known } from './export-account.ts'
import type { FidelityReport } from './fidelity.ts'
import type { SourceNode } from './surveyjs-source.ts'
import { type Drawn, drawn, heldByType } from './xlsform-export-types.ts'
import { toXpath } from './xlsform-expressions.ts'
import type { RawSheet } from './xlsform-sheets.ts'

/** A row of a sheet to be, by its columns; words have a column for each language. */
type Line = Record<string, string>

const asked: Held = { ...heldOfAsked('XLSForm'), askIf: 'converted' }

/** The questionnaire as the sheets of an XLSForm, with what it cannot hold. */
export function exportXlsform(document: QuestionnaireDocument): { sheets: RawSheet[]; report: FidelityReport } {
  const writer = new Writer(document)
  writer.write()
  const survey = writer.survey
  const settings = [
    { form_title: document.title[document.language] ?? '', form_id: 'folkmoot', default_language: document.language },
  ]
  return {
    sheets: [sheetFrom('survey', survey), sheetFrom('choices', writer.choices), sheetFrom('settings', settings)],
    report: writer.account.close(),
  }
}

function sheetFrom(name: string, lines: Line[]): RawSheet {
  const columns = [...new Set(lines.flatMap((line) => Object.keys(line)))]
  return { name, rows: [columns, ...lines.map((line) => columns.map((column) => line[column] ?? ''))] }
}

class Writer {
  readonly #document: QuestionnaireDocument
  readonly #known: Known
  readonly account: ExportAccount
  readonly survey: Line[] = []
  readonly choices: Line[] = []
  readonly #groups = new Set<string>()

  constructor(document: QuestionnaireDocument) {
    this.#document = document
    this.#known = new Known(document)
    this.account = new ExportAccount(document, 'XLSForm')
  }

  write(): void {
    const { root, ledger } = this.account
    this.account.held(root, { format: 'converted', language: 'converted', languages: 'converted' })
    for (const { at } of root.child('title').cells())
      if (at === `/title/${this.#document.language}`) ledger.converted(at, 'The title of the form.')
      else ledger.unsupported(at, 'A form has its title in one language.')
    for (const [n, section] of this.#document.sections.entries()) this.#section(section, root.list('sections')[n]!)
  }

  #section(section: Section, node: SourceNode): void {
    this.account.held(node, {
      title: 'converted',
      equality: ['approximated', 'The equality block becomes a group like any other.'],
    })
    this.#group(section, node, {}, () => {
      for (const [n, page] of section.pages.entries()) this.#page(page, node.list('pages')[n]!)
    })
  }

  #page(page: Page, node: SourceNode): void {
    this.account.held(node, { title: 'converted' })
    this.#group(page, node, { appearance: 'field-list' }, () => {
      for (const [n, question] of page.questions.entries()) this.#question(question, node.list('questions')[n]!)
    })
  }

  #group(
    group: { id: string; title: Text; askIf?: Condition },
    node: SourceNode,
    more: Line,
    inside: () => void,
  ): void {
    const code = this.#groupName(group.id.replaceAll('-', '_'))
    this.account.id(node, code)
    this.survey.push({
      type: 'begin group',
      name: code,
      ...this.#words('label', group.title),
      ...this.#relevant(node, group.askIf),
      ...more,
    })
    inside()
    this.survey.push({ type: 'end group' })
  }

  #groupName(wanted: string): string {
    let name = /^[a-z_]/.test(wanted) ? wanted : `g_${wanted}`
    while (this.#groups.has(name)) name = `${name}_`
    this.#groups.add(name)
    return name
  }

  #relevant(node: SourceNode, condition: Condition | undefined): Line {
    const written = this.account.condition(node.child('askIf'), condition, (one) => toXpath(one, this.#known))
    return written === undefined ? {} : { relevant: written }
  }

  #words(column: string, text: Text | undefined): Line {
    const said = Object.entries(text ?? {})
    const write = (words: string) => this.#known.piped(words, (code) => `\${${code}}`)
    return Object.fromEntries(said.map(([language, words]) => [`${column}::${language}`, write(words)]))
  }

  #question(question: Question, node: SourceNode): void {
    const { account } = this
    account.held(node, { ...asked, ...heldByType[question.type] }, ['askIf'])
    account.id(node, question.code)
    const made = drawn(question)
    if (made.lines.length === 0) {
      for (const { at } of node.cells())
        account.ledger.unsupported(at, 'XLSForm has no question like it, so it is left out.')
      return
    }
    this.#list(question, node, made)
    const relevant = this.#relevant(node, question.askIf)
    const checks = this.#checks(question, node, made.constraint)
    const first = { ...this.#words('label', question.text), ...this.#words('hint', question.help), ...relevant }
    for (const { label, lead, ...line } of made.lines) {
      const words = lead
        ? first
        : { ...this.#words('label', label), ...(made.lines.length > 1 && !made.grouped ? relevant : {}) }
      const asks = lead && !made.grouped ? { ...checks, ...(question.required && { required: 'yes' }) } : {}
      const inGroup =
        made.grouped && question.required && line.type !== 'begin group' && line.type !== 'end group'
          ? { required: 'yes' }
          : {}
      this.survey.push({ ...line, ...words, ...asks, ...inGroup })
    }
  }

  /** The options go to the choices sheet as a list of the question's own code. */
  #list(question: Question, node: SourceNode, { list }: Drawn): void {
    for (const { code, label } of list)
      this.choices.push({ list_name: question.code, name: code, ...this.#words('label', label) })
    const items = [...node.list('options'), ...node.list('rows')]
    for (const item of items) {
      this.account.id(item, item.text('code'))
      this.account.held(item, {
        code: 'converted',
        label: 'converted',
        askIf: ['unsupported', 'A choice of a form is shown to everybody.'],
        exclusive: ['approximated', 'It can be chosen beside others, but a rule of the question refuses that.'],
        other: ['approximated', 'Its words are asked in a question of their own.'],
        missing: ['approximated', 'It is a choice like any other.'],
        profile: ['unsupported', 'XLSForm knows no profile of an area.'],
      })
    }
  }

  /** All rules in one expression, with the words of the first. */
  #checks(question: Question, node: SourceNode, limits: string[]): Line {
    const rules = [...limits]
    let message: Text | undefined
    for (const [n, check] of (question.checks ?? []).entries()) {
      const own = node.list('checks')[n]!
      const written = this.account.condition(own.child('holds'), check.holds, (one) =>
        toXpath(one, this.#known, question.id),
      )
      if (written !== undefined) rules.push(rules.length > 0 || limits.length > 0 ? `(${written})` : written)
      this.account.held(own, {
        id: ['approximated', 'A form numbers no rules.'],
        message: message ? ['unsupported', 'A question of a form has one message for all its rules.'] : 'converted',
      })
      if (written !== undefined) message ??= check.message
    }
    return rules.length === 0 ? {} : { constraint: rules.join(' and '), ...this.#words('constraint_message', message) }
  }
}
