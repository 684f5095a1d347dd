import type { Block, Printed } from '../../shared/projects/document.ts'

/** A piece as printed, and what we read in its place where it is damaged. */
export function Words({ piece }: { piece: Printed }) {
  return (
    <>
      {piece.printed}
      {piece.reading ? <span className="reading">We read this as: “{piece.reading}”</span> : null}
    </>
  )
}

/** What the form asks is set apart from what the paper answers. */
export function BlockView({ block }: { block: Block }) {
  if (block.type === 'list') {
    const lines = block.items.map((piece) => (
      <li key={piece.printed}>
        <Words piece={piece} />
      </li>
    ))
    return block.ordered ? <ol>{lines}</ol> : <ul>{lines}</ul>
  }
  if (block.type === 'heading')
    return (
      <h3>
        <Words piece={block} />
      </h3>
    )
  return (
    <p className={block.type === 'instruction' ? 'asks' : undefined}>
      {block.type === 'instruction' ? <span className="unseen">The form asks: </span> : null}
      <Words piece={block} />
    </p>
  )
}
