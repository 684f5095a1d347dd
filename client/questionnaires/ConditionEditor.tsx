import { Button, NativeSelect } from '@mantine/core'
import { useRef, useState } from 'react'
import type { Ref } from '../../shared/questionnaires/acts.ts'
import { type ConditionParts, joinedParts, onePart, partsOf } from '../../shared/questionnaires/condition-parts.ts'
import type { Condition, QuestionnaireDocument } from '../../shared/questionnaires/document.ts'
import { places, uses } from '../../shared/questionnaires/places.ts'
import { ConditionPart } from './ConditionPart.tsx'
import { useBuilding } from './context.ts'
import { conditionWords, earlierThan, type Numbered } from './words.ts'

interface ConditionEditorProps {
  target: Ref
  condition: Condition | null
  /** What the region is called where there are several. */
  name?: string
}

const joining = [
  { value: 'all', label: 'all of these hold' },
  { value: 'any', label: 'any of these holds' },
]

/** "Ask if": always, or when earlier questions were answered in certain ways. A part is saved as soon as it is whole. */
export function ConditionEditor({ target, condition, name = 'Condition' }: ConditionEditorProps) {
  const { document, act } = useBuilding()
  const [adding, setAdding] = useState(false)
  /** Counts the parts taken away: those that stood behind them are others than before. */
  const [turn, setTurn] = useState(0)
  const adder = useRef<HTMLButtonElement>(null)
  const { by, parts } = partsOf(condition)
  const earlier = earlierThan(document, target)
  const save = (next: ConditionParts) => act({ do: 'set-condition', ref: target, condition: joinedParts(next) })
  const remove = (at: number) => {
    if (!save({ by, parts: parts.filter((_, i) => i !== at) })) return
    setTurn(turn + 1)
    requestAnimationFrame(() => adder.current?.focus())
  }
  const add = (part: Condition) => {
    const saved = save({ by, parts: [...parts, part] })
    if (saved) setAdding(false)
    return saved
  }
  const labelOf = (at: number) => (at === 0 ? 'Ask if' : by === 'all' ? 'and if' : 'or if')
  const first = parts.length === 0
  return (
    <section className="condition" aria-label={name}>
      {parts.length > 1 ? (
        <NativeSelect
          label="Ask when"
          value={by}
          data={joining}
          onChange={(event) => save({ by: event.currentTarget.value === 'any' ? 'any' : 'all', parts })}
        />
      ) : null}
      {parts.map((part, at) => (
        <ConditionPart
          // biome-ignore lint/suspicious/noArrayIndexKey: parts have nothing but their place, and the turn says when it moved
          key={`${turn} ${at}`}
          label={labelOf(at)}
          name={`Part ${at + 1}`}
          part={part}
          earlier={earlier}
          only={parts.length === 1}
          save={(next) => save({ by, parts: parts.map((each, i) => (i === at ? next : each)) })}
          remove={() => remove(at)}
        />
      ))}
      {first || adding ? (
        <ConditionPart
          key={`${turn} ${parts.length} new`}
          label={labelOf(parts.length)}
          name={`Part ${parts.length + 1}`}
          part={null}
          earlier={earlier}
          only={first}
          save={add}
          remove={() => setAdding(false)}
        />
      ) : (
        <div>
          <Button ref={adder} size="xs" disabled={earlier.length === 0} onClick={() => setAdding(true)}>
            Add another part
          </Button>
        </div>
      )}
      {condition && (parts.length > 1 || !onePart(condition) || onePart(condition)?.isNot) ? (
        <p className="help">Asked if {conditionWords(document, condition)}.</p>
      ) : null}
      <p className="help">{referWords(earlier, document, target)}</p>
    </section>
  )
}

function referWords(earlier: Numbered[], document: QuestionnaireDocument, target: Ref): string {
  const dependants = new Set(
    target.kind === 'question'
      ? uses(places(document))
          .filter((use) => use.atom.question === target.id)
          .map((use) => use.user.name)
      : [],
  )
  const from = earlier.flatMap(({ number }) => number ?? [])
  const may =
    earlier.length === 0
      ? 'Nothing comes before this that it could depend on.'
      : from.length === 0
        ? 'You can refer to what the link says.'
        : from.length === 1
          ? `You can refer to question ${from[0]}.`
          : `You can refer to questions ${from[0]} to ${from.at(-1)}.`
  if (dependants.size === 0) return may
  return `${may} ${dependants.size === 1 ? 'One other thing depends' : `${dependants.size} other things depend`} on this one.`
}
