import { useEffect, useRef } from 'react'

/** A key press that belongs to the page, not to a field, a dialog or the browser. */
export function isForPage(event: KeyboardEvent): boolean {
  if (event.defaultPrevented || event.ctrlKey || event.metaKey || event.altKey) return false
  const target = event.target as HTMLElement | null
  return !target?.closest('input, textarea, select, [contenteditable="true"], [role="dialog"]')
}

/** j and k walk the rows of the page's first table and mark the current one; Enter opens its first link. */
export function useRowKeys() {
  const body = useRef<HTMLTableSectionElement>(null)
  useEffect(() => {
    const press = (event: KeyboardEvent) => {
      if (!body.current || !isForPage(event) || !isFirstTable(body.current)) return
      if (event.key === 'j' || event.key === 'k') step(body.current, event.key === 'j' ? 1 : -1)
    }
    document.addEventListener('keydown', press)
    return () => document.removeEventListener('keydown', press)
  }, [])
  return body
}

const isFirstTable = (body: HTMLElement) => document.querySelector('main table.table tbody') === body

/** Focus goes to the row's own link, so Enter opens it and a screen reader hears it. */
function step(body: HTMLElement, by: 1 | -1) {
  const all = [...body.querySelectorAll('tr')]
  const now = all.findIndex((row) => row.contains(document.activeElement))
  const next = all[now < 0 ? 0 : Math.min(all.length - 1, Math.max(0, now + by))]
  const link = next?.querySelector<HTMLElement>('a, button')
  link?.focus()
  link?.scrollIntoView({ block: 'nearest' })
}
