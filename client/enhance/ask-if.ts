import type { Condition } from '../../shared/questionnaires/document.ts'
import { enteredFields, enteredValue } from './entered.ts'

/** Shows and hides the questions that an answer on the same page decides, in the order of the page. */
export function watchConditions(form: HTMLFormElement): void {
  const boxes = [...form.querySelectorAll<HTMLElement>('[data-if]')]
  if (boxes.length === 0) return
  const settle = () => {
    for (const box of boxes) {
      const asked = holds(form, JSON.parse(box.dataset.if ?? '') as Condition)
      box.hidden = !asked
      if (box instanceof HTMLFieldSetElement) box.disabled = !asked
      else
        for (const field of box.querySelectorAll<HTMLInputElement>('input, select, textarea')) field.disabled = !asked
    }
  }
  form.addEventListener('input', settle)
  settle()
}

/** As the server's evaluator, on what is entered; the server decides again at the POST. */
function holds(form: HTMLFormElement, condition: Condition): boolean {
  switch (condition.op) {
    case 'all':
      return condition.of.every((part) => holds(form, part))
    case 'any':
      return condition.of.some((part) => holds(form, part))
    case 'not':
      return !holds(form, condition.of)
    case 'answered':
      return enteredFields(form, condition.question).some((field) => field.dataset.missing === undefined)
    case 'chosen':
      return enteredFields(form, condition.question, condition.row).some((field) =>
        condition.options.includes(field.value),
      )
    case 'area':
      return condition.areas.includes(enteredValue(form, condition.question, '.area'))
    case 'compare':
      return compares(entered(form, condition.question, condition.value), condition.is, condition.value)
  }
}

function entered(form: HTMLFormElement, question: string, like: number | string): number | string | undefined {
  if (typeof like === 'string') {
    const [year, month, day] = ['.year', '.month', '.day'].map((part) => enteredValue(form, question, part))
    return year && month && day ? `${year}-${month.padStart(2, '0')}-${day.padStart(2, '0')}` : undefined
  }
  const typed = enteredValue(form, question).replace(/[\s,]/g, '')
  return typed === '' || Number.isNaN(Number(typed)) ? undefined : Number(typed)
}

function compares(given: number | string | undefined, is: string, value: number | string): boolean {
  if (given === undefined) return false
  if (is === '<') return given < value
  if (is === '<=') return given <= value
  if (is === '>') return given > value
  if (is === '>=') return given >= value
  return is === '=' ? given === value : given !== value
}
