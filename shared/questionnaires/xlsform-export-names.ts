import type { Question, QuestionnaireDocument } from './document.ts'
import { drawn } from './xlsform-export-types.ts'

/** The names that the lines of a question have in a form. */
const namesOf = (question: Question): string[] => [
  ...new Set(drawn(question).lines.flatMap(({ name }) => (name === undefined ? [] : [name]))),
]

/** Every name that the questions of a document have in a form. */
export const namesIn = (document: QuestionnaireDocument): string[] =>
  document.sections.flatMap(({ pages }) => pages.flatMap(({ questions }) => questions.flatMap(namesOf)))

/**
 * A name of a form begins with a letter, and is that of one line alone, for a condition means all lines of a name: a code
 * that begins with a figure gets a letter before it, and one that a line before has taken gets a stroke behind it.
 */
export function withNames(document: QuestionnaireDocument): QuestionnaireDocument {
  const taken = new Set<string>()
  const named = (question: Question): Question => {
    let found = /^\d/.test(question.code) ? { ...question, code: `q_${question.code}` } : question
    while (namesOf(found).some((name) => taken.has(name))) found = { ...found, code: `${found.code}_` }
    for (const name of namesOf(found)) taken.add(name)
    return found
  }
  const sections = document.sections.map((section) => ({
    ...section,
    pages: section.pages.map((page) => ({ ...page, questions: page.questions.map(named) })),
  }))
  return { ...document, sections }
}
