import { Menu } from '@mantine/core'
import { useEffect, useState } from 'react'
import type { Page, QuestionType } from '../../shared/questionnaires/document.ts'
import { freshQuestion } from '../../shared/questionnaires/fresh.ts'
import { isForPage } from '../kit/row-keys.ts'
import { newId, useBuilding } from './context.ts'
import { questionTypes, typeWords } from './words.ts'

/** Adds a question after the chosen one, or at the end of the page. The key is A. */
export function AddQuestion({ page }: { page: Page }) {
  const { document, act, chosen, choose } = useBuilding()
  const [open, setOpen] = useState(false)
  useEffect(() => {
    const press = (event: KeyboardEvent) => {
      if (event.key.toLowerCase() !== 'a' || !isForPage(event)) return
      event.preventDefault()
      setOpen(true)
    }
    window.document.addEventListener('keydown', press)
    return () => window.document.removeEventListener('keydown', press)
  }, [])
  const add = (type: QuestionType) => {
    const after = page.questions.findIndex((question) => question.id === chosen?.id)
    const item = freshQuestion(document, type, newId)
    const at = after < 0 ? page.questions.length : after + 1
    if (act({ do: 'add', kind: 'question', into: page.id, at, item })) choose({ kind: 'question', id: item.id })
  }
  return (
    <Menu opened={open} onChange={setOpen} position="top" width={260}>
      <Menu.Target>
        <button type="button" className="add-question">
          <span>
            Add a question <kbd>A</kbd>
          </span>
        </button>
      </Menu.Target>
      <Menu.Dropdown mah={420} style={{ overflowY: 'auto' }}>
        {questionTypes.map((type) => (
          <Menu.Item key={type} onClick={() => add(type)}>
            {typeWords[type]}
          </Menu.Item>
        ))}
      </Menu.Dropdown>
    </Menu>
  )
}
