import type { Text } from '../kernel/text.ts'
import type { Condition, Page, Question, QuestionnaireDocument, Section } from './document.ts'
import { ExportAccount, heldOf, heldOfAsked, Known, not, roughly, whole } from './export-account.ts'
import type { FidelityReport } from './fidelity.ts'
import { rowsOf } from './fixed-options.ts'
import { plainWords } from './plain-words.ts'
import type { SourceNode } from './source-node.ts'
import { hasNoWords, heldByXlsform, heldOption, heldRow, shownInForm } from './xlsform-export-held.ts'
import { namesIn, withNames } from './xlsform-export-names.ts'
import { type Drawing, type Drawn, drawn } from './xlsform-export-types.ts'
import { toXpath } from './xlsform-expressions.ts'
import type { RawSheet } from './xlsform-sheets.ts'

/** A row of a sheet to be, by its columns; words have a column for each language. */
type Line = Record<string, string>

const asked = heldOfAsked('XLSForm')

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
  /** Names that are given; a group has one that no question has. */
  readonly #names: Set<string>

  constructor(document: QuestionnaireDocument) {
    this.#document = withNames(document)
    this.#known = new Known(this.#document)
    this.#names = new Set(namesIn(this.#document))
    this.account = new ExportAccount(document, 'XLSForm')
  }

  write(): void {
    const { root, ledger } = this.account
    this.account.held(root, { format: 'converted', language: 'converted', languages: 'converted' })
    for (const { at } of root.child('title').cells())
      if (at === `/title/${this.#document.language}`) ledger.converted(at, 'The title of the form.')
      else ledger.unsupported(at, 'A form has its title in one language.')
    for (const [n, section] of this.#document.sections.entries()) this.#section(section, root.list('sections')[n]!)
    this.account.pipes(this.#known, shownInForm)
    for (const { at, value } of root.cells())
      if (plainWords(value).changed) ledger.approximated(at, 'A form reads marks in it as emphasis, links or tags.')
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
    while (this.#names.has(name)) name = `${name}_`
    this.#names.add(name)
    return name
  }

  #relevant(node: SourceNode, condition: Condition | undefined): Line {
    const written = this.account.condition(node.child('askIf'), condition, (one) => toXpath(one, this.#known))
    return written === undefined ? {} : { relevant: written }
  }

  #words(column: string, text: Text | undefined): Line {
    const said = Object.entries(text ?? {})
    const write = (words: string) =>
      this.#known.piped(words, ({ type, code }) => (hasNoWords(type) ? '…' : `\${${code}}`))
    return Object.fromEntries(said.map(([language, words]) => [`${column}::${language}`, write(words)]))
  }

  #question(question: Question, node: SourceNode): void {
    const { account } = this
    const made = drawn(question)
    if (made.lines.length === 0) {
      for (const { at } of node.cells())
        account.ledger.unsupported(at, 'XLSForm has no question like it, so it is left out.')
      return
    }
    if (question.code !== node.text('code'))
      account.ledger.approximated(
        node.child('code').at,
        `Its name is “${question.code}”: one begins with a letter there, and stands once.`,
      )
    account.held(node, { ...asked, ...heldOf(heldByXlsform, question) })
    account.id(node, question.code)
    this.#list(question, node, made)
    for (const line of made.lines) this.survey.push(this.#line(line, question, node, made))
  }

  #line(drawing: Drawing, question: Question, node: SourceNode, made: Drawn): Line {
    const { label, lead, row, only, rule, ...line } = drawing
    const required: Line = question.required && question.type !== 'statement' ? { required: 'yes' } : {}
    if (lead)
      return {
        ...line,
        ...this.#words('label', question.text),
        ...this.#words('hint', question.help),
        ...this.#relevant(node, question.askIf),
        ...this.#checks(question, node, made),
        ...(made.grouped ? {} : required),
      }
    const asked = row === undefined ? undefined : rowsOf(question)[row]?.askIf
    return {
      ...line,
      ...this.#words('label', label),
      ...(row !== undefined && { ...this.#relevant(node.list('rows')[row]!, asked), ...required }),
      ...(only && { relevant: toXpath(only, this.#known) }),
      ...(rule && { constraint: rule }),
    }
  }

  /** The options go to the choices sheet as a list of the question's own code. */
  #list(question: Question, node: SourceNode, { list }: Drawn): void {
    for (const { code, label } of list)
      this.choices.push({
        list_name: question.code,
        name: code,
        ...this.#words('label', this.#spoken(question, label)),
      })
    for (const [n, item] of node.list('options').entries()) {
      if (question.type === 'ranking' && question.options[n]?.missing)
        this.account.ledger.rest(item.cells(), 'unsupported', 'A ranking of a form has no way out: it is left out.')
      this.account.id(item, item.text('code'))
      this.account.held(item, heldOption(question))
    }
    for (const item of node.list('rows')) this.account.held(item, heldRow)
  }

  /** Yes and no are written in the languages of the questionnaire. */
  #spoken({ type }: Question, label: Text): Text {
    if (type !== 'yes_no') return label
    const { language, languages } = this.#document
    const known = languages.filter((one) => Object.hasOwn(label, one))
    return Object.fromEntries(known.length > 0 ? known.map((one) => [one, label[one]!]) : [[language, label.en!]])
  }

  /** All rules in one expression, with the words of the first; a group has none. */
  #checks(question: Question, node: SourceNode, { constraint, grouped }: Drawn): Line {
    const rules = [...constraint]
    let message: Text | undefined
    for (const [n, check] of (question.checks ?? []).entries()) {
      const own = node.list('checks')[n]!
      if (grouped) this.account.ledger.rest(own.cells(), 'unsupported', 'A group of questions has no rules in a form.')
      const written = grouped
        ? undefined
        : this.account.condition(own.child('holds'), check.holds, (one) => toXpath(one, this.#known, question.id))
      this.account.held(own, {
        id: roughly('A form numbers no rules.'),
        message:
          written === undefined || message
            ? not('A question of a form has one message for all its rules, and none for a rule it has not.')
            : 'converted',
        soft: not('A form knows no rules that only warn: it holds there.'),
      })
      if (written === undefined) continue
      rules.push(written)
      message ??= check.message
    }
    if (rules.length === 0) return {}
    const all = rules.length === 1 ? rules : rules.map(whole)
    return { constraint: all.join(' and '), ...this.#words('constraint_message', message) }
  }
}
