import type { Answer, Answers, Id, Question } from './document.ts'
import type { VisiblePage } from './evaluate.ts'
import { rulesOf } from './question-rules.ts'
import { own, type Say, type Trouble } from './rules.ts'

/** What is wrong with an answer and what to do; `about` is the question (and row) in the reader's words. */
export interface Fault extends Trouble {
  questionId: Id
  about: string
}

export function faultOf(question: Question, trouble: Trouble, say: Say): Fault {
  const row = question.type === 'grid' ? question.rows.find((one) => one.id === trouble.rowId) : undefined
  return { questionId: question.id, about: say(row?.label ?? question.text), ...trouble }
}

/** What still stands in the way on one page, asked questions only, in the order of the page. */
export function pageFaults(page: VisiblePage, answers: Answers, say: Say): Fault[] {
  return page.questions.flatMap((question) => questionFaults(question, answers, say))
}

export function questionFaults(question: Question, answers: Answers, say: Say): Fault[] {
  const rules = rulesOf(question)
  const answer: Answer | undefined = rules.keep(question, own(answers, question.id))
  return rules.faults(question, answer as never, say).map((trouble) => faultOf(question, trouble, say))
}

/** The first line of the summary. */
export function faultsTitle(faults: readonly Fault[]): string {
  const words = ['', 'One answer', 'Two answers', 'Three answers', 'Four answers', 'Five answers', 'Six answers']
  const many = words[faults.length] ?? `${faults.length} answers`
  const needed = faults.every((fault) => fault.kind === 'required')
  if (faults.length === 1) return needed ? `${many} is still needed` : `${many} needs another look`
  return needed ? `${many} are still needed` : `${many} need another look`
}
