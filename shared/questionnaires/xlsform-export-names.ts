import type { Question, QuestionnaireDocument } from './document.ts'

/** A name of a form begins with a letter or a line: a code that begins with a figure gets a letter before it. */
export function withNames(document: QuestionnaireDocument): QuestionnaireDocument {
  const all = document.sections.flatMap(({ pages }) => pages.flatMap(({ questions }) => questions))
  const taken = new Set(all.map(({ code }) => code))
  const named = (question: Question): Question => {
    if (!/^\d/.test(question.code)) return question
    let code = `q_${question.code}`
    while (taken.has(code)) code = `${code}_`
    taken.add(code)
    return { ...question, code }
  }
  const sections = document.sections.map((section) => ({
    ...section,
    pages: section.pages.map((page) => ({ ...page, questions: page.questions.map(named) })),
  }))
  return { ...document, sections }
}
