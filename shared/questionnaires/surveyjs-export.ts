import type { Text } from '../kernel/text.ts'
import type { Condition, Page, Question, QuestionnaireDocument, Section } from './document.ts'
import { ExportAccount, heldOf, heldOfAsked, Known, not, roughly } from './export-account.ts'
import { joined } from './expression-joining.ts'
import type { FidelityReport } from './fidelity.ts'
import type { SourceNode } from './source-node.ts'
import { heldBySurveyjs, heldOption, heldRow, shownInSurvey } from './surveyjs-export-held.ts'
import { choiceValue, elementOf } from './surveyjs-export-types.ts'
import { toSurveyjs } from './surveyjs-expressions.ts'

const asked = heldOfAsked('SurveyJS')

/** The questionnaire as a SurveyJS survey, with what it cannot hold. */
export function exportSurveyjs(document: QuestionnaireDocument): {
  survey: Record<string, unknown>
  report: FidelityReport
} {
  const account = new ExportAccount(document, 'SurveyJS')
  const writer = new Writer(document, account)
  account.held(account.root, { format: 'converted', language: 'converted', languages: 'converted', title: 'converted' })
  const pages = document.sections.flatMap((section, n) => writer.section(section, account.root.list('sections')[n]!))
  account.pipes(new Known(document), shownInSurvey)
  const survey = {
    title: writer.words(document.title),
    ...(document.language !== 'en' && { locale: document.language }),
    // What is no longer asked counts for nothing there either.
    clearInvisibleValues: 'onHidden',
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
      this.#known.piped(words, ({ code }) => `{${code}}`),
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
    const around = this.#condition(node.child('askIf'), section.askIf) === undefined ? undefined : section.askIf
    if (around)
      for (const { at } of node.child('askIf').cells())
        ledger.approximated(at, 'The condition of the section goes to each of its pages.')
    return section.pages.map((page, n) => this.#page(page, node.list('pages')[n]!, around))
  }

  #page(page: Page, node: SourceNode, around: Condition | undefined): unknown {
    this.#account.held(node, { id: 'converted', title: 'converted' })
    const own = this.#condition(node.child('askIf'), page.askIf) === undefined ? undefined : page.askIf
    const both = joined(
      'all',
      [around, own].flatMap((one) => one ?? []),
    )
    const elements = page.questions.map((question, n) => this.#question(question, node.list('questions')[n]!))
    const visibleIf = around || own ? { visibleIf: toSurveyjs(both, this.#known) } : {}
    return { name: page.id, title: this.words(page.title), ...visibleIf, elements }
  }

  #condition(node: SourceNode, condition: Condition | undefined): string | undefined {
    return this.#account.condition(node, condition, (one) => toSurveyjs(one, this.#known))
  }

  #question(question: Question, node: SourceNode): unknown {
    this.#account.held(node, { ...asked, ...heldOf(heldBySurveyjs, question) })
    this.#account.id(node, question.code)
    const visibleIf = this.#condition(node.child('askIf'), question.askIf)
    const validators = this.#validators(question, node)
    const element = elementOf(question, {
      words: (text) => this.words(text),
      visible: (list, at, condition) => this.#condition(node.list(list)[at]!.child('askIf'), condition),
    })
    this.#items(question, node)
    const help = this.words(question.help)
    return {
      ...element,
      name: question.code,
      ...(question.type === 'statement' ? { html: this.#html(question.text) } : { title: this.words(question.text) }),
      ...(help !== undefined && { description: help }),
      ...(visibleIf && { visibleIf }),
      ...(question.required && !ownWay.has(question.type) && { isRequired: true }),
      ...(validators.length > 0 && { validators }),
    }
  }

  /** Plain words as HTML: what would be a mark there stays a letter. */
  #html(text: Text): unknown {
    const marked = (words: string) =>
      words.replaceAll('&', '&amp;').replaceAll('<', '&lt;').replaceAll('>', '&gt;').replaceAll('\n', '<br>')
    return this.words(Object.fromEntries(Object.entries(text).map(([language, words]) => [language, marked(words)])))
  }

  /** The options and rows, after their conditions were written. A special choice has a name of SurveyJS' own. */
  #items(question: Question, node: SourceNode): void {
    const options = 'options' in question ? question.options : []
    for (const [n, one] of node.list('options').entries()) {
      const option = options[n]!
      if (question.type === 'ranking' && option.missing)
        this.#account.ledger.rest(one.cells(), 'unsupported', 'A ranking of SurveyJS has no way out: it is left out.')
      if (choiceValue(question, option) === option.code) this.#account.id(one, option.code)
      else this.#account.ledger.approximated(one.child('id').at, 'SurveyJS has a name of its own for this choice.')
      this.#account.held(one, heldOption(question, option))
      if (question.type === 'ranking' && !option.missing)
        for (const { at } of one.child('askIf').cells())
          this.#account.ledger.approximated(at, 'SurveyJS ranks what is left by itself when its choices become others.')
    }
    for (const one of node.list('rows')) {
      this.#account.id(one, one.text('code'))
      this.#account.held(one, heldRow)
    }
  }

  #validators(question: Question, node: SourceNode): unknown[] {
    const kind = question.type === 'short_text' && question.preset === 'email' ? [{ type: 'email' }] : []
    const rules = (question.checks ?? []).flatMap((check, n) => {
      const own = node.list('checks')[n]!
      const expression = this.#condition(own.child('holds'), check.holds)
      this.#account.held(own, {
        id: roughly('SurveyJS numbers no rules.'),
        message: expression === undefined ? not('It belongs to a rule that is left out.') : 'converted',
        soft: not('SurveyJS knows no rules that only warn: it holds there.'),
      })
      return expression ? [{ type: 'expression', text: this.words(check.message), expression }] : []
    })
    return [...kind, ...rules]
  }
}

/** The lines of a table are required one by one, and nothing is answered to words alone. */
const ownWay = new Set(['grid', 'statement'])
