import type { Condition, Question, QuestionnaireDocument, QuestionOf } from '../../shared/questionnaires/document.ts'
import { proveQuestionnaire } from '../../shared/questionnaires/proof.ts'
import { type Measured, median, ms } from './bench-table.ts'

const goes = 5
const budget = { time: 2000, memory: 500 }

/** The whole proof of a large questionnaire: the time, and what the process grew by while it was made. */
export function measureProof(): Measured[] {
  const document = threeHundred()
  const before = process.memoryUsage().rss
  const times: number[] = []
  for (let go = 0; go < goes; go++) {
    const from = performance.now()
    const { verdicts, routes } = proveQuestionnaire(document)
    times.push(performance.now() - from)
    if (!routes.exact || verdicts.some(({ is }) => is !== 'reachable')) throw new Error('The proof is not whole.')
  }
  const grown = Math.max(0, process.memoryUsage().rss - before) / 2 ** 20
  return [
    {
      what: 'Questionnaire of 300 questions and 270 conditions, full proof',
      found: `${ms(median(times))}, ${Math.round(grown)} MB`,
      beside: 'budget 2.0 s and 500 MB, for 200 conditions',
      holds: median(times) < budget.time && grown < budget.memory,
    },
  ]
}

const en = (text: string) => ({ en: text })
const option = (id: string, askIf?: Condition) => ({ id, code: id, label: en(`Answer ${id}`), ...(askIf && { askIf }) })
const common = (id: string, askIf?: Condition) => ({
  id,
  code: id,
  text: en(`Question ${id}?`),
  ...(askIf && { askIf }),
})
export const yesNo = (id: string, askIf?: Condition): Question => ({ ...common(id, askIf), type: 'yes_no' })
export const chose = (question: string, ...options: string[]): Condition => ({ op: 'chosen', question, options })
export const said = (question: string): Condition => chose(question, 'yes')
export const not = (of: Condition): Condition => ({ op: 'not', of })

export function paged(questions: Question[], each = 10): QuestionnaireDocument {
  const pages = Array.from({ length: Math.ceil(questions.length / each) }, (_, n) => ({
    id: `p${n}`,
    title: en(`Page ${n + 1}`),
    questions: questions.slice(n * each, (n + 1) * each),
  }))
  const sections = [{ id: 's', title: en('All'), pages }]
  return { format: 1, language: 'en', languages: ['en'], title: en('Large'), sections }
}

/**
 * Thirty blocks of ten questions, as surveys have them: what was used (several of eight), a follow-up for each of five, one
 * if any of these went badly, a number with a follow-up beyond a bound, one for those who also said so in the block before.
 */
export function threeHundred(): QuestionnaireDocument {
  return paged(Array.from({ length: 30 }, (_, block) => blockOf(block)).flat())
}

function blockOf(n: number): Question[] {
  const [used, bad, age] = [`b${n}-used`, (i: number) => `b${n}-bad${i}`, `b${n}-age`]
  const multiple: QuestionOf<'multiple'> = {
    ...common(used),
    type: 'multiple',
    required: true,
    options: [...Array.from({ length: 8 }, (_, i) => option(`o${i}`)), { ...option('none'), exclusive: true }],
  }
  const scales = Array.from(
    { length: 5 },
    (_, i): Question => ({ ...common(bad(i), chose(used, `o${i}`)), type: 'scale', from: 1, to: 5 }),
  )
  const low = (i: number): Condition => ({ op: 'compare', question: bad(i), is: '<', value: 3 })
  const before: Condition =
    n > 0 ? { op: 'all', of: [said(`b${n - 1}-last`), not(chose(used, 'none'))] } : said(`b${n}-old`)
  return [
    multiple,
    ...scales,
    { ...common(`b${n}-why`, { op: 'any', of: [0, 1, 2, 3, 4].map(low) }), type: 'long_text' },
    { ...common(age), type: 'number', minimum: 0, maximum: 120 },
    yesNo(`b${n}-old`, { op: 'compare', question: age, is: '>=', value: 65 }),
    { ...common(`b${n}-last`, n > 0 ? before : undefined), type: 'yes_no' },
  ]
}
