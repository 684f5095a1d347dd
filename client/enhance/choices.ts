/** "None of these" clears the others and they clear it; a maximum is counted along, never enforced by switching boxes off. */
export function watchChoices(form: HTMLFormElement): void {
  form.addEventListener('change', (event) => {
    const box = event.target
    if (!(box instanceof HTMLInputElement) || box.type !== 'checkbox') return
    const group = box.closest('fieldset')
    const among = box.closest('tr') ?? group
    if (!group || !among) return
    const boxes = [...among.querySelectorAll<HTMLInputElement>('input[type=checkbox]')]
    if (box.checked) {
      const alone = (one: HTMLInputElement) => one.dataset.alone !== undefined
      for (const other of boxes) if (other !== box && (alone(box) || alone(other))) other.checked = false
      form.dispatchEvent(new Event('input')) // what was cleared may decide which questions are asked
    }
    sayCount(group, boxes.filter((one) => one.checked).length)
  })
}

function sayCount(group: HTMLFieldSetElement, chosen: number): void {
  const most = Number(group.dataset.max ?? 0)
  if (!most) return
  const line = group.querySelector<HTMLElement>('[data-said]') ?? addLine(group)
  line.textContent =
    chosen > most ? `Choose ${most} at most. You have chosen ${chosen}.` : `${chosen} of ${most} chosen.`
  line.classList.toggle('err', chosen > most)
}

function addLine(group: HTMLFieldSetElement): HTMLElement {
  const line = document.createElement('p')
  line.className = 'note'
  line.lang = 'en'
  line.dir = 'ltr'
  line.dataset.said = ''
  line.setAttribute('aria-live', 'polite')
  group.append(line)
  return line
}
