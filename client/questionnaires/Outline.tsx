import { closestCenter, DndContext, PointerSensor, useSensor, useSensors } from '@dnd-kit/core'
import { SortableContext, verticalListSortingStrategy } from '@dnd-kit/sortable'
import { Button, TextInput } from '@mantine/core'
import { type KeyboardEvent, useState } from 'react'
import { say } from '../../shared/kernel/text.ts'
import type { Section } from '../../shared/questionnaires/document.ts'
import { freshPage, freshSection } from '../../shared/questionnaires/fresh.ts'
import { unpiped } from '../../shared/questionnaires/piping.ts'
import { type Chosen, newId, useBuilding } from './context.ts'
import { dropOn, moveBy } from './moving.ts'
import { OutlineHead, OutlineQuestion } from './OutlineItem.tsx'
import { type Numbered, numbered } from './words.ts'

/** Sections, pages and questions in order: choose by click or arrow, move by drag or Alt and an arrow. */
export function Outline() {
  const { document, mayEdit, act, choose, announce } = useBuilding()
  const [sought, setSought] = useState('')
  const sensors = useSensors(useSensor(PointerSensor, { activationConstraint: { distance: 6 } }))
  const all = numbered(document)
  const needle = sought.trim().toLowerCase()
  const shown = needle
    ? all.filter((one) => say(one.question.text, document.language).toLowerCase().includes(needle))
    : all
  return (
    <section className="outline" aria-label="Outline">
      <TextInput
        data-search
        type="search"
        aria-label="Find a question"
        placeholder="Find a question"
        value={sought}
        onChange={(event) => setSought(event.currentTarget.value)}
      />
      <DndContext
        sensors={sensors}
        collisionDetection={closestCenter}
        onDragEnd={({ active, over }) => {
          const move = over && dropOn(document, String(active.id), String(over.id))
          if (move && act(move)) announce('Moved.')
        }}
      >
        <SortableContext items={shown.map((one) => one.question.id)} strategy={verticalListSortingStrategy}>
          <OutlineList shown={shown} narrowed={needle !== ''} />
        </SortableContext>
      </DndContext>
      {needle && shown.length === 0 ? <p className="help">No question has the words “{sought.trim()}”.</p> : null}
      {mayEdit ? <AddToOutline choose={choose} /> : null}
    </section>
  )
}

function OutlineList({ shown, narrowed }: { shown: Numbered[]; narrowed: boolean }) {
  const { document, act, chosen, choose, announce } = useBuilding()
  const press = (event: KeyboardEvent, ref: Chosen) => {
    if (event.key !== 'ArrowUp' && event.key !== 'ArrowDown') return
    event.preventDefault()
    const by = event.key === 'ArrowUp' ? -1 : 1
    if (!event.altKey) return stepFocus(event.currentTarget as HTMLElement, by)
    const move = moveBy(document, ref, by)
    if (!move) return announce(by < 0 ? 'It is the first already.' : 'It is the last already.')
    if (act(move)) announce(by < 0 ? 'Moved up.' : 'Moved down.')
    const id = ref.id
    requestAnimationFrame(() => window.document.getElementById(`outline-${id}`)?.focus())
  }
  const props = { chosen, choose, press }
  return (
    <div className="outline-list">
      {document.sections.map((section, i) => {
        const own = shown.filter((one) => one.sectionId === section.id)
        if (narrowed && own.length === 0) return null
        return (
          <div key={section.id}>
            <OutlineHead
              kind="section"
              id={section.id}
              says={sectionName(section, i, document.language)}
              count={own.length}
              conditional={!!section.askIf}
              {...props}
            />
            {section.pages.map((page) => (
              <div key={page.id}>
                <OutlineHead
                  kind="page"
                  id={page.id}
                  says={say(page.title, document.language) || 'Page without a title'}
                  conditional={!!page.askIf}
                  {...props}
                />
                {own
                  .filter((one) => one.pageId === page.id)
                  .map((one) => (
                    <OutlineQuestion
                      key={one.question.id}
                      one={one}
                      name={say(unpiped(one.question.text, document), document.language)}
                      {...props}
                    />
                  ))}
              </div>
            ))}
          </div>
        )
      })}
    </div>
  )
}

function sectionName(section: Section, i: number, language: string): string {
  const title = say(section.title, language) || 'Section without a title'
  return section.equality ? `${title}, optional` : `${i + 1}. ${title}`
}

function stepFocus(from: HTMLElement, by: 1 | -1) {
  const all = [...(from.closest('.outline-list')?.querySelectorAll<HTMLElement>('button[id]') ?? [])]
  all[all.indexOf(from) + by]?.focus()
}

function AddToOutline({ choose }: { choose: (chosen: Chosen) => void }) {
  const { document, act, chosen } = useBuilding()
  const main = document.sections.filter((section) => !section.equality)
  const near =
    main.find(
      (s) =>
        s.id === chosen?.id || s.pages.some((p) => p.id === chosen?.id || p.questions.some((q) => q.id === chosen?.id)),
    ) ?? main.at(-1)
  const addPage = () => {
    if (!near) return
    const item = freshPage(document, newId)
    if (act({ do: 'add', kind: 'page', into: near.id, at: near.pages.length, item }))
      choose({ kind: 'page', id: item.id })
  }
  const addSection = () => {
    const item = freshSection(document, newId)
    if (act({ do: 'add', kind: 'section', at: main.length, item })) choose({ kind: 'section', id: item.id })
  }
  return (
    <div className="outline-add">
      <Button size="xs" onClick={addPage} disabled={!near}>
        Add a page
      </Button>
      <Button size="xs" onClick={addSection}>
        Add a section
      </Button>
      {document.sections.some((section) => section.equality) ? null : (
        <Button size="xs" onClick={() => act({ do: 'insert-equality' })}>
          Add the equality questions
        </Button>
      )}
    </div>
  )
}
