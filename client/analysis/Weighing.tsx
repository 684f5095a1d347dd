import { Checkbox } from '@mantine/core'
import { marginId } from '../../shared/analysis/margin-names.ts'
import { refusalWords } from '../../shared/analysis/weighting-shown.ts'
import { list } from '../../shared/analysis/words.ts'
import type { Overview } from './api.ts'
import type { Search } from './asked.ts'

interface WeighingProps {
  margins: Overview['margins']
  search: Search
  change: (next: Search) => void
}

/** By their ids, whichever names the address has. */
const chosenIn = ({ weight }: Search): string[] => (weight ? [...new Set(weight.split(',').map(marginId))] : [])

/** What the answers are weighted by; it stands in the address, as the filters do. */
export function Weighing({ margins, search, change }: WeighingProps) {
  if (margins.length === 0) return null
  const chosen = chosenIn(search)
  const names = margins.filter(({ id }) => chosen.includes(id)).map(({ name }) => name.toLowerCase())
  // Imported weights stand alone: they are not raked again.
  const together = (id: string) =>
    id === 'imported' ? ['imported'] : [...chosen.filter((one) => one !== 'imported'), id]
  const toggle = (id: string, isOn: boolean) =>
    change({ weight: (isOn ? together(id) : chosen.filter((one) => one !== id)).join(',') })
  return (
    <details className="measure" open={chosen.length > 0}>
      <summary>{names.length > 0 ? `Weights: ${list(names)}` : 'Weight to the census'}</summary>
      <fieldset className="margins">
        <legend className="note">
          Answers are weighted so that those who answered are as London is in each of these (Census 2021). It corrects
          nothing else.
        </legend>
        {margins.map(({ id, name }) => (
          <Checkbox
            key={id}
            label={name}
            checked={chosen.includes(id)}
            onChange={(event) => toggle(id, event.currentTarget.checked)}
          />
        ))}
      </fieldset>
    </details>
  )
}

type Refusals = Extract<NonNullable<Overview['weighting']>, { refusals: unknown }>['refusals']

/** Why there are no weights, and what to do. */
export const NotWeighted = ({ refusals, isTested = false }: { refusals: Refusals; isTested?: boolean }) => (
  <div className="panel not-weighted" role="status">
    <strong>Not weighted{isTested ? ', and so not tested' : ''}. The figures below are as people answered.</strong>
    <ul>
      {refusals.map((refusal) => {
        const words = refusalWords(refusal)
        return <li key={words}>{words}</li>
      })}
    </ul>
  </div>
)
