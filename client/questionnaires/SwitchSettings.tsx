import { Switch } from '@mantine/core'
import type { Changes } from '../../shared/questionnaires/acts.ts'
import type { Question } from '../../shared/questionnaires/document.ts'
import { optionsOf } from '../../shared/questionnaires/fixed-options.ts'
import type { Numbered } from './words.ts'

interface SwitchProps {
  one: Numbered
  set: (changes: Changes) => boolean
}

/** What is on or off: needed, only a warning, several in a line, shuffled. Equality questions are never needed. */
export function SwitchSettings({ one, set }: SwitchProps) {
  const { question, equality } = one
  const isAsked = question.type !== 'statement' && question.type !== 'hidden'
  return (
    <>
      {isAsked && !equality ? (
        <OnOff
          label="An answer is needed"
          {...(hasWayOut(question) && { help: '“Prefer not to say” always counts' })}
          on={question.required === true}
          set={(on) => set({ required: on })}
        />
      ) : null}
      {isAsked ? (
        <OnOff
          label="Only warn"
          help="What is needed and its limits are said once; people may go on"
          on={question.soft === true}
          set={(on) => set({ soft: on })}
        />
      ) : null}
      {question.type === 'grid' ? (
        <OnOff
          label="Several answers in each line"
          on={question.multiple === true}
          set={(on) => set({ multiple: on })}
        />
      ) : null}
      {mayShuffle(one) ? (
        <OnOff
          label={'rows' in question ? 'Shuffle the lines' : 'Shuffle the answers'}
          help={`Each person sees another order${'rows' in question ? '' : '. “Other” and “None of these” stay last'}`}
          on={'shuffle' in question && question.shuffle === true}
          set={(on) => set({ shuffle: on })}
        />
      ) : null}
    </>
  )
}

const hasWayOut = (question: Question) => optionsOf(question).some((option) => option.missing)

const mayShuffle = ({ question }: Numbered) =>
  ('options' in question && question.type !== 'long_list' && question.type !== 'hidden') || 'rows' in question

interface OnOffProps {
  label: string
  help?: string
  on: boolean
  set: (on: true | null) => boolean
}

const OnOff = ({ label, help, on, set }: OnOffProps) => (
  <Switch
    label={label}
    description={help}
    labelPosition="left"
    checked={on}
    onChange={(event) => set(event.currentTarget.checked || null)}
  />
)
