import { useEffect } from 'react'
import type { DraftStore } from './draft-store.ts'

/** Ctrl Z undoes, Ctrl Shift Z or Ctrl Y does it again; inside a field the keys stay the field's own. */
export function useBuilderKeys(store: DraftStore | null) {
  useEffect(() => {
    if (!store) return
    const press = (event: KeyboardEvent) => {
      if (!(event.ctrlKey || event.metaKey) || event.altKey) return
      if ((event.target as HTMLElement | null)?.closest('input:not([type=checkbox]), textarea')) return
      const key = event.key.toLowerCase()
      if (key !== 'z' && key !== 'y') return
      event.preventDefault()
      if (key === 'y' || event.shiftKey) store.redo()
      else store.undo()
    }
    document.addEventListener('keydown', press)
    return () => document.removeEventListener('keydown', press)
  }, [store])
}
