import { createContext, type ReactNode, useContext, useEffect, useState } from 'react'

const Where = createContext<{ trail: ReactNode[]; set: (trail: ReactNode[]) => void }>({ trail: [], set: () => {} })

/** Keeps where the person is, for the top bar: set by the page, read by the shell. */
export function WhereProvider({ children }: { children: ReactNode }) {
  const [trail, set] = useState<ReactNode[]>([])
  return <Where.Provider value={{ trail, set }}>{children}</Where.Provider>
}

export const useTrail = () => useContext(Where).trail

/** Says where the person is: the top bar's words and the window's title. `key` changes when the trail does. */
export function useWhere(title: string, trail: ReactNode[], key = title) {
  const { set } = useContext(Where)
  // biome-ignore lint/correctness/useExhaustiveDependencies: the trail is new on each drawing; its key says when it differs
  useEffect(() => {
    document.title = `${title} – Folkmoot`
    set(trail)
  }, [title, key])
}
