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
import { codesOf, placesOf, type Write, wipe, writerOf } from './answer-writers.ts'
import { askedQuestions, firstCategory, missing, otherTypeKey, profileOf } from './layout.ts'
import type { Store } from './projection.ts'

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

export function projectorOf(document: QuestionnaireDocument, stores: Stores): Projector {
  const asked = askedQuestions(document).filter(({ question }) => question.type !== 'statement')
  const steps = (part: 'main' | 'equality') =>
    asked.filter((one) => one.part === part).map(({ question, conditions }) => stepOf(question, conditions, stores))
  const area = areaWriter(
    asked.map(({ question }) => question).filter(({ type }) => type === 'postcode'),
    stores,
  )
  const characteristics = characteristicWriters(
    asked.map(({ question }) => question),
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
  const rowConditions = steps.flatMap(({ question }) =>
    'rows' in question ? question.rows.map((row) => row.askIf) : [],
  )
  const conditions = [...steps.flatMap((step) => step.conditions), ...rowConditions]
  return new Set(conditions.flatMap(atoms).map((atom) => atom.question))
}

/** The question's own column; of a question that changed its type, the one of the type it has here. */
function storeOf(question: Question, stores: Stores): Store {
  const store = stores.get(question.id)
  return store?.column.type === question.type ? store : stores.get(otherTypeKey(question))!
}

function stepOf(question: Question, conditions: Condition[], stores: Stores): Step {
  const own = [...conditions, ...anyOptionAsked(question)]
  if (question.type === 'grid') return gridStep(question, own, stores)
  const store = storeOf(question, stores)
  return { question, conditions: own, write: writerOf(question, store), skip: (row) => wipe(store, row) }
}

/** A question none of whose options is asked is not asked. */
function anyOptionAsked(question: Question): Condition[] {
  const parts = 'rows' in question ? question.rows : 'options' in question ? question.options : []
  const conditions = parts.flatMap((part) => (part.askIf ? [part.askIf] : []))
  return parts.length > 0 && conditions.length === parts.length ? [{ op: 'any', of: conditions }] : []
}

function gridStep(question: Extract<Question, { type: 'grid' }>, conditions: Condition[], stores: Stores): Step {
  const rows = question.rows.map((part) => {
    const store = stores.get(`${question.id}/${part.id}`)!
    return { id: part.id, askIf: part.askIf, store, codes: codesOf(question.options, store) }
  })
  return {
    question,
    conditions,
    write: (row, answer, known) => {
      const given = answer && 'rows' in answer ? answer.rows : {}
      for (const { id, askIf, store, codes } of rows) {
        if (askIf && !holds(askIf, known)) wipe(store, row)
        else store.codes[row] = (Object.hasOwn(given, id) && codes.get(given[id]!)) || missing.blank
      }
    },
    skip: (row) => {
      for (const { store } of rows) wipe(store, row)
    },
  }
}

/** The borough of a person: the first postcode question that gave one. */
function areaWriter(questions: Question[], stores: Stores) {
  const area = stores.get('area')!
  const sources = questions.map((question) => storeOf(question, stores))
  return (row: number) => {
    area.codes[row] = best(sources.map((store) => store.codes[row]!))
  }
}

/** A category before a refusal, before "don't know", before a blank. */
const best = (codes: number[]): number => {
  const category = codes.find((code) => code >= firstCategory)
  return category ?? Math.max(missing.notAsked, ...codes)
}

/** A census characteristic may be told by several questions (disability: condition, then how much it limits). */
function characteristicWriters(questions: Question[], stores: Stores): ((row: number) => void)[] {
  return [...stores.values()]
    .filter((store) => store.column.type === 'characteristic')
    .map((target) => {
      const sources = questions.flatMap((question) => sourceOf(question, target, stores))
      return (row: number) => {
        target.codes[row] = best(sources.map(({ store, codes }) => codes[store.codes[row]!] ?? missing.blank))
      }
    })
}

/** From a question's codes to the characteristic's; an answer without a category counts as another answer, or as blank. */
function sourceOf(question: Question, target: Store, stores: Stores): { store: Store; codes: number[] }[] {
  if (question.type !== 'single') return []
  const of = (option: Option) => (option.profile ? profileOf(option.profile) : null)
  const tells = question.options.some((option) => of(option)?.characteristic === target.column.code)
  if (!tells) return []
  const store = storeOf(question, stores)
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
