import { Button, Checkbox, NativeSelect } from '@mantine/core'
import { useState } from 'react'
import { type OnePart, onePart } from '../../shared/questionnaires/condition-parts.ts'
import type { Condition } from '../../shared/questionnaires/document.ts'
import { ConditionDetail } from './ConditionDetail.tsx'
import { useBuilding } from './context.ts'
import { conditionWords, type Numbered, nameOf } from './words.ts'

interface ConditionPartProps {
  /** How it goes on from the part before: "and if". */
  label: string
  name: string
  /** Null: a new one, not saved before it is whole. */
  part: Condition | null
  earlier: Numbered[]
  /** There is no other: without it the thing is always asked. */
  only: boolean
  save: (part: Condition) => boolean
  remove: () => void
}

/** One part of a condition: a group inside it is kept as it is, anything else can be changed. */
export function ConditionPart(props: ConditionPartProps) {
  const { document } = useBuilding()
  const { label, name, part, only, remove } = props
  const one = part && onePart(part)
  return (
    <fieldset className="condition-part" aria-label={name}>
      {part && !one ? (
        <p>
          <strong>{label}</strong> {conditionWords(document, part)}. This group of parts is kept as it is.
        </p>
      ) : (
        <LooksAtOne {...props} kept={one} />
      )}
      {only && (!part || one) ? null : (
        <div>
          <Button size="xs" aria-label={`Remove ${name.toLowerCase()}`} onClick={remove}>
            Remove
          </Button>
        </div>
      )}
    </fieldset>
  )
}

interface LooksAtOneProps extends ConditionPartProps {
  kept: { atom: OnePart; isNot: boolean } | null
}

function LooksAtOne({ label, earlier, only, save, remove, kept }: LooksAtOneProps) {
  const { document } = useBuilding()
  /** The question picked but not yet said how: nothing is saved until the part is whole. */
  const [picked, setPicked] = useState<string | null>(null)
  const [turned, setTurned] = useState(false)
  const asked = kept?.atom.question ?? ''
  const current = picked ?? asked
  const one = earlier.find((item) => item.question.id === current)
  const isNot = kept && !picked ? kept.isNot : turned
  const keep = (atom: Condition, not: boolean) => {
    if (save(not ? { op: 'not', of: atom } : atom)) setPicked(null)
  }
  const choose = (id: string) => {
    if (!id && kept) remove()
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
          ...(only ? [{ value: '', label: 'Always' }] : kept ? [] : [{ value: '', label: 'Choose a question' }]),
          ...earlier.map((item) => ({ value: item.question.id, label: nameOf(item, document) })),
        ]}
        onChange={(event) => choose(event.currentTarget.value)}
      />
      {one ? (
        <>
          <ConditionDetail
            key={current}
            one={one}
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
