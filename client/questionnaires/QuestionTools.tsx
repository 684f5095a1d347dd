import { useEffect, useRef } from 'react'
import { duplicate } from '../../shared/questionnaires/fresh.ts'
import { newId, useBuilding } from './context.ts'
import { moveBy } from './moving.ts'
import type { Box } from './PreviewFrame.tsx'
import { numbered } from './words.ts'

/** The frame round the chosen question, with what can be done to it as a whole. */
export function QuestionTools({ box }: { box: Box }) {
  const { document, mayEdit, act, chosen, choose, announce } = useBuilding()
  const one = numbered(document).find((item) => item.question.id === chosen?.id)
  const frame = useRef<HTMLDivElement>(null)
  // biome-ignore lint/correctness/useExhaustiveDependencies: once for each question that is chosen
  useEffect(() => void frame.current?.scrollIntoView({ block: 'nearest' }), [chosen?.id])
  if (!chosen || !one) return null
  const move = (by: 1 | -1) => {
    const step = moveBy(document, chosen, by)
    if (step) act(step)
    else announce(by < 0 ? 'It is the first already.' : 'It is the last already.')
  }
  const copy = () => {
    const made = duplicate(document, chosen, newId)
    if (act(made) && made.do === 'add') choose({ kind: 'question', id: made.item.id })
  }
  const remove = () => {
    const name = one.number === null ? 'Statement' : `Question ${one.number}`
    if (!act({ do: 'remove', ref: chosen })) return
    choose({ kind: 'page', id: one.pageId })
    announce(`${name} deleted.`)
  }
  return (
    <div
      ref={frame}
      className="chosen-frame"
      style={{ top: box.top - 14, left: box.left - 16, width: box.width + 32, height: box.height + 28 }}
    >
      <div className="chosen-tools" hidden={!mayEdit} role="toolbar" aria-label="The chosen question">
        <button type="button" aria-label="Move up" onClick={() => move(-1)}>
          Up
        </button>
        <button type="button" aria-label="Move down" onClick={() => move(1)}>
          Down
        </button>
        <button type="button" onClick={copy}>
          Duplicate
        </button>
        <button type="button" className="remove" onClick={remove}>
          Delete
        </button>
      </div>
    </div>
  )
}
