import { useEffect, useState } from 'react'
import { count } from '../../shared/kernel/text.ts'
import type { DraftState } from './draft-store.ts'

/** "Saved just now", then how long ago; its place is kept, so nothing moves. */
export function useSavedWords(state: DraftState): string {
  const [now, setNow] = useState(() => Date.now())
  useEffect(() => {
    setNow(Date.now())
    if (state.savedAt === null) return
    const timer = setInterval(() => setNow(Date.now()), 30_000)
    return () => clearInterval(timer)
  }, [state.savedAt])
  if (state.saving === 'saving') return 'Saving…'
  if (state.saving !== 'saved') return 'Not saved'
  if (state.savedAt === null) return 'All saved'
  const minutes = Math.floor((now - state.savedAt) / 60_000)
  return minutes < 1 ? 'Saved just now' : `Saved ${count(minutes, 'minute')} ago`
}
