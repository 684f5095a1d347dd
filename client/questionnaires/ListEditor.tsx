import { Button, Menu, TextInput } from '@mantine/core'
import { type ClipboardEvent, type KeyboardEvent, useState } from 'react'
import { say } from '../../shared/kernel/text.ts'
import type { Act } from '../../shared/questionnaires/acts.ts'
import type { GridRow, Option, Question, QuestionnaireDocument } from '../../shared/questionnaires/document.ts'
import { freshOption, freshRow } from '../../shared/questionnaires/fresh.ts'
import { ConditionEditor } from './ConditionEditor.tsx'
import { newId, useBuilding } from './context.ts'
import { OptionMenu } from './OptionMenu.tsx'
import { useSettled } from './TextSetting.tsx'
import { conditionWords } from './words.ts'

interface ListEditorProps {
  question: Question
  kind: 'option' | 'row'
}

/** Options of a choice or lines of a grid: type, Enter for the next, Alt and an arrow to move, paste a list to fill it. */
export function ListEditor({ question, kind }: ListEditorProps) {
  const list = useList(question, kind)
  return (
    <fieldset className="list-editor">
      <legend>
        {kind === 'option' ? 'Answers to choose from' : question.type === 'grid' ? 'Statements' : 'Lines'}
      </legend>
      {list.items.map((item, at) => (
        <Item key={item.id} item={item} at={at} list={list} kind={kind} question={question} />
      ))}
      <Button size="xs" onClick={() => list.addAfter(list.items.length - 1)}>
        {kind === 'option' ? 'Add an answer' : question.type === 'grid' ? 'Add a statement' : 'Add a line'}
      </Button>
    </fieldset>
  )
}

type List = ReturnType<typeof useList>

function useList(question: Question, kind: 'option' | 'row') {
  const { document, act } = useBuilding()
  const items: (Option | GridRow)[] =
    kind === 'option' ? ('options' in question ? question.options : []) : 'rows' in question ? question.rows : []
  const fresh = (words: string, taken: (Option | GridRow)[]) => {
    const item = kind === 'option' ? freshOption(document, newId, taken as Option[]) : freshRow(document, newId, taken)
    return { ...item, label: { [document.language]: words } }
  }
  const add = (at: number, words: string, taken = items) => {
    const item = fresh(words, taken)
    return { item, act: { do: 'add', kind, into: question.id, at, item } as Act }
  }
  const ref = (item: Option | GridRow) => ({ kind, id: item.id, of: question.id })
  return {
    items,
    document,
    language: document.language,
    ref,
    act,
    rename: (item: Option | GridRow, words: string) =>
      act({ do: 'edit', ref: ref(item), set: { label: { ...item.label, [document.language]: words } } }),
    remove: (item: Option | GridRow) => act({ do: 'remove', ref: ref(item) }),
    move: (item: Option | GridRow, at: number) =>
      at >= 0 && at < items.length && act({ do: 'move', ref: ref(item), at }),
    addAfter: (at: number) => {
      const made = add(at + 1, '')
      if (act(made.act)) focusItem(made.item.id)
    },
    /** The first line stays with the field it was pasted into; the others become new ones below it. */
    addMany: (at: number, lines: string[]) => {
      const taken = [...items]
      const acts = lines.map((line, i) => {
        const made = add(at + 1 + i, line, taken)
        taken.push(made.item as Option)
        return made.act
      })
      return acts.length > 0 && act({ do: 'several', acts: acts as Extract<Act, { do: 'several' }>['acts'] })
    },
  }
}

const focusItem = (id: string) => requestAnimationFrame(() => document.getElementById(`item-${id}`)?.focus())

interface ItemProps {
  item: Option | GridRow
  at: number
  list: List
  kind: 'option' | 'row'
  question: Question
}

function Item({ item, at, list, kind, question }: ItemProps) {
  const own = useSettled(say(item.label, list.language), (words) => list.rename(item, words))
  const [asking, setAsking] = useState(false)
  const press = (event: KeyboardEvent) => {
    if (event.altKey && (event.key === 'ArrowUp' || event.key === 'ArrowDown')) {
      event.preventDefault()
      if (list.move(item, at + (event.key === 'ArrowUp' ? -1 : 1))) focusItem(item.id)
    }
    if (event.key === 'Enter') {
      event.preventDefault()
      own.flush()
      list.addAfter(at)
    }
    if (event.key === 'Backspace' && own.text === '' && list.items.length > 1 && list.remove(item)) {
      event.preventDefault()
      focusItem(list.items[at === 0 ? 1 : at - 1]!.id)
    }
  }
  const paste = (event: ClipboardEvent) => {
    const lines = event.clipboardData
      .getData('text')
      .split(/\r?\n/)
      .map((line) => line.trim())
      .filter(Boolean)
    if (lines.length < 2) return
    event.preventDefault()
    own.type(lines[0]!)
    own.flush()
    list.addMany(at, lines.slice(1))
  }
  const name = `${kind === 'option' ? 'Answer' : 'Statement'} ${at + 1}`
  return (
    <div className="list-item">
      <TextInput
        id={`item-${item.id}`}
        aria-label={name}
        dir="auto"
        value={own.text}
        onChange={(event) => own.type(event.currentTarget.value)}
        onBlur={own.flush}
        onKeyDown={press}
        onPaste={paste}
        description={marksOf(item, list.document)}
        inputWrapperOrder={['input', 'description']}
      />
      <Menu position="bottom-end">
        <Menu.Target>
          <button type="button" className="more" aria-label={`More for ${name}`}>
            ⋯
          </button>
        </Menu.Target>
        <Menu.Dropdown>
          <Menu.Item disabled={at === 0} onClick={() => list.move(item, at - 1)}>
            Move up
          </Menu.Item>
          <Menu.Item disabled={at === list.items.length - 1} onClick={() => list.move(item, at + 1)}>
            Move down
          </Menu.Item>
          <Menu.Item onClick={() => setAsking(true)}>Ask it only if …</Menu.Item>
          {kind === 'option' ? <OptionMenu option={item as Option} question={question} list={list} /> : null}
          <Menu.Divider />
          <Menu.Item color="red" disabled={list.items.length < 2} onClick={() => list.remove(item)}>
            Delete
          </Menu.Item>
        </Menu.Dropdown>
      </Menu>
      {asking ? (
        <ItemCondition
          item={item}
          list={list}
          name={own.text || name}
          done={() => {
            setAsking(false)
            focusItem(item.id)
          }}
        />
      ) : null}
    </div>
  )
}

interface ItemConditionProps extends Pick<ItemProps, 'item' | 'list'> {
  name: string
  done: () => void
}

/** When the item is asked, below it, until somebody is done with it. */
const ItemCondition = ({ item, list, name, done }: ItemConditionProps) => (
  <div className="item-condition">
    <ConditionEditor target={list.ref(item)} condition={item.askIf ?? null} name={`When to ask “${name}”`} />
    <Button size="xs" onClick={done}>
      Done
    </Button>
  </div>
)

function marksOf(item: Option | GridRow, document: QuestionnaireDocument): string | undefined {
  const option = item as Option
  const marks = [
    option.missing === 'declined' && 'prefers not to say',
    option.missing === 'dont_know' && 'does not know',
    option.exclusive && 'clears the others',
    option.other && 'asks for words',
    item.askIf && `asked if ${conditionWords(document, item.askIf)}`,
  ].filter(Boolean)
  return marks.length > 0 ? marks.join(', ') : undefined
}
