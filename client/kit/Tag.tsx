import type { ReactNode } from 'react'

/** A state in one word. `open` is the accent, `done` the tint, `look` "one to look at"; else an outline. */
export function Tag({ kind, children }: { kind?: 'open' | 'done' | 'look'; children: ReactNode }) {
  return <span className={kind ? `tag ${kind}` : 'tag'}>{children}</span>
}

/** Beside each figure that could be lifted out on its own. */
export const SyntheticTag = () => <Tag>Example: synthetic</Tag>
