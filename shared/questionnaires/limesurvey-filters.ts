import type { LimeFilter, LimeQuestion } from './limesurvey-model.ts'

type Filtering = Pick<LimeFilter, 'chosen'> & { names: string[]; setting: 'array_filter' | 'array_filter_exclude' }

const filtering = (drawn: LimeQuestion): Filtering[] =>
  (['array_filter', 'array_filter_exclude'] as const).map((setting) => ({
    setting,
    chosen: setting === 'array_filter',
    names: (drawn.attributes.get(setting)?.value ?? '')
      .split(';')
      .map((name) => name.trim())
      .filter(Boolean),
  }))

/**
 * Which questions filter the parts of this one: those that its settings name, and those that filter them in turn, as
 * LimeSurvey follows them. All of them must let a part through.
 */
export function filtersOf(drawn: LimeQuestion, all: Map<string, LimeQuestion>): LimeFilter[] {
  const found: LimeFilter[] = []
  const left = filtering(drawn).map((one) => ({ ...one, cell: drawn.attributes.get(one.setting) }))
  for (let next = left.pop(); next; next = left.pop()) {
    const { names, chosen, cell } = next
    for (const name of names) {
      if (!cell || found.some((one) => one.question === name && one.chosen === chosen)) continue
      found.push({ question: name, chosen, cell })
      const source = all.get(name)
      if (source) left.push(...filtering(source).map((one) => ({ ...one, cell })))
    }
  }
  return found
}
