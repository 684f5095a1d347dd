import { Button, Switch } from '@mantine/core'
import { say } from '../../shared/kernel/text.ts'
import type { Changes } from '../../shared/questionnaires/acts.ts'
import type { Check } from '../../shared/questionnaires/document.ts'
import { useFocusKept } from '../kit/focus-back.ts'
import { ConditionGroup } from './ConditionGroup.tsx'
import { newId, useBuilding } from './context.ts'
import { type Choice, LookedAt } from './LookedAt.tsx'
import { TextSetting } from './TextSetting.tsx'
import { conditionWords, earlierThan, type Numbered, nameOf } from './words.ts'

interface CheckSettingsProps {
  one: Numbered
  set: (changes: Changes) => boolean
}

/** What must hold once the question is answered, of it or of earlier ones, each with what to say when it does not. */
export function CheckSettings({ one, set }: CheckSettingsProps) {
  const { document } = useBuilding()
  const checks = one.question.checks ?? []
  const place = useFocusKept<HTMLFieldSetElement>(String(checks.length))
  const save = (next: Check[]) => set({ checks: next.length > 0 ? next : null })
  const earlier = earlierThan(document, { kind: 'question', id: one.question.id })
  const choices = [
    { one, says: 'This answer' },
    ...earlier.map((before) => ({ one: before, says: nameOf(before, document) })),
  ]
  return (
    <fieldset className="list-editor" ref={place} tabIndex={-1}>
      <legend>Checks of the answer</legend>
      {checks.map((check, at) => (
        <OneCheck
          key={check.id}
          check={check}
          name={`Check ${at + 1}`}
          choices={choices}
          change={(next) => save(checks.map((each) => (each.id === check.id ? next : each)))}
          remove={() => save(checks.filter((each) => each.id !== check.id))}
        />
      ))}
      <LookedAt
        label="Add a check"
        part={null}
        choices={choices}
        none="Choose what it looks at"
        save={(holds) =>
          save([...checks, { id: newId(), holds, message: { [document.language]: 'Look at this answer again.' } }])
        }
      />
    </fieldset>
  )
}

interface OneCheckProps {
  check: Check
  name: string
  choices: Choice[]
  change: (check: Check) => boolean
  remove: () => void
}

function OneCheck({ check, name, choices, change, remove }: OneCheckProps) {
  const { document } = useBuilding()
  const { language } = document
  return (
    <section className="stack wide" aria-label={name}>
      <ConditionGroup
        condition={check.holds}
        choices={choices}
        label="It must hold that"
        word="that"
        name="Part "
        save={(holds) => holds !== null && change({ ...check, holds })}
      />
      <p className="help">It must hold that {conditionWords(document, check.holds)}.</p>
      <TextSetting
        label="What to say when it does not"
        value={say(check.message, language)}
        onSave={(text) => text.trim() && change({ ...check, message: { ...check.message, [language]: text } })}
      />
      <Switch
        label="Only warn"
        labelPosition="left"
        checked={check.soft === true}
        onChange={(event) => {
          const { soft: _before, ...rest } = check
          change(event.currentTarget.checked ? { ...rest, soft: true } : rest)
        }}
      />
      <div>
        <Button size="xs" color="red" onClick={remove}>
          Delete this check
        </Button>
      </div>
    </section>
  )
}
