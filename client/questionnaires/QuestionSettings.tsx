import { NativeSelect } from '@mantine/core'
import { say, type Text } from '../../shared/kernel/text.ts'
import type { Changes } from '../../shared/questionnaires/acts.ts'
import type { QuestionType } from '../../shared/questionnaires/document.ts'
import { asType } from '../../shared/questionnaires/fresh.ts'
import { CheckSettings } from './CheckSettings.tsx'
import { ConditionEditor } from './ConditionEditor.tsx'
import { newId, useBuilding } from './context.ts'
import { EarlierAnswer } from './EarlierAnswer.tsx'
import { LimitSettings } from './LimitSettings.tsx'
import { LinesEditor } from './LinesEditor.tsx'
import { ListEditor } from './ListEditor.tsx'
import { SwitchSettings } from './SwitchSettings.tsx'
import { TextSetting } from './TextSetting.tsx'
import { type Numbered, questionTypes, typeWords } from './words.ts'

const codePattern = /^[a-z][a-z0-9_]{0,39}$/

export function QuestionSettings({ one }: { one: Numbered }) {
  const { document, act } = useBuilding()
  const { question } = one
  const ref = { kind: 'question' as const, id: question.id }
  const set = (changes: Changes) => act({ do: 'edit', ref, set: changes })
  const words = (before: Text | undefined, value: string) => ({ ...before, [document.language]: value })
  const isAnswered = question.type !== 'statement'
  return (
    <>
      <TextSetting
        label={isAnswered ? 'Question' : 'Text'}
        value={say(question.text, document.language)}
        first={say(question.text, document.language) === ''}
        lines
        onSave={(value) => set({ text: words(question.text, value) })}
      />
      <EarlierAnswer
        one={one}
        onPick={(pipe) =>
          set({ text: words(question.text, `${say(question.text, document.language)} ${pipe}`.trim()) })
        }
      />
      <TextSetting
        label="Help text"
        value={say(question.help, document.language)}
        lines
        onSave={(value) => set({ help: value.trim() ? words(question.help, value) : null })}
      />
      <NativeSelect
        label="Type"
        value={question.type}
        disabled={one.equality}
        data={questionTypes.map((type) => ({ value: type, label: typeWords[type] }))}
        onChange={(event) => {
          const type = event.currentTarget.value as QuestionType
          act({ do: 'change-type', question: asType(document, question, type, newId) })
        }}
      />
      <SwitchSettings one={one} set={set} />
      {'rows' in question ? <ListEditor question={question} kind="row" /> : null}
      {question.type === 'long_list' || question.type === 'hidden' ? (
        <LinesEditor key={question.type} question={question} />
      ) : 'options' in question ? (
        <ListEditor question={question} kind="option" />
      ) : null}
      <LimitSettings question={question} set={set} />
      <ConditionEditor target={ref} condition={question.askIf ?? null} />
      {isAnswered && question.type !== 'hidden' ? <CheckSettings one={one} set={set} /> : null}
      {isAnswered ? (
        <TextSetting
          label="Kept across years as"
          help="The column’s name in an export. The same code continues a series."
          value={question.code}
          error={codePattern.test(question.code) ? null : 'Use lower-case letters, figures and underscores.'}
          onSave={(code) => set({ code })}
        />
      ) : null}
    </>
  )
}
