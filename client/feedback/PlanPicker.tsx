import { Button, NativeSelect } from '@mantine/core'
import { useQuery } from '@tanstack/react-query'
import type { UseFormReturn } from 'react-hook-form'
import { planQuery } from '../plans/api.ts'
import type { FindingBody } from './api.ts'
import { itemsOf, type PlanItem } from './PlanTies.tsx'

/** Ties a finding to objectives and actions: choose one at a time, take one off with its button. */
export function PlanPicker({ form }: { form: UseFormReturn<FindingBody> }) {
  const items = itemsOf(useQuery(planQuery).data)
  const [objectives, actions] = form.watch(['objectives', 'actions'])
  const tied = items.filter((item) => objectives.includes(item.id) || actions.includes(item.id))
  const toggle = (item: PlanItem | undefined) => {
    if (!item) return
    const name = item.kind === 'objective' ? 'objectives' : 'actions'
    const now = form.getValues(name)
    const next = now.includes(item.id) ? now.filter((id) => id !== item.id) : [...now, item.id]
    form.setValue(name, next, { shouldDirty: true })
  }
  return (
    <fieldset className="choices">
      <legend>It speaks to</legend>
      {tied.map((item) => (
        <p className="tied" key={item.id}>
          <span>{item.words}</span>
          <Button onClick={() => toggle(item)} aria-label={`Take off: ${item.words}`}>
            Take off
          </Button>
        </p>
      ))}
      <NativeSelect
        label="Add an objective or an action of the plan"
        value=""
        data={[
          { value: '', label: 'Choose…' },
          ...items
            .filter((item) => !tied.includes(item))
            .map((item) => ({ value: item.id, label: item.words.slice(0, 110) })),
        ]}
        onChange={(event) => toggle(items.find((item) => item.id === event.currentTarget.value))}
      />
    </fieldset>
  )
}
