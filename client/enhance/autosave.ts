const pause = 1500

/** Saves quietly while a person writes. What fails is no news: "Save and go on" saves again, and says so if it cannot. */
export function autosave(form: HTMLFormElement): void {
  if (form.dataset.saves === undefined) return
  const line = form.querySelector<HTMLElement>('[data-saved]')
  let timer = 0
  let leaving = false
  const save = async () => {
    const body = new URLSearchParams()
    for (const [name, value] of new FormData(form)) if (typeof value === 'string') body.append(name, value)
    body.set('go', 'autosave')
    const answer = await fetch(form.action, { method: 'POST', body }).catch(() => null)
    if (line && !leaving && answer?.status === 204) line.textContent = 'Saved just now'
  }
  form.addEventListener('input', () => {
    if (line) line.textContent = ''
    clearTimeout(timer)
    timer = window.setTimeout(save, pause)
  })
  form.addEventListener('submit', () => {
    leaving = true
    clearTimeout(timer)
  })
}
