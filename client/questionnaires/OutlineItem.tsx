import { useDroppable } from '@dnd-kit/core'
import { useSortable } from '@dnd-kit/sortable'
import { CSS } from '@dnd-kit/utilities'
import type { KeyboardEvent } from 'react'
import type { Chosen } from './context.ts'
import type { Numbered } from './words.ts'

interface Common {
  chosen: Chosen | null
  choose: (chosen: Chosen) => void
  press: (event: KeyboardEvent, ref: Chosen) => void
}

interface HeadProps extends Common {
  kind: 'section' | 'page'
  id: string
  says: string
  count?: number
  conditional: boolean
}

export function OutlineHead({ kind, id, says, count, conditional, chosen, choose, press }: HeadProps) {
  const { setNodeRef } = useDroppable({ id })
  return (
    <button
      ref={setNodeRef}
      id={`outline-${id}`}
      type="button"
      className={`outline-${kind}`}
      aria-current={chosen?.id === id ? 'true' : undefined}
      onClick={() => choose({ kind, id })}
      onKeyDown={(event) => press(event, { kind, id })}
    >
      <span dir="auto" title={says}>
        {says}
      </span>
      {conditional ? <small>if</small> : null}
      {count === undefined ? null : <b>{count}</b>}
    </button>
  )
}

export function OutlineQuestion({ one, name, chosen, choose, press }: Common & { one: Numbered; name: string }) {
  const { question, number } = one
  const sortable = useSortable({ id: question.id })
  const ref: Chosen = { kind: 'question', id: question.id }
  return (
    <button
      ref={sortable.setNodeRef}
      {...sortable.listeners}
      id={`outline-${question.id}`}
      type="button"
      className="outline-question"
      data-conditional={question.askIf ? true : undefined}
      data-dragging={sortable.isDragging || undefined}
      style={{ transform: CSS.Translate.toString(sortable.transform), transition: sortable.transition }}
      aria-current={chosen?.id === question.id ? 'true' : undefined}
      onClick={() => choose(ref)}
      onKeyDown={(event) => press(event, ref)}
    >
      <i>{number ?? '–'}</i>
      <span dir="auto" title={name}>
        {name || 'No words yet'}
      </span>
      {question.askIf ? <small>if</small> : null}
    </button>
  )
}
