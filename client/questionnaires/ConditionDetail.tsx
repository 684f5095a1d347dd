import { Checkbox, NativeSelect, TextInput } from '@mantine/core'
import type { ComponentType } from 'react'
import { say } from '../../shared/kernel/text.ts'
import type { Condition, QuestionType } from '../../shared/questionnaires/document.ts'
import { optionsOf, rowsOf } from '../../shared/questionnaires/fixed-options.ts'
import { Compared, Comparing } from './Comparing.tsx'
import { useBuilding } from './context.ts'
import { InArea, OptionTicks } from './Ticks.tsx'
import { useFollowed } from './use-followed.ts'
import type { Numbered } from './words.ts'

export interface DetailProps {
  one: Numbered
  condition: Condition | null
  save: (condition: Condition) => void
}

/** What can be asked of each type of question; the plainest first. */
const details: { [T in QuestionType]: ComponentType<DetailProps> } = {
  single: Chosen,
  multiple: ChosenOrCounted,
  grid: ChosenInRow,
  ranking: Ranked,
  yes_no: Chosen,
  scale: Compared,
  number: Compared,
  constant_sum: ComparedInRow,
  short_text: Answered,
  long_text: Answered,
  date: Compared,
  partial_date: Compared,
  postcode: InArea,
  area: InArea,
  long_list: Chosen,
  consent: Answered,
  hidden: Chosen,
  statement: Answered,
}

/** How the earlier question must have been answered; saved as soon as it is whole. */
export function ConditionDetail(props: DetailProps) {
  const Detail = details[props.one.question.type]
  return <Detail {...props} />
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

/** Which were chosen, or how many. */
function ChosenOrCounted(props: DetailProps) {
  const [by, setBy] = useFollowed<string>(props.condition?.op === 'count' ? 'count' : 'chosen')
  return (
    <>
      <NativeSelect
        label="Look at"
        value={by}
        data={[
          { value: 'chosen', label: 'which were chosen' },
          { value: 'count', label: 'how many were chosen' },
        ]}
        onChange={(event) => setBy(event.currentTarget.value)}
      />
      {by === 'count' ? <Counted {...props} /> : <Chosen {...props} />}
    </>
  )
}

function Counted({ one, condition, save }: DetailProps) {
  const kept = condition?.op === 'count' ? condition : null
  return (
    <Comparing
      kept={kept}
      label="Number"
      type="number"
      save={(is, text) => {
        const value = Number(text)
        if (Number.isInteger(value) && value >= 0) save({ op: 'count', question: one.question.id, is, value })
      }}
    />
  )
}

/** One answer among the first so many. */
function Ranked({ one, condition, save }: DetailProps) {
  const { document } = useBuilding()
  const kept = condition?.op === 'ranked' ? condition : null
  const options = optionsOf(one.question).filter((option) => !option.missing)
  const [option, setOption] = useFollowed(kept?.option ?? options[0]?.id ?? '')
  const [within, setWithin] = useFollowed(String(kept?.within ?? 1))
  const send = (nextOption: string, text: string) => {
    const value = Number(text)
    // Leaving the field is no change, and nothing to undo.
    if (nextOption === kept?.option && value === kept.within) return
    if (nextOption && Number.isInteger(value) && value >= 1)
      save({ op: 'ranked', question: one.question.id, option: nextOption, within: value })
  }
  return (
    <div className="settings-pair">
      <NativeSelect
        label="It has"
        value={option}
        data={options.map((each) => ({ value: each.id, label: say(each.label, document.language) }))}
        onChange={(event) => {
          setOption(event.currentTarget.value)
          send(event.currentTarget.value, within)
        }}
      />
      <TextInput
        label="among the first"
        type="number"
        value={within}
        onChange={(event) => setWithin(event.currentTarget.value)}
        onBlur={() => send(option, within)}
      />
    </div>
  )
}

function ChosenInRow({ one, condition, save }: DetailProps) {
  const kept = condition?.op === 'chosen' ? condition : null
  const [row, setRow] = useRow(one, kept?.row, (id) => kept && save({ ...kept, row: id }))
  return (
    <>
      <RowSelect one={one} row={row} onChange={setRow} />
      <OptionTicks
        one={one}
        held={kept?.options ?? []}
        legend="is one of"
        onChange={(options) => save({ op: 'chosen', question: one.question.id, options, row })}
      />
    </>
  )
}

function ComparedInRow({ one, condition, save }: DetailProps) {
  const kept = condition?.op === 'compare' ? condition : null
  const [row, setRow] = useRow(one, kept?.row, (id) => kept && save({ ...kept, row: id }))
  return (
    <>
      <RowSelect one={one} row={row} onChange={setRow} />
      <Comparing
        kept={kept}
        label="Amount"
        type="number"
        save={(is, text) => save({ op: 'compare', question: one.question.id, is, value: Number(text), row })}
      />
    </>
  )
}

function useRow(one: Numbered, held: string | undefined, changed: (id: string) => void) {
  const [row, setRow] = useFollowed(held ?? rowsOf(one.question)[0]?.id ?? '')
  const choose = (id: string) => {
    setRow(id)
    changed(id)
  }
  return [row, choose] as const
}

function RowSelect({ one, row, onChange }: { one: Numbered; row: string; onChange: (id: string) => void }) {
  const { document } = useBuilding()
  return (
    <NativeSelect
      label="in the line"
      value={row}
      data={rowsOf(one.question).map((each) => ({ value: each.id, label: say(each.label, document.language) }))}
      onChange={(event) => onChange(event.currentTarget.value)}
    />
  )
}
