import type { Ref } from '../../shared/questionnaires/acts.ts'
import type { Condition, QuestionnaireDocument } from '../../shared/questionnaires/document.ts'
import { places, uses } from '../../shared/questionnaires/places.ts'
import { ConditionGroup } from './ConditionGroup.tsx'
import { useBuilding } from './context.ts'
import { conditionWords, earlierThan, type Numbered, nameOf } from './words.ts'

interface ConditionEditorProps {
  target: Ref
  condition: Condition | null
  /** What the region is called where there are several. */
  name?: string
}

/** "Ask if": always, or when earlier questions were answered in certain ways. A part is saved as soon as it is whole. */
export function ConditionEditor({ target, condition, name = 'Condition' }: ConditionEditorProps) {
  const { document, act } = useBuilding()
  const earlier = earlierThan(document, target)
  return (
    <section className="condition" aria-label={name}>
      <ConditionGroup
        condition={condition}
        choices={earlier.map((one) => ({ one, says: nameOf(one, document) }))}
        label="Ask if"
        word="if"
        name="Part "
        none="Always"
        save={(next) => act({ do: 'set-condition', ref: target, condition: next })}
      />
      {condition && !('question' in condition) ? (
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
