import { Button, Checkbox, NativeSelect } from '@mantine/core'
import { useState } from 'react'
import { capital } from '../../shared/kernel/text.ts'
import {
  type ConditionParts,
  isBare,
  joinedParts,
  onePart,
  partsOf,
} from '../../shared/questionnaires/condition-parts.ts'
import { atoms } from '../../shared/questionnaires/conditions.ts'
import type { Condition } from '../../shared/questionnaires/document.ts'
import { useFocusKept } from '../kit/focus-back.ts'
import { useBuilding } from './context.ts'
import { type Choice, LookedAt } from './LookedAt.tsx'
import { conditionWords } from './words.ts'

interface ConditionGroupProps {
  /** Null: nothing yet. */
  condition: Condition | null
  choices: Choice[]
  /** How the condition begins: "Ask if". */
  label: string
  /** How each of its parts goes on: "and if", "and that". */
  word: 'if' | 'that'
  /** What its parts are called, before their number. */
  name: string
  /** Stands for no condition at all, which `save` gets as null; left out where there must be one. */
  none?: string
  /** Just begun on its first part, which this joins to the one that is being added; `leave` gives that up. */
  begun?: { by: ConditionParts['by']; leave: () => void }
  save: (condition: Condition | null) => boolean
}

const joining = [
  { value: 'all', label: 'all of these hold' },
  { value: 'any', label: 'any of these holds' },
]
const joins = (by: ConditionParts['by']) => (by === 'all' ? 'and' : 'or')

/** The parts of a condition, of which all or any must hold; a part is a question looked at, or a group like this one. */
export function ConditionGroup({ condition, choices, label, word, name, none, begun, save }: ConditionGroupProps) {
  const [isAdding, setAdding] = useState(begun !== undefined)
  /** Counts the parts taken away: those that stood behind them are others than before. */
  const [turn, setTurn] = useState(0)
  const place = useFocusKept<HTMLDivElement>(`${atoms(condition ?? undefined).length} ${isAdding}`)
  const { isNot, by: own, parts } = partsOf(condition)
  const by = begun?.by ?? own
  const several = parts.length > 1
  const put = (change: Partial<ConditionParts>) => save(joinedParts({ isNot, by, parts, ...change }))
  const change = (at: number, next: Condition) => {
    const saved = put({ parts: [...parts.slice(0, at), next, ...parts.slice(at + 1)] })
    if (saved && at === parts.length) setAdding(false)
    return saved
  }
  const remove = (at: number) => {
    if (at === parts.length) {
      setAdding(false)
      begun?.leave()
    } else if (put({ parts: parts.filter((_, i) => i !== at) })) setTurn(turn + 1)
  }
  const labelOf = (at: number) => (at > 0 ? `${joins(by)} ${word}` : several ? capital(word) : label)
  const isFirst = parts.length === 0
  return (
    <div className="condition" ref={place} tabIndex={-1}>
      {several ? (
        <NativeSelect
          label={label}
          value={by}
          data={joining}
          onChange={(event) => put({ by: event.currentTarget.value === 'any' ? 'any' : 'all' })}
        />
      ) : null}
      {[...parts, ...(isFirst || isAdding ? [null] : [])].map((part, at) => (
        <Part
          // biome-ignore lint/suspicious/noArrayIndexKey: parts have nothing but their place, and the turn says when it moved
          key={`${turn} ${at}`}
          part={part}
          label={labelOf(at)}
          name={`${name}${at + 1}`}
          word={word}
          by={by}
          isOnly={at === 0 && !several}
          {...{ choices, none }}
          save={(next) => change(at, next)}
          remove={() => remove(at)}
        />
      ))}
      {isFirst || isAdding ? null : (
        <div>
          <Button size="xs" disabled={choices.length === 0} onClick={() => setAdding(true)}>
            Add another part
          </Button>
        </div>
      )}
      {several || isNot ? (
        <Checkbox
          label="Turn all of it round: it must not be so"
          checked={isNot}
          onChange={(event) => put({ isNot: event.currentTarget.checked })}
        />
      ) : null}
    </div>
  )
}

interface PartProps extends Pick<ConditionGroupProps, 'choices' | 'label' | 'word' | 'name' | 'none'> {
  /** Null: a new one, not saved before it is whole. */
  part: Condition | null
  by: ConditionParts['by']
  /** There is no other. */
  isOnly: boolean
  save: (part: Condition) => boolean
  remove: () => void
}

function Part({ part, by, isOnly, save, remove, ...group }: PartProps) {
  const { label, name, choices, none } = group
  /** A part that becomes a group with the one that is being added to it. */
  const [isSplit, setSplit] = useState(false)
  const isOne = part === null || onePart(part) !== null
  const place = useFocusKept<HTMLFieldSetElement>(`${isOne} ${isSplit}`)
  const other = by === 'all' ? 'any' : 'all'
  const own = isOnly ? none : undefined
  const maySplit = part !== null && isOne && !isOnly && !isSplit
  // With one part alone its "Always" takes it away; a group has none.
  const mayGo = !isSplit && (!isOnly || (!isOne && none !== undefined))
  const goes = isOne ? 'Remove' : 'Remove the whole group'
  return (
    <fieldset className="condition-part" aria-label={name} ref={place} tabIndex={-1}>
      {part && isBare(part) ? (
        <Bare part={part} label={label} />
      ) : isOne && !isSplit ? (
        <LookedAt
          {...{ label, part, choices, save }}
          none={own ?? (part ? null : 'Choose a question')}
          clear={remove}
        />
      ) : (
        <ConditionGroup
          {...group}
          condition={part}
          name={`${name}.`}
          none={undefined}
          begun={isSplit ? { by: other, leave: () => setSplit(false) } : undefined}
          save={(next) => {
            const saved = next !== null && save(next)
            if (saved && !onePart(next)) setSplit(false)
            return saved
          }}
        />
      )}
      {maySplit || mayGo ? (
        <div className="row">
          {maySplit ? (
            <Button
              size="xs"
              aria-label={`Add “${joins(other)}” to ${name.toLowerCase()}`}
              onClick={() => setSplit(true)}
            >
              Add “{joins(other)}”
            </Button>
          ) : null}
          {mayGo ? (
            <Button size="xs" aria-label={`${goes}: ${name.toLowerCase()}`} onClick={remove}>
              {goes}
            </Button>
          ) : null}
        </div>
      ) : null}
    </fieldset>
  )
}

function Bare({ part, label }: { part: Condition; label: string }) {
  const { document } = useBuilding()
  return (
    <p>
      <strong>{label}</strong> {conditionWords(document, part)}.
    </p>
  )
}
