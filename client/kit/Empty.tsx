import type { ReactNode } from 'react'
import { Panel } from './Panel.tsx'

/** What will be here, why not yet, and the one next act. */
export function Empty({ title, children, action }: { title: string; children?: ReactNode; action?: ReactNode }) {
  return (
    <Panel>
      <div className="empty">
        <p>
          <strong>{title}</strong> {children}
        </p>
        {action ? <div className="row">{action}</div> : null}
      </div>
    </Panel>
  )
}
