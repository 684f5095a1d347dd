import { useEffect, useRef } from 'react'

/**
 * A form that stands where its button stood: when it closes, the focus goes back to that button, drawn anew, and the
 * keyboard goes on from there. `open` names the form that is open; its button carries the same name in `data-opens`.
 * Gives the ref of what holds them both.
 */
export function useFocusBack(open: string | null) {
  const place = useRef<HTMLDivElement>(null)
  const last = useRef(open)
  useEffect(() => {
    const closed = last.current
    last.current = open
    if (closed === null || open !== null) return
    place.current?.querySelector<HTMLElement>(`[data-opens="${CSS.escape(closed)}"]`)?.focus()
  }, [open])
  return place
}

/**
 * Where a press takes its own button away: when `state` has changed and the focus was lost with the button, it goes to the
 * place the button stood in, whose ref this gives (it needs `tabIndex={-1}`).
 */
export function useFocusKept<E extends HTMLElement>(state: string) {
  const place = useRef<E>(null)
  const last = useRef(state)
  useEffect(() => {
    if (last.current !== state && document.activeElement === document.body)
      place.current?.focus({ preventScroll: true })
    last.current = state
  }, [state])
  return place
}
