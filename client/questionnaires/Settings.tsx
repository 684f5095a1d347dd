import { Button } from '@mantine/core'
import { say, type Text } from '../../shared/kernel/text.ts'
import { ConditionEditor } from './ConditionEditor.tsx'
import type { Chosen } from './context.ts'
import { useBuilding } from './context.ts'
import { QuestionSettings } from './QuestionSettings.tsx'
import { TextSetting } from './TextSetting.tsx'
import { numbered, shortName, typeWords } from './words.ts'

/** `Single choice` becomes `single choice`; `UK postcode` keeps its capitals. */
const withinSentence = (words: string) => words.replace(/^[A-Z](?![A-Z])/, (letter) => letter.toLowerCase())

/** What can be changed of the thing that is chosen. */
export function Settings() {
  const { document, chosen } = useBuilding()
  if (!chosen) return <TitleSettings />
  if (chosen.kind === 'question') {
    const one = numbered(document).find((item) => item.question.id === chosen.id)
    if (!one) return <TitleSettings />
    const type = one.number === null ? '' : `, ${withinSentence(typeWords[one.question.type])}`
    return (
      <SettingsFrame key={chosen.id} note={`${shortName(one)}${type}`}>
        <QuestionSettings one={one} />
      </SettingsFrame>
    )
  }
  const section = document.sections.find((s) => s.id === chosen.id || s.pages.some((p) => p.id === chosen.id))
  const item = chosen.kind === 'section' ? section : section?.pages.find((page) => page.id === chosen.id)
  if (!item) return <TitleSettings />
  return (
    <SettingsFrame key={chosen.id} note={chosen.kind === 'section' ? 'Section' : 'Page'}>
      <HeadSettings chosen={chosen} title={item.title} />
      <ConditionEditor target={chosen} condition={item.askIf ?? null} />
      <Removal chosen={chosen} />
    </SettingsFrame>
  )
}

const SettingsFrame = ({ note, children }: { note: string; children: React.ReactNode }) => (
  <div className="settings-body">
    <div>
      <p className="note">{note}</p>
      <h2 className="settings-title">Settings</h2>
    </div>
    {children}
  </div>
)

function TitleSettings() {
  const { document, act } = useBuilding()
  return (
    <SettingsFrame note="Questionnaire">
      <TextSetting
        label="Title that people see"
        value={say(document.title, document.language)}
        onSave={(value) => act({ do: 'set-title', title: { ...document.title, [document.language]: value } })}
      />
      <p className="help">Choose a section, a page or a question in the outline to change it.</p>
    </SettingsFrame>
  )
}

function HeadSettings({ chosen, title }: { chosen: Chosen; title: Text }) {
  const { document, act } = useBuilding()
  return (
    <TextSetting
      label={chosen.kind === 'section' ? 'Title of the section' : 'Title that people see on the page'}
      value={say(title, document.language)}
      onSave={(value) => act({ do: 'edit', ref: chosen, set: { title: { ...title, [document.language]: value } } })}
    />
  )
}

function Removal({ chosen }: { chosen: Chosen }) {
  const { act, choose, announce } = useBuilding()
  const what = chosen.kind === 'section' ? 'section' : 'page'
  return (
    <div>
      <Button
        color="red"
        onClick={() => {
          if (!act({ do: 'remove', ref: chosen })) return
          choose(null)
          announce(chosen.kind === 'section' ? 'Section deleted.' : 'Page deleted.')
        }}
      >
        Delete this {what}
      </Button>
    </div>
  )
}
