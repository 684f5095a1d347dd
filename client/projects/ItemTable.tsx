import { ActionIcon, Button } from '@mantine/core'
import { Fragment, type ReactNode, useState } from 'react'
import { type ItemContent, type ItemKind, titleOf } from '../../shared/projects/items.ts'
import { ErrorBox } from '../kit/ErrorBox.tsx'
import { addItem, editItem, moveItem, removeItem, useChange } from './api.ts'
import { ItemDialog } from './ItemDialog.tsx'

export interface Heading {
  says: string
  width?: string
}

interface Item<C> {
  id: string
  content: C
  asPrinted: Record<string, string> | null
  revision: number
}

interface ItemTableProps<C extends ItemContent> {
  kind: ItemKind
  title: string
  slug: string
  items: Item<C>[]
  heads: Heading[]
  /** What a new one begins with. */
  blank: C
  edits: boolean
  /** The cells of a row, in the order of the heads. */
  children: (item: Item<C>) => ReactNode[]
}

/** The printed words, only where what stands now is not what was printed. */
export const AsPrinted = ({ printed, now }: { printed: string | undefined; now: string }) =>
  printed && printed !== now ? <small>As printed: “{printed}”</small> : null

/** A living list of the project: read by all of staff, changed by those who may, each change with its undo. */
export function ItemTable<C extends ItemContent>(props: ItemTableProps<C>) {
  const { kind, title, slug, items, heads, blank, edits, children } = props
  const change = useChange(slug)
  const [open, setOpen] = useState<Item<C> | 'new' | null>(null)
  const save = async (content: ItemContent) => {
    const item = { kind, content } as Parameters<typeof addItem>[1]
    const run = () =>
      open === 'new' || !open
        ? addItem(slug, item)
        : editItem(slug, open.id, { ...item, revision: open.revision } as Parameters<typeof editItem>[2])
    await change.mutateAsync({ run, said: open === 'new' ? `${nounOf[kind]} added.` : `${nounOf[kind]} saved.` })
    setOpen(null)
  }
  return (
    <div className="items">
      <div className="section-head">
        <h3>
          {title}, {items.length}
        </h3>
        {edits ? <Button onClick={() => setOpen('new')}>Add a {kind}</Button> : null}
      </div>
      {change.isError && !open ? <ErrorBox error={change.error} what="Not changed." /> : null}
      <div className="panel flush">
        <table className="table">
          <caption className="unseen">{title}</caption>
          <thead>
            <tr>
              {heads.map((head) => (
                <th key={head.says} scope="col" style={{ width: head.width }}>
                  {head.says}
                </th>
              ))}
              {edits ? <th scope="col">Change</th> : null}
            </tr>
          </thead>
          <tbody>
            {items.map((item, place) => (
              <tr key={item.id}>
                {children(item).map((cell, column) => (
                  <Cell key={heads[column]!.says} head={heads[column]!.says} first={column === 0}>
                    {cell}
                  </Cell>
                ))}
                {edits ? (
                  <Cell head="Change">
                    <Acts
                      name={titleOf(item.content)}
                      up={place > 0 ? () => move(item, place - 1) : undefined}
                      down={place < items.length - 1 ? () => move(item, place + 1) : undefined}
                      edit={() => setOpen(item)}
                      remove={() =>
                        change.mutate({ run: () => removeItem(slug, item.id), said: `${nounOf[kind]} removed.` })
                      }
                    />
                  </Cell>
                ) : null}
              </tr>
            ))}
          </tbody>
        </table>
        {items.length === 0 ? <p className="no-items">No {title.toLowerCase()} stand here.</p> : null}
      </div>
      {open ? (
        <ItemDialog
          kind={kind}
          title={open === 'new' ? `Add a ${kind}` : `Change this ${kind}`}
          content={open === 'new' ? blank : open.content}
          save={save}
          close={() => setOpen(null)}
        />
      ) : null}
    </div>
  )

  function move(item: Item<C>, to: number) {
    change.mutate({ run: () => moveItem(slug, item.id, to), said: `${nounOf[kind]} moved to place ${to + 1}.` })
  }
}

const nounOf: Record<ItemKind, string> = { risk: 'Risk', milestone: 'Milestone', stakeholder: 'Stakeholder' }

function Cell({ head, first, children }: { head: string; first?: boolean; children: ReactNode }) {
  const inner = <Fragment>{children}</Fragment>
  return first ? <th scope="row">{inner}</th> : <td data-head={head}>{inner}</td>
}

interface ActsProps {
  name: string
  up?: (() => void) | undefined
  down?: (() => void) | undefined
  edit: () => void
  remove: () => void
}

function Acts({ name, up, down, edit, remove }: ActsProps) {
  return (
    <div className="acts">
      <Button size="compact-sm" onClick={edit} aria-label={`Edit: ${name}`}>
        Edit
      </Button>
      <Button size="compact-sm" onClick={remove} aria-label={`Remove: ${name}`}>
        Remove
      </Button>
      <span className="moves">
        <ActionIcon variant="subtle" disabled={!up} onClick={up} aria-label={`Move up: ${name}`}>
          ↑
        </ActionIcon>
        <ActionIcon variant="subtle" disabled={!down} onClick={down} aria-label={`Move down: ${name}`}>
          ↓
        </ActionIcon>
      </span>
    </div>
  )
}
