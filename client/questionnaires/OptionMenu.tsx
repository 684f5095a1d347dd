import { Menu } from '@mantine/core'
import type { Act, Changes, Ref } from '../../shared/questionnaires/acts.ts'
import type { Option, Question, QuestionType } from '../../shared/questionnaires/document.ts'

interface OptionMenuProps {
  option: Option
  question: Question
  list: { ref: (option: Option) => Ref; act: (act: Act) => boolean }
}

const mayExclude = (question: Question) =>
  question.type === 'multiple' || (question.type === 'grid' && question.multiple)

/** Where "Other" can have words beside it. */
const asksForWords: Partial<Record<QuestionType, true>> = { single: true, multiple: true }

/** What an answer can be beside its words. A tick says what it is now. */
export function OptionMenu({ option, question, list }: OptionMenuProps) {
  const set = (changes: Changes) => list.act({ do: 'edit', ref: list.ref(option), set: changes })
  const turn = (missing: 'declined' | 'dont_know') => set({ missing: option.missing === missing ? null : missing })
  const tick = (on: unknown) => (on ? '✓ ' : '')
  return (
    <>
      <Menu.Divider />
      {mayExclude(question) && !option.missing ? (
        <Menu.Item onClick={() => set({ exclusive: option.exclusive ? null : true })}>
          {tick(option.exclusive)}Clears the others, like “None of these”
        </Menu.Item>
      ) : null}
      {asksForWords[question.type] && !option.missing ? (
        <Menu.Item onClick={() => set({ other: option.other ? null : true })}>
          {tick(option.other)}Asks for words, like “Other”
        </Menu.Item>
      ) : null}
      <Menu.Item onClick={() => turn('declined')}>
        {tick(option.missing === 'declined')}Counts as “Prefer not to say”
      </Menu.Item>
      <Menu.Item onClick={() => turn('dont_know')}>
        {tick(option.missing === 'dont_know')}Counts as “Don’t know”
      </Menu.Item>
    </>
  )
}
