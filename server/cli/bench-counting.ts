import { randomUUID } from 'node:crypto'
import { rake } from '../../shared/analysis/raking.ts'
import { everybody } from '../../shared/analysis/select.ts'
import { chanceFrom } from '../../shared/kernel/chance.ts'
import type { Option, Question, QuestionnaireDocument } from '../../shared/questionnaires/document.ts'
import type { Wanted } from '../analysis/weigh.ts'
import { WorkerLink } from '../analysis/worker-link.ts'
import { type Measured, median, middle, ms, timed } from './bench-table.ts'

const people = 100_000
const at = people.toLocaleString('en-GB')

/** Raking six margins, and a banner book of 300 questions by eight variables with stopping it; both over 100,000 people. */
export async function measureCounting(say: (text: string) => void): Promise<Measured[]> {
  return [...(await measureRaking()), ...(await measureBook(say))]
}

/** Margins that lean together, as answers do: raking them takes several sweeps. */
async function measureRaking(): Promise<Measured[]> {
  const chance = chanceFrom(7)
  const sizes = [2, 7, 33, 5, 4, 3]
  const lean = Array.from({ length: people }, () => chance())
  const margins = sizes.map((size, m) => ({
    name: String(m),
    codes: lean.map((own) => Math.min(size - 1, Math.floor(((own + chance()) / 2) ** 1.3 * size))),
    targets: new Array<number>(size).fill(people / size),
  }))
  const start = new Array<number>(people).fill(1)
  let [sweeps, converged] = [0, false]
  const took = await middle(5, async () => {
    const raked = rake(start, margins, { tolerance: 1e-6 })
    ;({ sweeps, converged } = raked)
  })
  if (!converged) throw new Error('The raking of the bench does not converge.')
  const what = `Raking 6 margins × ${at}`
  return [{ what, found: `${ms(took)} in ${sweeps} sweeps`, beside: 'budget 200 ms', holds: took < 200 }]
}

const en = (text: string) => ({ en: text })
const options = (id: string, many: number): Option[] =>
  Array.from({ length: many }, (_, i) => ({ id: `${id}-${i}`, code: `o${i}`, label: en(`Answer ${i}`) }))
const [questions, variables] = [300, 8]

/** One in ten asks for several answers. */
function bookDocument(): { document: QuestionnaireDocument; downs: string[]; acrosses: string[] } {
  const ask = (id: string, i: number): Question =>
    id.startsWith('q') && i % 10 === 9
      ? { id, code: id, type: 'multiple', text: en(id), options: options(id, 6) }
      : { id, code: id, type: 'single', text: en(id), options: options(id, 3 + (i % 6)) }
  const downs = Array.from({ length: questions }, (_, i) => `q${i}`)
  const acrosses = Array.from({ length: variables }, (_, i) => `v${i}`)
  const all = [...acrosses.map(ask), ...downs.map(ask)]
  const sections = [{ id: 's', title: en('All'), pages: [{ id: 'p', title: en('All'), questions: all }] }]
  return { document: { format: 1, language: 'en', languages: ['en'], title: en('Book'), sections }, downs, acrosses }
}

/** A page of people as the change feed hands them to the counting thread. */
function pageOf(
  document: QuestionnaireDocument,
  versionId: string,
  consultationId: string,
  chance: () => number,
  many: number,
) {
  const all = document.sections[0]!.pages[0]!.questions
  const collectorId = randomUUID()
  return Array.from({ length: many }, () => {
    const answers = Object.fromEntries(
      all.map((question) => {
        const list = 'options' in question ? question.options : []
        const one = list[Math.floor(chance() * list.length)]!.id
        return [question.id, question.type === 'multiple' ? { options: [one] } : { option: one }]
      }),
    )
    return {
      id: randomUUID(),
      consultationId,
      versionId,
      collectorId,
      groupId: null,
      state: 'in',
      synthetic: true,
      answers: JSON.stringify(answers),
      equality: null,
    }
  })
}

async function measureBook(say: (text: string) => void): Promise<Measured[]> {
  say(`Making ${at} people who answered ${questions} questions…`)
  const { document, downs, acrosses } = bookDocument()
  const [consultationId, versionId, chance] = [randomUUID(), randomUUID(), chanceFrom(3)]
  const link = new WorkerLink()
  await link.ask('setVersions', [consultationId, [{ id: versionId, document }]])
  for (let done = 0; done < people; done += 2000) {
    await link.ask('takeRows', [pageOf(document, versionId, consultationId, chance, 2000)])
  }
  const ask = (signal?: AbortSignal) =>
    link.ask('bannerBook', [consultationId, false, everybody, downs, acrosses], signal ? { signal } : {})
  say('Counting the book, comparing it with single tables, stopping it…')
  const pair = (i: number): [string, string] => [downs[(i * 37) % questions]!, acrosses[i % variables]!]
  const book = await ask()
  const single = await link.ask('crosstabs', [
    consultationId,
    false,
    everybody,
    Array.from({ length: 40 }, (_, i) => pair(i)),
  ])
  single.tables.forEach((table, i) => {
    const own = book.tables[(i * 37) % questions]![i % variables]
    if (JSON.stringify(own) !== JSON.stringify(table))
      throw new Error(`The book's table of ${pair(i)} differs from the single one.`)
  })
  const took = await middle(5, () => ask())
  const byWeights = [targetOf('v0', 3), targetOf('v1', 4)]
  const weighted = await link.ask('bannerBook', [consultationId, false, everybody, downs, acrosses, byWeights])
  if (!weighted.weighting?.ok) throw new Error('The weights of the bench are refused.')
  const tookWeighted = await middle(3, () =>
    link.ask('bannerBook', [consultationId, false, everybody, downs, acrosses, byWeights]),
  )
  const stops: number[] = []
  for (let go = 0; go < 5; go++) stops.push(await stopped(link, ask))
  await link.end()
  const what = `Banner book of ${questions} questions × ${variables} variables, ${at} responses`
  const stop = median(stops)
  return [
    { what, found: ms(took), beside: 'budget 1,000 ms', holds: took < 1000 },
    { what: 'The same weighted by two characteristics', found: ms(tookWeighted), beside: '—' },
    {
      what: 'The same stopped half way, until the next question is answered',
      found: ms(stop),
      beside: `the whole book ${ms(took)}`,
      holds: stop < took / 2,
    },
  ]
}

/** The census as it might be: the first answer is more often given here than there. */
function targetOf(column: string, many: number): Wanted {
  const all = (many * (many + 1)) / 2
  const categories = Array.from({ length: many }, (_, i) => ({ id: `${column}-${i}`, label: '', share: (i + 1) / all }))
  return { name: column, column, categories }
}

/** From asking it to stop to the answer to another question; it must not have run to its end. */
async function stopped(link: WorkerLink, ask: (signal: AbortSignal) => Promise<unknown>): Promise<number> {
  const stop = new AbortController()
  const book = ask(stop.signal).then(
    () => 'whole',
    () => 'stopped',
  )
  await new Promise((resolve) => setTimeout(resolve, 50))
  stop.abort()
  const { took } = await timed(() => link.ask('rows', []))
  if ((await book) !== 'stopped') throw new Error('The book was not stopped.')
  return took
}
