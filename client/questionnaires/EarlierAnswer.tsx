import { NativeSelect } from '@mantine/core'
import { useBuilding } from './context.ts'
import { earlierThan, type Numbered, nameOf } from './words.ts'

/** Puts an earlier answer into the words: `{{…}}` stands for it, and shows nothing where it was not given. */
export function EarlierAnswer({ one, onPick }: { one: Numbered; onPick: (pipe: string) => void }) {
  const { document } = useBuilding()
  const earlier = earlierThan(document, { kind: 'question', id: one.question.id })
  if (earlier.length === 0 || one.question.type === 'hidden') return null
  return (
    <NativeSelect
      label="Show an earlier answer in the words"
      value=""
      data={[
        { value: '', label: 'Choose a question' },
        ...earlier.map((item) => ({ value: item.question.id, label: nameOf(item, document) })),
      ]}
      onChange={(event) => event.currentTarget.value && onPick(`{{${event.currentTarget.value}}}`)}
    />
  )
}
