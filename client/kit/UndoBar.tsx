import { createContext, type ReactNode, useCallback, useContext, useEffect, useState } from 'react'

type Undo = () => void | Promise<void>
type Say = (said: string, undo?: Undo) => void
const Saying = createContext<Say>(() => {})

/** `say('Question 5 deleted.', undo)`: a bar at the foot for 10 s that moves nothing. */
export const useUndoBar = () => useContext(Saying)

export function UndoProvider({ children }: { children: ReactNode }) {
  const [bar, setBar] = useState<{ said: string; undo?: Undo } | null>(null)
  const say = useCallback<Say>((said, undo) => setBar({ said, undo }), [])
  useEffect(() => {
    if (!bar) return
    const timer = setTimeout(() => setBar(null), 10_000)
    return () => clearTimeout(timer)
  }, [bar])
  return (
    <Saying.Provider value={say}>
      {children}
      <div role="status" aria-live="polite">
        {bar ? <Bar bar={bar} close={() => setBar(null)} /> : null}
      </div>
    </Saying.Provider>
  )
}

function Bar({ bar, close }: { bar: { said: string; undo?: Undo }; close: () => void }) {
  const undo = () => {
    close()
    void bar.undo?.()
  }
  return (
    <div className="undo-bar">
      <span>{bar.said}</span>
      {bar.undo ? (
        <button type="button" onClick={undo}>
          Undo
        </button>
      ) : null}
    </div>
  )
}
