import { useEffect, useRef } from 'react'
import { duplicate } from '../../shared/questionnaires/fresh.ts'
import { newId, useBuilding } from './context.ts'
import { moveBy } from './moving.ts'
import type { Box } from './PreviewFrame.tsx'
import { numbered, shortName } from './words.ts'

const tools = { width: 262, height: 38 }

/** How far the tools go up so that they stand above the page's title instead of on it. */
function lift(box: Box, heading: Box | null, edge: number): number {
  if (!heading) return 0
  const under = heading.top + heading.height > box.top - edge - tools.height && heading.top < box.top
  const beside = heading.left + heading.width > box.left + box.width + edge - tools.width
  return under && beside ? box.top - edge - heading.top + 2 : 0
}

/** The frame round the chosen question, with what can be done to it as a whole. */
export function QuestionTools({ box, heading, scale }: { box: Box; heading: Box | null; scale: number }) {
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
    if (!act({ do: 'remove', ref: chosen })) return
    choose({ kind: 'page', id: one.pageId })
    announce(`${shortName(one)} deleted.`)
  }
  const edge = Math.max(7, Math.round(14 * scale))
  return (
    <div
      ref={frame}
      className="chosen-frame"
      style={{
        top: box.top - edge,
        left: box.left - edge,
        width: box.width + 2 * edge,
        height: box.height + 2 * edge,
      }}
    >
      <div
        className="chosen-tools"
        style={{ bottom: `calc(100% + ${lift(box, heading, edge)}px)` }}
        hidden={!mayEdit}
        role="toolbar"
        aria-label="The chosen question"
      >
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
