import type { Answer, Answers, Check, Id, Question } from './document.ts'
import type { VisiblePage } from './evaluate.ts'
import { rowsOf } from './fixed-options.ts'
import { rulesOf } from './question-rules.ts'
import { type FaultKind, own, type Say, type Trouble } from './rules.ts'

/** What is wrong with an answer and what to do; `about` is the question (and row) in the reader's words. */
export interface Fault extends Trouble {
  questionId: Id
  about: string
}

export function faultOf(question: Question, trouble: Trouble, say: Say): Fault {
  const row = rowsOf(question).find((one) => one.id === trouble.rowId)
  return { questionId: question.id, about: say(row?.label ?? question.text), ...trouble }
}

/** What is asked of an answer, where the answer itself can be read; a soft question only warns of these. */
const limits: ReadonlySet<FaultKind> = new Set<FaultKind>([
  'required',
  'too_few',
  'too_many',
  'too_long',
  'too_small',
  'too_large',
  'wrong_sum',
  'wrong_form',
])

/** What is wrong with an answer, soft where the question is; its checks come with the page (`failing`). */
export function troublesOf(question: Question, answer: Answer | undefined, say: Say): Trouble[] {
  const troubles = rulesOf(question).faults(question, answer as never, say)
  if (!question.soft) return troubles
  return troubles.map((one): Trouble => (limits.has(one.kind) ? { ...one, soft: true } : one))
}

/** What still stands in the way or wants a second look on one page, asked questions only, in the order of the page. */
export function pageFaults(page: Pick<VisiblePage, 'questions' | 'failing'>, answers: Answers, say: Say): Fault[] {
  return page.questions.flatMap((question) => {
    const faults = questionFaults(question, answers, say)
    const failing = hardFaults(faults).length > 0 ? [] : page.failing.filter((one) => one.questionId === question.id)
    return [...faults, ...failing.map(({ check }) => checkFault(question, check, say))]
  })
}

/** What stands in the way: a warning does not. */
export const hardFaults = (faults: readonly Fault[]): Fault[] => faults.filter((fault) => !fault.soft)

function questionFaults(question: Question, answers: Answers, say: Say): Fault[] {
  const answer: Answer | undefined = rulesOf(question).keep(question, own(answers, question.id))
  return troublesOf(question, answer, say).map((trouble) => faultOf(question, trouble, say))
}

const checkFault = (question: Question, { message, soft }: Check, say: Say): Fault =>
  faultOf(question, { kind: 'check', message: say(message), ...(soft && { soft }) }, say)

/** Names a warning, so that a form can carry which ones were shown. */
export const warningKey = ({ questionId, rowId = '', kind }: Fault) => `${questionId}.${rowId}.${kind}`

/** What to show before going on: everything while something stands in the way, else the warnings not shown yet. */
export function stillToSay(faults: readonly Fault[], warned: readonly string[]): Fault[] {
  if (hardFaults(faults).length > 0) return [...faults]
  return faults.filter((fault) => !warned.includes(warningKey(fault)))
}

/** The first line of the summary. */
export function faultsTitle(faults: readonly Fault[]): string {
  const hard = hardFaults(faults)
  const said = hard.length > 0 ? hard : faults
  const words = ['', 'One answer', 'Two answers', 'Three answers', 'Four answers', 'Five answers', 'Six answers']
  const many = words[said.length] ?? `${said.length} answers`
  const [is, needs] = said.length === 1 ? ['is', 'needs'] : ['are', 'need']
  if (hard.length === 0) return `${many} may need another look`
  const needed = hard.every((fault) => fault.kind === 'required')
  return needed ? `${many} ${is} still needed` : `${many} ${needs} another look`
}
