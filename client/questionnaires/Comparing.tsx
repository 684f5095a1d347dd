import { NativeSelect, TextInput } from '@mantine/core'
import type { Comparison } from '../../shared/questionnaires/document.ts'
import type { DetailProps } from './ConditionDetail.tsx'
import { useFollowed } from './use-followed.ts'
import { comparisons } from './words.ts'

export function Compared({ one, condition, save }: DetailProps) {
  const kept = condition?.op === 'compare' ? condition : null
  const { type } = one.question
  const words = type === 'date' ? 'Day' : type === 'partial_date' ? 'Month or year, like 2026-03 or 2026' : 'Number'
  const isText = type === 'date' || type === 'partial_date'
  return (
    <Comparing
      kept={kept}
      label={words}
      type={type === 'date' ? 'date' : isText ? 'text' : 'number'}
      save={(is, text) => save({ op: 'compare', question: one.question.id, is, value: isText ? text : Number(text) })}
    />
  )
}

interface ComparingProps {
  kept: { is: Comparison; value: number | string } | null
  label: string
  type: 'number' | 'date' | 'text'
  save: (is: Comparison, text: string) => void
}

export function Comparing({ kept, label, type, save }: ComparingProps) {
  const [is, setIs] = useFollowed<Comparison>(kept?.is ?? '>=')
  const [value, setValue] = useFollowed(String(kept?.value ?? ''))
  const send = (nextIs: Comparison, text: string) => {
    // Leaving the field is no change, and nothing to undo.
    if (nextIs === kept?.is && text === String(kept.value)) return
    if (text && (type !== 'number' || Number.isFinite(Number(text)))) save(nextIs, text)
  }
  return (
    <div className="settings-pair">
      <NativeSelect
        label="It"
        value={is}
        data={comparisons(type !== 'number')}
        onChange={(event) => {
          const next = event.currentTarget.value as Comparison
          setIs(next)
          send(next, value)
        }}
      />
      <TextInput
        label={label}
        type={type}
        value={value}
        onChange={(event) => setValue(event.currentTarget.value)}
        onBlur={() => send(is, value)}
      />
    </div>
  )
}
