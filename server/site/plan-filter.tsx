import { printed } from '../../shared/plans/cell.ts'
import { type PlanFilter, planFilter } from '../../shared/plans/filter.ts'
import { statuses, statusWord } from '../../shared/plans/rag.ts'
import type { PlanPage } from '../plans/queries.ts'

type Part = 'theme' | 'lead' | 'status'

/** What the address asks for, and the parts of it that name nothing in this plan: those are left out, and said. */
export function readFilter(asked: Record<string, string>, plan: PlanPage): { filter: PlanFilter; unknown: Part[] } {
  const filter: PlanFilter = {}
  const unknown: Part[] = []
  const keep = <P extends Part>(part: P, known: (value: NonNullable<PlanFilter[P]>) => boolean) => {
    const parsed = planFilter.shape[part].safeParse(asked[part])
    const value = parsed.success ? (parsed.data as PlanFilter[P]) : undefined
    if (!asked[part]) return
    if (value !== undefined && value !== null && known(value)) filter[part] = value
    else unknown.push(part)
  }
  keep('theme', (number) => plan.themes.some((theme) => theme.number === number))
  keep('lead', (name) => plan.leads.includes(name))
  keep('status', () => true)
  return { filter, unknown }
}

interface FilterFormProps {
  plan: PlanPage
  filter: PlanFilter
}

export function FilterForm({ plan, filter }: FilterFormProps) {
  const used = statuses.filter((s) => s !== 'not-reported' || plan.standing.includes(null))
  return (
    <form className="filters" method="get" action="/plan">
      <Choice
        part="theme"
        label="Theme"
        all="Every theme"
        value={filter.theme}
        options={plan.themes.map(({ number, title }) => [String(number), `${number}. ${printed(title)}`])}
      />
      <Choice part="lead" label="Lead" all="Every lead" value={filter.lead} options={plan.leads.map((l) => [l, l])} />
      <Choice
        part="status"
        label="Status"
        all="Red, amber, green"
        value={filter.status}
        options={used.map((status) => [status, statusWord[status]])}
      />
      <button className="btn second" type="submit">
        Show these
      </button>
    </form>
  )
}

interface ChoiceProps {
  part: Part
  label: string
  all: string
  value: string | number | undefined
  options: [value: string, words: string][]
}

const Choice = ({ part, label, all, value, options }: ChoiceProps) => (
  <label>
    {label}
    <select className="field" name={part} defaultValue={value ?? ''}>
      <option value="">{all}</option>
      {options.map(([key, words]) => (
        <option key={key} value={key}>
          {words}
        </option>
      ))}
    </select>
  </label>
)

const partWord: Record<Part, string> = { theme: 'theme', lead: 'lead', status: 'status' }

/** How many are shown, and what could not be asked for. */
export function FilterNote({ plan, shown, unknown }: { plan: PlanPage; shown: number; unknown: Part[] }) {
  const total = plan.standing.length
  if (shown === total && unknown.length === 0) return null
  const left = unknown.map((part) => partWord[part]).join(' and ')
  return (
    <p className="filter-note">
      {left && `This plan has no such ${left}, so we left that out. `}
      {shown === 0 ? 'No objective is all of these.' : `${shown} of ${total} objectives.`}{' '}
      {shown < total && <a href="/plan">Show all {total}</a>}
    </p>
  )
}
