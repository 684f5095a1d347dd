import { Modal } from '@mantine/core'
import { useEffect, useState } from 'react'
import { isForPage } from '../kit/row-keys.ts'

const keys: [string, string][] = [
  ['/', 'Search this list, or find anything'],
  ['j  k', 'Next row, row before'],
  ['Enter', 'Open the row'],
  ['Ctrl Z', 'Undo, in the questionnaire builder'],
  ['Ctrl Shift Z', 'Do it again'],
  ['Alt ↑  Alt ↓', 'Move a question, in the builder'],
  ['A', 'Add a question, in the builder'],
  ['?', 'This list'],
]

/** The keys of the whole desk: `/` goes to the search of the page, `?` shows the list. */
export function KeysHelp() {
  const [open, setOpen] = useState(false)
  useEffect(() => {
    const press = (event: KeyboardEvent) => {
      if (!isForPage(event)) return
      if (event.key === '?') setOpen(true)
      if (event.key === '/') goToSearch(event)
    }
    document.addEventListener('keydown', press)
    return () => document.removeEventListener('keydown', press)
  }, [])
  return (
    <Modal opened={open} onClose={() => setOpen(false)} title="Keys">
      <dl className="facts keys">
        {keys.map(([key, does]) => (
          <div key={key} className="key-row">
            <dt>
              <kbd>{key}</kbd>
            </dt>
            <dd>{does}</dd>
          </div>
        ))}
      </dl>
    </Modal>
  )
}

/** The page's own list first; without one, the search of the top bar. */
function goToSearch(event: KeyboardEvent) {
  const field =
    document.querySelector<HTMLInputElement>('main input[data-search]') ??
    document.querySelector<HTMLInputElement>('.topbar input')
  if (!field) return
  event.preventDefault()
  field.focus()
  field.select()
}
