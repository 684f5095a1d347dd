import { atoms, holds, type Known } from '../questionnaires/conditions.ts'
import type {
  Answer,
  Answers,
  Condition,
  Id,
  Option,
  Question,
  QuestionnaireDocument,
} from '../questionnaires/document.ts'
import { rowsOf } from '../questionnaires/fixed-options.ts'
import { placesOf, type Write, wipe, writerOf } from './answer-writers.ts'
import { type AskedQuestion, askedQuestions, firstCategory, keyOf, missing, profileOf } from './layout.ts'
import type { Store } from './projection.ts'
import { columnsOf, linesOf } from './question-columns.ts'

/** Writes one person's answers into the columns; made once a version, so that a million rows go through closures. */
export interface Projector {
  main: (row: number, answers: Answers) => void
  equality: (row: number, answers: Answers) => void
}

type Stores = ReadonlyMap<string, Store>

interface Step {
  question: Question
  conditions: Condition[]
  write: Write
  skip: (row: number) => void
}

/** The writers of one version's answers; `stores` are all the columns, by key, with room for the rows that are written. */
export function projectorOf(document: QuestionnaireDocument, stores: Stores): Projector {
  const asked = askedQuestions(document).filter(({ question }) => question.type !== 'statement')
  const steps = (part: 'main' | 'equality') =>
    asked.filter((one) => one.part === part).map((one) => stepOf(one, document, stores))
  const oneStore = (one: AskedQuestion) => storesOf(one, document, stores)[0]!
  const area = areaWriter(homes(asked).map(oneStore), stores)
  const characteristics = characteristicWriters(
    asked.filter(({ question }) => question.type === 'single').map((one) => [one.question, oneStore(one)]),
    stores,
  )
  const runMain = runner(steps('main'))
  const runEquality = runner(steps('equality'))
  return {
    main: (row, answers) => {
      runMain(row, answers)
      area(row)
    },
    equality: (row, answers) => {
      runEquality(row, answers)
      for (const write of characteristics) write(row)
    },
  }
}

/** Goes through the questions in document order; what others' conditions look at is kept as known. */
function runner(steps: Step[]) {
  const watched = watchedBy(steps)
  return (row: number, answers: Answers) => {
    const known: Known & Map<Id, { question: Question; answer: Answer | undefined }> = new Map()
    for (const step of steps) {
      if (step.conditions.length > 0 && !step.conditions.every((condition) => holds(condition, known))) {
        step.skip(row)
        continue
      }
      const answer = Object.hasOwn(answers, step.question.id) ? answers[step.question.id] : undefined
      if (watched.has(step.question.id)) known.set(step.question.id, { question: step.question, answer })
      step.write(row, answer, known)
    }
  }
}

/** The questions that some condition looks back at. */
function watchedBy(steps: Step[]): Set<Id> {
  const lineConditions = steps.flatMap(({ question }) => (linesOf(question) ?? []).map(({ askIf }) => askIf))
  const conditions = [...steps.flatMap((step) => step.conditions), ...lineConditions]
  return new Set(conditions.flatMap(atoms).map((atom) => atom.question))
}

/** The columns of a question as this version asks it, one for each of its lines where it has any. */
function storesOf(asked: AskedQuestion, document: QuestionnaireDocument, stores: Stores): Store[] {
  const find = (key: string) => stores.get(key)?.column
  return columnsOf(asked, document).map((column) => stores.get(keyOf(column, find))!)
}

function stepOf(asked: AskedQuestion, document: QuestionnaireDocument, stores: Stores): Step {
  const { question } = asked
  const own = storesOf(asked, document, stores)
  const lines = linesOf(question)
  const parts = own.map((store, i) => {
    const line = lines?.[i]
    return { askIf: line?.askIf, store, write: writerOf(question, store, line?.id ?? '') }
  })
  return {
    question,
    conditions: [...asked.conditions, ...anyAsked(question)],
    write: (row, answer, known) => {
      for (const { askIf, store, write } of parts) {
        if (askIf && !holds(askIf, known)) wipe(store, row)
        else write(row, answer, known)
      }
    },
    skip: (row) => {
      for (const store of own) wipe(store, row)
    },
  }
}

/** A question none of whose options, or none of whose rows, is asked is not asked. */
function anyAsked(question: Question): Condition[] {
  const lists: { askIf?: Condition }[][] = ['options' in question ? question.options : [], rowsOf(question)]
  return lists.flatMap((list): Condition[] => {
    const conditions = list.flatMap(({ askIf }) => (askIf ? [askIf] : []))
    return list.length > 0 && conditions.length === list.length ? [{ op: 'any', of: conditions }] : []
  })
}

/** Where somebody lives: a postcode says so; a borough chosen from a list does where no postcode is asked. */
function homes(asked: AskedQuestion[]): AskedQuestion[] {
  const postcodes = asked.filter(({ question }) => question.type === 'postcode')
  return postcodes.length > 0 ? postcodes : asked.filter(({ question }) => question.type === 'area').slice(0, 1)
}

/** The borough of a person: the first of its questions that gave one. */
function areaWriter(sources: Store[], stores: Stores) {
  const area = stores.get('area')!
  return (row: number) => {
    area.codes[row] = best(sources.map((store) => store.codes[row]!))
  }
}

/** A category before "don't know", before a refusal, before a blank. */
const best = (codes: number[]): number => {
  const category = codes.find((code) => code >= firstCategory)
  return category ?? Math.max(missing.notAsked, ...codes)
}

/** A census characteristic may be told by several questions (disability: condition, then how much it limits). */
function characteristicWriters(questions: [Question, Store][], stores: Stores): ((row: number) => void)[] {
  return [...stores.values()]
    .filter((store) => store.column.type === 'characteristic')
    .map((target) => {
      const sources = questions.flatMap(([question, store]) => sourceOf(question, store, target))
      return (row: number) => {
        target.codes[row] = best(sources.map(({ store, codes }) => codes[store.codes[row]!] ?? missing.blank))
      }
    })
}

/** From a question's codes to the characteristic's; an answer without a category counts as another answer, or as blank. */
function sourceOf(question: Question, store: Store, target: Store): { store: Store; codes: number[] }[] {
  if (question.type !== 'single') return []
  const of = (option: Option) => (option.profile ? profileOf(option.profile) : null)
  const tells = question.options.some((option) => of(option)?.characteristic === target.column.code)
  if (!tells) return []
  const place = placesOf(target)
  const isItsOwn = question.characteristic === target.column.code
  const codes: number[] = [missing.notAsked, missing.blank, missing.declined, missing.dontKnow]
  for (const option of question.options) {
    if (option.missing) continue
    const at = store.column.categories.findIndex((category) => category.id === option.id)
    const profile = of(option)
    const found = profile?.characteristic === target.column.code ? place.get(profile.category) : undefined
    codes[firstCategory + at] = found ?? (isItsOwn ? place.get('')! : missing.notAsked)
  }
  return [{ store, codes }]
}
