import { Checkbox } from '@mantine/core'
import { say } from '../../shared/kernel/text.ts'
import { boroughs } from '../../shared/population/boroughs.ts'
import { optionsOf } from '../../shared/questionnaires/fixed-options.ts'
import type { DetailProps } from './ConditionDetail.tsx'
import { useBuilding } from './context.ts'
import type { Numbered } from './words.ts'

export function OptionTicks({
  one,
  held,
  legend,
  onChange,
}: {
  one: Numbered
  held: string[]
  legend: string
  onChange: (ids: string[]) => void
}) {
  const { document } = useBuilding()
  const options = optionsOf(one.question)
  return (
    <Ticks
      legend={legend}
      choices={options.map((option) => ({ id: option.id, says: say(option.label, document.language) }))}
      held={held}
      onChange={onChange}
    />
  )
}

export function InArea({ one, condition, save }: DetailProps) {
  const held = condition?.op === 'area' ? condition.areas : []
  return (
    <Ticks
      legend="is in"
      choices={boroughs.map((borough) => ({ id: borough.code, says: borough.name }))}
      held={held}
      onChange={(areas) => save({ op: 'area', question: one.question.id, areas })}
    />
  )
}

interface TicksProps {
  legend: string
  choices: { id: string; says: string }[]
  held: string[]
  onChange: (ids: string[]) => void
}

/**
 * The last tick stays: a condition needs at least one. It is not disabled, or the keyboard would lose its place with the
 * first tick that is made.
 */
function Ticks({ legend, choices, held, onChange }: TicksProps) {
  return (
    <fieldset className="ticks">
      <legend>{legend}</legend>
      {choices.map((choice) => {
        const on = held.includes(choice.id)
        const isLast = on && held.length === 1
        return (
          <Checkbox
            key={choice.id}
            label={isLast ? <LastTick says={choice.says} /> : choice.says}
            checked={on}
            aria-disabled={isLast || undefined}
            onChange={() =>
              isLast || onChange(choices.map((c) => c.id).filter((id) => (id === choice.id ? !on : held.includes(id))))
            }
          />
        )
      })}
    </fieldset>
  )
}

const LastTick = ({ says }: { says: string }) => (
  <>
    {says} <span className="note">(one has to stay)</span>
  </>
)
