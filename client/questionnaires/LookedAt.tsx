import { Checkbox, NativeSelect } from '@mantine/core'
import { useState } from 'react'
import { onePart } from '../../shared/questionnaires/condition-parts.ts'
import type { Condition } from '../../shared/questionnaires/document.ts'
import { ConditionDetail } from './ConditionDetail.tsx'
import type { Numbered } from './words.ts'

/** A question that a condition may look at, under the name it is chosen by. */
export interface Choice {
  one: Numbered
  says: string
}

interface LookedAtProps {
  label: string
  /** Null: a new one, not saved before it is whole. */
  part: Condition | null
  choices: Choice[]
  /** What stands for no question at all; null where there must be one. */
  none: string | null
  save: (part: Condition) => boolean
  /** No question at all is chosen where there was one. */
  clear?: () => void
}

/** The part of a condition that looks at one question: which, how it must have been answered, or must not. */
export function LookedAt({ label, part, choices, none, save, clear }: LookedAtProps) {
  /** The question picked but not yet said how: nothing is saved until the part is whole. */
  const [picked, setPicked] = useState<string | null>(null)
  const [turned, setTurned] = useState(false)
  const kept = part && onePart(part)
  const asked = kept?.atom.question ?? ''
  const current = picked ?? asked
  const found = choices.find(({ one }) => one.question.id === current)
  const isNot = kept && !picked ? kept.isNot : turned
  const keep = (atom: Condition, not: boolean) => {
    if (!save(not ? { op: 'not', of: atom } : atom)) return
    setPicked(null)
    setTurned(false)
  }
  const choose = (id: string) => {
    if (!id && kept) clear?.()
    setTurned(isNot)
    setPicked(id && id !== asked ? id : null)
  }
  const turn = (not: boolean) => {
    setTurned(not)
    if (kept && !picked) keep(kept.atom, not)
  }
  return (
    <>
      <NativeSelect
        label={label}
        value={current}
        data={[
          ...(none === null ? [] : [{ value: '', label: none }]),
          ...choices.map(({ one, says }) => ({ value: one.question.id, label: says })),
        ]}
        onChange={(event) => choose(event.currentTarget.value)}
      />
      {found ? (
        <>
          <ConditionDetail
            key={current}
            one={found.one}
            condition={asked === current && kept ? kept.atom : null}
            save={(atom) => keep(atom, isNot)}
          />
          <Checkbox
            label="Turn it round: this must not be so"
            checked={isNot}
            onChange={(event) => turn(event.currentTarget.checked)}
          />
        </>
      ) : null}
    </>
  )
}
