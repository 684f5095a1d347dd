import { Button, NativeSelect } from '@mantine/core'
import { useState } from 'react'
import type { Condition } from '../../shared/questionnaires/document.ts'
import { places, uses } from '../../shared/questionnaires/places.ts'
import { ConditionDetail } from './ConditionDetail.tsx'
import { type Chosen, useBuilding } from './context.ts'
import { conditionWords, earlierThan, type Numbered, nameOf } from './words.ts'

interface ConditionEditorProps {
  target: Chosen
  condition: Condition | null
}

/** "Ask if": always, or when one earlier question was answered in a certain way. */
export function ConditionEditor({ target, condition }: ConditionEditorProps) {
  const { document, act } = useBuilding()
  /** The question picked but not yet said how: nothing is saved until the condition is whole. */
  const [picked, setPicked] = useState<string | null>(null)
  const earlier = earlierThan(document, target)
  const asked = condition && 'question' in condition ? condition.question : null
  const current = picked ?? asked ?? ''
  const one = earlier.find((item) => item.question.id === current)
  const save = (next: Condition | null) => {
    if (act({ do: 'set-condition', ref: target, condition: next })) setPicked(null)
  }
  if (condition && !('question' in condition)) {
    return (
      <div className="stack">
        <strong>Ask if</strong>
        <p className="help">
          Asked if {conditionWords(document, condition)}. A condition of several parts is kept as it is.
        </p>
        <Button size="xs" onClick={() => save(null)}>
          Ask always instead
        </Button>
      </div>
    )
  }
  return (
    <div className="condition">
      <NativeSelect
        label="Ask if"
        value={current}
        data={[
          { value: '', label: 'Always' },
          ...earlier.map((item) => ({ value: item.question.id, label: nameOf(item, document) })),
        ]}
        onChange={(event) => {
          const id = event.currentTarget.value
          if (!id) save(null)
          else if (id !== asked) setPicked(id)
          else setPicked(null)
        }}
      />
      {one ? (
        <ConditionDetail key={current} one={one} condition={asked === current ? condition : null} save={save} />
      ) : null}
      <p className="help">{referWords(earlier, document, target)}</p>
    </div>
  )
}

function referWords(earlier: Numbered[], document: Parameters<typeof places>[0], target: Chosen): string {
  const dependants = new Set(
    uses(places(document))
      .filter((use) => use.atom.question === target.id)
      .map((use) => use.user.name),
  )
  const from = earlier.map((item) => item.number)
  const may =
    from.length === 0
      ? 'Nothing comes before this that it could depend on.'
      : from.length === 1
        ? `You can refer to question ${from[0]}.`
        : `You can refer to questions ${from[0]} to ${from.at(-1)}.`
  if (dependants.size === 0) return may
  return `${may} ${dependants.size === 1 ? 'One other thing depends' : `${dependants.size} other things depend`} on this one.`
}
