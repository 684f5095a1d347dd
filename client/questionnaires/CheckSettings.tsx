import { Button, NativeSelect, Switch } from '@mantine/core'
import { useState } from 'react'
import { say } from '../../shared/kernel/text.ts'
import type { Changes } from '../../shared/questionnaires/acts.ts'
import type { Check, Condition } from '../../shared/questionnaires/document.ts'
import { ConditionDetail } from './ConditionDetail.tsx'
import { newId, useBuilding } from './context.ts'
import { TextSetting } from './TextSetting.tsx'
import { conditionWords, earlierThan, type Numbered, nameOf } from './words.ts'

interface CheckSettingsProps {
  one: Numbered
  set: (changes: Changes) => boolean
}

/** What must hold once the question is answered, of it or of earlier ones, each with what to say when it does not. */
export function CheckSettings({ one, set }: CheckSettingsProps) {
  const checks = one.question.checks ?? []
  const save = (next: Check[]) => set({ checks: next.length > 0 ? next : null })
  return (
    <fieldset className="list-editor">
      <legend>Checks of the answer</legend>
      {checks.map((check) => (
        <OneCheck
          key={check.id}
          check={check}
          change={(next) => save(checks.map((each) => (each.id === check.id ? next : each)))}
          remove={() => save(checks.filter((each) => each.id !== check.id))}
        />
      ))}
      <NewCheck one={one} add={(check) => save([...checks, check])} />
    </fieldset>
  )
}

interface OneCheckProps {
  check: Check
  change: (check: Check) => void
  remove: () => void
}

function OneCheck({ check, change, remove }: OneCheckProps) {
  const { document } = useBuilding()
  const { language } = document
  return (
    <div className="stack">
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
      <Button size="xs" color="red" onClick={remove}>
        Delete this check
      </Button>
    </div>
  )
}

function NewCheck({ one, add }: { one: Numbered; add: (check: Check) => void }) {
  const { document } = useBuilding()
  const [about, setAbout] = useState('')
  const all = [one, ...earlierThan(document, { kind: 'question', id: one.question.id })]
  const target = all.find((item) => item.question.id === about)
  const save = (holds: Condition) => {
    add({ id: newId(), holds, message: { [document.language]: 'Look at this answer again.' } })
    setAbout('')
  }
  return (
    <>
      <NativeSelect
        label="Add a check"
        value={about}
        data={[
          { value: '', label: 'Choose what it looks at' },
          ...all.map((item) => ({
            value: item.question.id,
            label: item === one ? 'This answer' : nameOf(item, document),
          })),
        ]}
        onChange={(event) => setAbout(event.currentTarget.value)}
      />
      {target ? <ConditionDetail key={about} one={target} condition={null} save={save} /> : null}
    </>
  )
}
