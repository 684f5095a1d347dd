import { surveyjs } from './expression-dialects.ts'
import { Ledger } from './fidelity.ts'
import { question, type SketchPage } from './sketch.ts'
import { documentFrom, type Imported, ImportRefused } from './sketch-document.ts'
import { ChoiceRoom } from './sketch-room.ts'
import { SourceNode } from './source-node.ts'
import { elementsOf, isNeverShown, type Making } from './surveyjs-elements.ts'
import { leftOver } from './surveyjs-left.ts'
import { surveyjsWays } from './surveyjs-ways.ts'

const isSurvey = (node: SourceNode) =>
  ['pages', 'elements', 'questions'].some((key) => Array.isArray(node.child(key).value))

/** The survey in a JSON value: the whole of it, or what one of its keys holds, as services keep it. */
function surveyIn(root: SourceNode): SourceNode | undefined {
  const inner = root.keys().map((key) => root.child(key))
  return [root, ...inner].find(isSurvey)
}

/** Whether a JSON value looks like a SurveyJS survey. */
export const isSurveyjs = (value: unknown): boolean => surveyIn(new SourceNode(value)) !== undefined

/** The questionnaire of a SurveyJS survey. Throws `ImportRefused` when nothing can be made of it. */
export function importSurveyjs(value: unknown): Imported {
  const root = new SourceNode(value)
  const survey = surveyIn(root)
  if (!survey) throw new ImportRefused('It has neither pages nor elements, so it is no SurveyJS survey.')
  const ledger = new Ledger(root.cells())
  const making: Making = {
    ledger,
    calculations: new Map(),
    languages: new Set(),
    byName: new Map(),
    names: new Set(),
    room: new ChoiceRoom(),
  }
  calculatedValues(survey, making)
  const pages = pagesOf(survey, making)
  const language = languageOf(survey, ledger)
  const title = survey.words('title')
  const cleared = survey.cellAt('clearInvisibleValues')
  if (cleared?.value === 'onHidden')
    ledger.converted(cleared.at, 'Answers to what is no longer asked count for nothing, there as here.')
  const sketch = {
    dialect: surveyjs,
    pipe: /\{([^{}\n]{1,100})\}/g,
    language,
    ways: surveyjsWays,
    languages: [...making.languages, ...title.map(({ language }) => language)],
    title,
    sections: [{ name: 'survey', title: [], askIf: [], pages }],
    calculations: making.calculations,
    known: (written: string) => written.trim().replace(/^#/, ''),
  }
  return documentFrom(sketch, ledger, leftOver(survey))
}

/**
 * The language of the words that name none: the one the survey opens in, or English where words stand beside those of
 * that language, for so SurveyJS takes what it calls `default`.
 */
function languageOf(survey: SourceNode, ledger: Ledger): string {
  const locale = survey.cellAt('locale')
  if (!locale) return ''
  const beside = survey.nodes().some((node) => node.cellAt('default') && node.cellAt(locale.value))
  if (!beside) ledger.converted(locale.at, 'The language of the words that name none.')
  else
    ledger.approximated(
      locale.at,
      `The survey opens in “${locale.value}”; here it opens in the language of the words that name none.`,
    )
  return beside ? 'en' : locale.value
}

function calculatedValues(survey: SourceNode, { ledger, calculations }: Making): void {
  for (const one of survey.list('calculatedValues')) {
    const [name, expression] = [one.cellAt('name'), one.cellAt('expression')]
    const message = 'A value that is worked out: it goes into the conditions that use it, and is not kept as an answer.'
    if (name) ledger.approximated(name.at, message)
    if (name && expression) calculations.set(name.value, expression)
  }
}

function pagesOf(survey: SourceNode, making: Making): SketchPage[] {
  const pages = survey.list('pages')
  const loose = survey.child('elements').value ? 'elements' : 'questions'
  const begin = introduction(survey, 'survey', making)
  const all =
    pages.length > 0
      ? pages.flatMap((page, n) => (isNeverShown(page, making.ledger) ? [] : pageOf(page, n, making)))
      : [pageOf(survey, 0, making, loose)]
  const [first, ...rest] = all
  return first && begin.length > 0 ? [{ ...first, questions: [...begin, ...first.questions] }, ...rest] : all
}

function pageOf(page: SourceNode, n: number, making: Making, key?: string): SketchPage {
  const isSurvey = key !== undefined
  const title = isSurvey ? [] : page.words('title')
  for (const { language } of title) making.languages.add(language)
  const name = isSurvey ? undefined : page.cellAt('name')
  if (name) making.ledger.converted(name.at, 'The name of a page.')
  const visible = isSurvey ? undefined : page.cellAt('visibleIf')
  const begin = isSurvey ? [] : introduction(page, name?.value ?? `page${n + 1}`, making)
  const list = key ?? (page.child('elements').value ? 'elements' : 'questions')
  const questions = [...begin, ...elementsOf(page, list, { askIf: [], depth: 1 }, making)]
  return { name: name?.value ?? `page${n + 1}`, title, askIf: visible ? [visible] : [], questions }
}

/** A description stands as a statement before the questions. */
function introduction(node: SourceNode, name: string, making: Making) {
  const text = node.words('description')
  for (const { language } of text) making.languages.add(language)
  const at = node.child('description').at
  const drawn = { text, body: { type: 'statement' as const } }
  return text.length > 0 ? [question({ name: `${name}_intro`, at, named: false, ...drawn })] : []
}
