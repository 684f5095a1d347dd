import { count } from '../../shared/kernel/text.ts'

/** Says how many characters are left, when they become few; characters as a reader counts them. */
export function countCharacters(form: HTMLFormElement): void {
  for (const area of form.querySelectorAll<HTMLTextAreaElement>('textarea[data-limit]')) {
    const line = document.getElementById(`${area.id}-limit`)
    const limit = Number(area.dataset.limit)
    if (!line) continue
    const first = line.textContent
    line.setAttribute('aria-live', 'polite')
    area.addEventListener('input', () => {
      const left = limit - [...area.value].length
      const words = count(Math.abs(left), 'character')
      if (left < 0) line.textContent = `Shorten this by ${words}.`
      else line.textContent = left < limit * 0.2 ? `${words} left.` : first
    })
  }
}
