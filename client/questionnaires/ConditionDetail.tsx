import { Checkbox, NativeSelect, TextInput } from '@mantine/core'
import { useState } from 'react'
import { say } from '../../shared/kernel/text.ts'
import { boroughs } from '../../shared/population/boroughs.ts'
import type { Condition } from '../../shared/questionnaires/document.ts'
import { useBuilding } from './context.ts'
import { comparisons, type Numbered } from './words.ts'

interface DetailProps {
  one: Numbered
  condition: Condition | null
  save: (condition: Condition) => void
}

/** How the earlier question must have been answered; saved as soon as it is whole. */
export function ConditionDetail(props: DetailProps) {
  switch (props.one.question.type) {
    case 'single':
    case 'multiple':
      return <Chosen {...props} />
    case 'grid':
      return <ChosenInRow {...props} />
    case 'scale':
    case 'number':
    case 'date':
      return <Compared {...props} />
    case 'postcode':
      return <InArea {...props} />
    default:
      return <Answered {...props} />
  }
}

function Answered({ one, condition, save }: DetailProps) {
  return (
    <Checkbox
      label="was answered"
      checked={condition?.op === 'answered'}
      onChange={(event) => event.currentTarget.checked && save({ op: 'answered', question: one.question.id })}
    />
  )
}

function Chosen({ one, condition, save }: DetailProps) {
  const held = condition?.op === 'chosen' ? condition.options : []
  return (
    <OptionTicks
      one={one}
      held={held}
      legend="is one of"
      onChange={(options) => save({ op: 'chosen', question: one.question.id, options })}
    />
  )
}

function ChosenInRow({ one, condition, save }: DetailProps) {
  const { document } = useBuilding()
  const rows = one.question.type === 'grid' ? one.question.rows : []
  const kept = condition?.op === 'chosen' ? condition : null
  const [row, setRow] = useState(kept?.row ?? rows[0]?.id ?? '')
  return (
    <>
      <NativeSelect
        label="in the statement"
        value={row}
        data={rows.map((each) => ({ value: each.id, label: say(each.label, document.language) }))}
        onChange={(event) => {
          setRow(event.currentTarget.value)
          if (kept) save({ ...kept, row: event.currentTarget.value })
        }}
      />
      <OptionTicks
        one={one}
        held={kept?.options ?? []}
        legend="is one of"
        onChange={(options) => save({ op: 'chosen', question: one.question.id, options, row })}
      />
    </>
  )
}

function OptionTicks({
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
  const options = 'options' in one.question ? one.question.options : []
  return (
    <Ticks
      legend={legend}
      choices={options.map((option) => ({ id: option.id, says: say(option.label, document.language) }))}
      held={held}
      onChange={onChange}
    />
  )
}

function InArea({ one, condition, save }: DetailProps) {
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

/** The last tick stays: a condition needs at least one. "Always" takes the condition away. */
function Ticks({ legend, choices, held, onChange }: TicksProps) {
  return (
    <fieldset className="ticks">
      <legend>{legend}</legend>
      {choices.map((choice) => {
        const on = held.includes(choice.id)
        return (
          <Checkbox
            key={choice.id}
            label={choice.says}
            checked={on}
            disabled={on && held.length === 1}
            onChange={() =>
              onChange(choices.map((c) => c.id).filter((id) => (id === choice.id ? !on : held.includes(id))))
            }
          />
        )
      })}
    </fieldset>
  )
}

function Compared({ one, condition, save }: DetailProps) {
  const kept = condition?.op === 'compare' ? condition : null
  const [is, setIs] = useState(kept?.is ?? '>=')
  const [value, setValue] = useState(String(kept?.value ?? ''))
  const dated = one.question.type === 'date'
  const send = (nextIs: string, text: string) => {
    if (!text || (!dated && !Number.isFinite(Number(text)))) return
    save({
      op: 'compare',
      question: one.question.id,
      is: nextIs as NonNullable<typeof kept>['is'],
      value: dated ? text : Number(text),
    })
  }
  return (
    <div className="settings-pair">
      <NativeSelect
        label="It"
        value={is}
        data={comparisons}
        onChange={(event) => {
          setIs(event.currentTarget.value as typeof is)
          send(event.currentTarget.value, value)
        }}
      />
      <TextInput
        label={dated ? 'Day' : 'Number'}
        type={dated ? 'date' : 'number'}
        value={value}
        onChange={(event) => setValue(event.currentTarget.value)}
        onBlur={() => send(is, value)}
      />
    </div>
  )
}
