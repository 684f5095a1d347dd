/** Says along the way how much of a total is shared out; the server decides. */
export function watchTotals(form: HTMLFormElement): void {
  for (const group of form.querySelectorAll<HTMLFieldSetElement>('fieldset[data-total]')) {
    const total = Number(group.dataset.total)
    const line = document.createElement('p')
    line.className = 'note'
    line.lang = 'en'
    line.dir = 'ltr'
    line.setAttribute('aria-live', 'polite')
    const fields = [...group.querySelectorAll<HTMLInputElement>('input[type=text]')]
    const say = () => {
      const sum = fields.reduce(
        (so, { value, disabled }) => (disabled ? so : so + Number(value.replace(/[\s,]/g, ''))),
        0,
      )
      const left = Math.round((total - sum) * 1e6) / 1e6
      if (Number.isNaN(left) || left === total) line.textContent = ''
      else if (left === 0) line.textContent = 'That is all of it.'
      else line.textContent = left > 0 ? `${figure(left)} left to share out.` : `${figure(-left)} too much.`
    }
    group.append(line)
    group.addEventListener('input', say)
    say()
  }
}

const figure = (n: number) => n.toLocaleString('en-GB', { maximumFractionDigits: 6 })
