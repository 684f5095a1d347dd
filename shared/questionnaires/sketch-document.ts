import type { Text } from '../kernel/text.ts'
import type { Condition, Page, QuestionnaireDocument, Section } from './document.ts'
import { questionnaireDocument } from './document-schema.ts'
import { type Cell, type FidelityReport, groupedEntries, type Ledger } from './fidelity.ts'
import type { Sketch, SketchPage, SketchSection } from './sketch.ts'
import { type Ground, questionFrom } from './sketch-question.ts'
import { SketchScope } from './sketch-scope.ts'
import { WordsReader } from './sketch-words.ts'
import { Names } from './source-names.ts'

export interface Imported {
  document: QuestionnaireDocument
  report: FidelityReport
}

/** A file that cannot be imported at all, in plain words. */
export class ImportRefused extends Error {}

const mostQuestions = 2000
const mostSections = 60
const mostPages = 100
const mostOnPage = 100

/** The document of a sketch and the account of its source. Throws `ImportRefused` when nothing can be made of it. */
export function documentFrom(sketch: Sketch, ledger: Ledger, left?: (cell: Cell) => string): Imported {
  const drawn = sketch.sections.reduce((n, s) => n + s.pages.reduce((m, p) => m + p.questions.length, 0), 0)
  if (drawn > mostQuestions)
    throw new ImportRefused(`It has ${drawn} questions. A questionnaire here holds ${mostQuestions} at most.`)
  if (drawn === 0)
    throw new ImportRefused(`There is no question in it that could be imported.${whyNone(ledger.close(left))}`)
  const words = new WordsReader(sketch, ledger)
  const scope = new SketchScope(sketch, ledger)
  const ground: Ground = { words, scope, ledger, names: new Names('q'), places: new Names('page') }
  const title = words.text(sketch.title, 200, noPipes) ?? { [words.language]: 'Imported questionnaire' }
  const sections = withinLimits(sketch.sections).map((section) => sectionFrom(section, ground, title))
  const document = {
    format: 1 as const,
    language: words.language,
    languages: words.languages(),
    title,
    sections: sections.filter((section) => section.pages.length > 0),
  }
  return { document: fitting(document), report: ledger.close(left) }
}

/** What is said of most of what was left out. */
function whyNone(report: FidelityReport): string {
  const [most] = groupedEntries(report, 'unsupported').sort((a, b) => b.at.length - a.at.length)
  return most ? ` ${most.message}` : ''
}

const noPipes = () => ({ fault: 'a title has no answer to fill in.' })

/** More sections than a document holds become pages of the last; more pages than a section holds, further sections. */
function withinLimits(sections: SketchSection[]): SketchSection[] {
  const paged = sections.flatMap((section) => {
    const pages = section.pages.flatMap(shortPages).filter((page) => page.questions.length > 0)
    const parts: SketchSection[] = []
    for (let at = 0; at < pages.length; at += mostPages)
      parts.push({
        ...section,
        name: at === 0 ? section.name : `${section.name}-${at}`,
        pages: pages.slice(at, at + mostPages),
      })
    return parts
  })
  if (paged.length <= mostSections) return paged
  const over = paged.slice(mostSections - 1)
  const pages = over.flatMap((section) =>
    section.pages.map((page) => ({ ...page, title: section.title, askIf: [...section.askIf, ...page.askIf] })),
  )
  if (pages.length > mostPages) throw new ImportRefused('It has too many groups: 60 sections of 100 pages at most.')
  return [...paged.slice(0, mostSections - 1), { name: 'further', title: over[0]!.title, askIf: [], pages }]
}

function shortPages(page: SketchPage): SketchPage[] {
  const parts: SketchPage[] = []
  for (let at = 0; at < page.questions.length; at += mostOnPage)
    parts.push({
      ...page,
      name: at === 0 ? page.name : `${page.name}-${at}`,
      questions: page.questions.slice(at, at + mostOnPage),
    })
  return parts
}

function sectionFrom(drawn: SketchSection, ground: Ground, fallback: Text): Section {
  ground.scope.within([])
  const { id } = ground.places.code(drawn.name)
  const title = ground.words.text(drawn.title, 200, ground.scope.pipeTo) ?? fallback
  const condition = ground.scope.askIf(drawn.askIf)
  const pages = drawn.pages
    .map((page) => pageFrom(page, ground, title, condition.askIf))
    .filter((page) => page.questions.length > 0)
  return { id, title, ...condition, pages }
}

function pageFrom(drawn: SketchPage, ground: Ground, fallback: Text, around: Condition | undefined): Page {
  ground.scope.within([around])
  const { id } = ground.places.code(drawn.name)
  const title = ground.words.text(drawn.title, 200, ground.scope.pipeTo) ?? fallback
  const condition = ground.scope.askIf(drawn.askIf)
  ground.scope.within([around, condition.askIf])
  const questions = drawn.questions.map((one) => questionFrom(one, ground).question)
  return { id, title, ...condition, questions }
}

/** The mapping never makes what the schema refuses; if it did, the file is refused rather than half imported. */
function fitting(document: QuestionnaireDocument): QuestionnaireDocument {
  const result = questionnaireDocument.safeParse(document)
  if (result.success) return result.data
  const [first] = result.error.issues
  throw new ImportRefused(
    `It makes a questionnaire that does not fit here: ${first?.path.join('.') ?? ''} ${first?.message ?? ''}`,
  )
}
