import { askedQuestions, profileOf, type VersionDocument } from './layout.ts'

/** An answer that tells a characteristic of the census. */
export interface Teller {
  question: string
  option: string
}

export interface Tellers {
  /** The questions that tell it. */
  questions: string[]
  /** By category, the answers that tell it; under '' those for which the census has no category. */
  answers: Map<string, Teller[]>
}

/** Which answers tell a characteristic, over all versions, among the questions that are counted; null where none does. */
export function tellersOf(
  versions: readonly VersionDocument[],
  characteristic: string,
  isCounted: (question: string) => boolean = () => true,
): Tellers | null {
  const categories = new Map<string, { teller: Teller; category: string }>()
  for (const { document } of versions)
    for (const { question } of askedQuestions(document)) {
      if (question.type !== 'single' || !isCounted(question.id)) continue
      const found = question.options.map((option) => (option.profile ? profileOf(option.profile) : null))
      if (!found.some((one) => one?.characteristic === characteristic)) continue
      const isItsOwn = question.characteristic === characteristic
      for (const [i, { id, missing }] of question.options.entries()) {
        const told = found[i]?.characteristic === characteristic ? found[i].category : isItsOwn ? '' : null
        const teller = { question: question.id, option: id }
        if (!missing && told !== null) categories.set(`${question.id}/${id}`, { teller, category: told })
      }
    }
  const all = [...categories.values()]
  if (all.length === 0) return null
  const answers = new Map<string, Teller[]>()
  for (const { teller, category } of all) answers.set(category, [...(answers.get(category) ?? []), teller])
  return { questions: [...new Set(all.map(({ teller }) => teller.question))], answers }
}
