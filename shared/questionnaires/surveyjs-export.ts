import type { Text } from '../kernel/text.ts'
import type { Condition, Option, Page, Question, QuestionnaireDocument, Section } from './document.ts'
import { ExportAccount, type Held, heldOfAsked, Known } from './export-account.ts'
import { joined } from './expression-joining.ts'
import type { FidelityReport } from './fidelity.ts'
import { choiceValue, elementOf, heldBySurveyjs } from './surveyjs-export-types.ts'
import { toSurveyjs } from './surveyjs-expressions.ts'
import type { SourceNode } from './surveyjs-source.ts'

const asked = heldOfAsked('SurveyJS')

const item: Held = {
  code: 'converted',
  label: 'converted',
  exclusive: 'converted',
  other: ['approximated', 'It becomes the “other” of SurveyJS, with its own value there.'],
  missing: ['approximated', 'It becomes the special choice of SurveyJS, with its own value there.'],
  profile: ['unsupported', 'SurveyJS knows no profile of an area.'],
}

/** The questionnaire as a SurveyJS survey, with what it cannot hold. */
export function exportSurveyjs(document: QuestionnaireDocument): {
  survey: Record<string, unknown>
  report: FidelityReport
} {
  const account = new ExportAccount(document, 'SurveyJS')
  const writer = new Writer(document, account)
  account.held(account.root, { format: 'converted', language: 'converted', languages: 'converted', title: 'converted' })
  const pages = document.sections.flatMap((section, n) => writer.section(section, account.root.list('sections')[n]!))
  const survey = {
    title: writer.words(document.title),
    ...(document.language !== 'en' && { locale: document.language }),
    pages,
  }
  return { survey, report: account.close() }
}

class Writer {
  readonly #document: QuestionnaireDocument
  readonly #account: ExportAccount
  readonly #known: Known

  constructor(document: QuestionnaireDocument, account: ExportAccount) {
    this.#document = document
    this.#account = account
    this.#known = new Known(document)
  }

  /** One language alone is a text; several are an object, with the first as `default`. */
  words(text: Text | undefined): unknown {
    if (!text) return undefined
    const said = Object.entries(text).map(([language, words]): [string, string] => [
      language === this.#document.language ? 'default' : language,
      this.#known.piped(words, (code) => `{${code}}`),
    ])
    const [only] = said
    return said.length === 1 && only?.[0] === 'default' ? only[1] : Object.fromEntries(said)
  }

  /** The pages of a section; its condition goes to each of them. */
  section(section: Section, node: SourceNode): unknown[] {
    const { ledger } = this.#account
    this.#account.held(node, {
      id: ['unsupported', 'SurveyJS has pages alone, and no sections over them.'],
      title: ['unsupported', 'SurveyJS has pages alone, and no sections over them.'],
      equality: ['approximated', 'The equality block becomes pages like any others.'],
    })
    if (section.askIf)
      ledger.rest(
        node.child('askIf').cells(),
        'approximated',
        'The condition of the section goes to each of its pages.',
      )
    return section.pages.map((page, n) => this.#page(page, node.list('pages')[n]!, section.askIf))
  }

  #page(page: Page, node: SourceNode, outer: Condition | undefined): unknown {
    this.#account.held(node, { id: 'converted', title: 'converted' })
    const own = this.#condition(node.child('askIf'), page.askIf)
    const around = this.#condition(node.child('none'), outer)
    const both = [around, own].filter((part) => part !== undefined)
    const visibleIf =
      outer && page.askIf && both.length === 2 ? toSurveyjs(joined('all', [outer, page.askIf]), this.#known) : both[0]
    const elements = page.questions.map((question, n) => this.#question(question, node.list('questions')[n]!))
    return { name: page.id, title: this.words(page.title), ...(visibleIf && { visibleIf }), elements }
  }

  #condition(node: SourceNode, condition: Condition | undefined): string | undefined {
    return this.#account.condition(node, condition, (one) => toSurveyjs(one, this.#known))
  }

  #question(question: Question, node: SourceNode): unknown {
    this.#account.held(node, { ...asked, ...heldBySurveyjs[question.type] })
    this.#account.id(node, question.code)
    for (const [n, one] of node.list('options').entries())
      this.#option(one, 'options' in question && question.options[n])
    for (const one of node.list('rows')) {
      this.#account.id(one, one.text('code'))
      this.#account.held(one, item)
    }
    const visibleIf = this.#condition(node.child('askIf'), question.askIf)
    const validators = this.#validators(question, node)
    const element = elementOf(question, {
      words: (text) => this.words(text),
      visible: (list, at, condition) => this.#condition(node.list(list)[at]!.child('askIf'), condition),
    })
    const required = question.type === 'grid' ? 'isAllRowRequired' : 'isRequired'
    const help = this.words(question.help)
    return {
      ...element,
      name: question.code,
      ...(question.type === 'statement' ? { html: this.words(question.text) } : { title: this.words(question.text) }),
      ...(help !== undefined && { description: help }),
      ...(visibleIf && { visibleIf }),
      ...(question.required && { [required]: true }),
      ...(validators.length > 0 && { validators }),
    }
  }

  /** A special choice has a name of SurveyJS' own, which takes the place of its code. */
  #option(node: SourceNode, option: Option | false | undefined): void {
    const value = option ? choiceValue(option) : node.text('code')
    if (value !== node.text('code'))
      for (const key of ['id', 'code'])
        this.#account.ledger.approximated(node.child(key).at, `SurveyJS calls this choice “${value}”.`)
    this.#account.id(node, node.text('code'))
    this.#account.held(node, item)
  }

  #validators(question: Question, node: SourceNode): unknown[] {
    return (question.checks ?? []).flatMap((check, n) => {
      const own = node.list('checks')[n]!
      const expression = this.#condition(own.child('holds'), check.holds)
      this.#account.held(own, {
        id: ['approximated', 'SurveyJS numbers no rules.'],
        message: 'converted',
        soft: ['unsupported', 'SurveyJS knows no rules that only warn.'],
      })
      return expression ? [{ type: 'expression', text: this.words(check.message), expression }] : []
    })
  }
}
