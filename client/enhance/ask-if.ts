import { compared } from '../../shared/questionnaires/compared.ts'
import type { Condition } from '../../shared/questionnaires/document.ts'
import { enteredFields, enteredValue, type Field } from './entered.ts'

type Compare = Extract<Condition, { op: 'compare' }>

/** Shows and hides the questions, options and rows that an answer on the same page decides, in the order of the page. */
export function watchConditions(form: HTMLFormElement): void {
  const boxes = [...form.querySelectorAll<HTMLElement>('[data-if]')]
  if (boxes.length === 0) return
  const settle = () => {
    for (const box of boxes) {
      const asked = holds(form, JSON.parse(box.dataset.if ?? '') as Condition)
      box.hidden = !asked
      if (box instanceof HTMLFieldSetElement || box instanceof HTMLOptionElement) box.disabled = !asked
      else
        for (const field of box.querySelectorAll<HTMLInputElement>('input, select, textarea'))
          field.disabled = field.closest('[data-if][hidden]') !== null // a cell of a table stands in its row too
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
      return isAnswered(enteredFields(form, condition.question))
    case 'chosen':
      return chosen(form, condition.question, condition.row).some(([id]) => condition.options.includes(id))
    case 'count':
      return (
        enteredFields(form, condition.question).length > 0 &&
        compared(
          chosen(form, condition.question).filter(([, field]) => !isMissing(field)).length,
          condition.is,
          condition.value,
        )
      )
    case 'ranked':
      return chosen(form, condition.question).some(
        ([id, field]) => id === condition.option && Number(field.value) <= condition.within,
      )
    case 'area':
      return condition.areas.includes(enteredValue(form, condition.question, '.area'))
    case 'compare': {
      const given = entered(form, condition)
      return given !== undefined && compared(given, condition.is, condition.value)
    }
  }
}

/** The ids chosen, each with its field. Only a list to put in order has a plain select for each option: the place is its value. */
function chosen(form: HTMLFormElement, question: string, row?: string): [string, Field][] {
  return enteredFields(form, question, row).map((field) => {
    const isPlace = field instanceof HTMLSelectElement && field.name !== `q-${question}`
    return [isPlace ? field.name.slice(`q-${question}.`.length) : field.value, field]
  })
}

/** A kind of missing takes the line it stands in along; beside an order it takes the whole of it. */
function isAnswered(fields: Field[]): boolean {
  const missing = fields.filter(isMissing).map(({ name }) => name)
  if (missing.some((name) => name.endsWith('.instead_'))) return false
  return fields.some(({ name }) => !missing.includes(name))
}

const isMissing = (field: Field) =>
  (field instanceof HTMLSelectElement ? field.selectedOptions[0] : field)?.dataset.missing !== undefined

function entered(form: HTMLFormElement, { question, value, row }: Compare): number | string | undefined {
  if (typeof value === 'string') {
    const [year, month, day] = ['.year', '.month', '.day'].map((part) => enteredValue(form, question, part))
    const parts = [year, month, day].slice(0, value.split('-').length)
    return parts.every(Boolean) ? parts.map((part) => part!.padStart(2, '0')).join('-') : undefined
  }
  const isBlank = enteredFields(form, question).length === 0
  const typed = enteredValue(form, question, row && `.${row}`).replace(/[\s,]/g, '')
  if (isBlank || (typed === '' && !row) || Number.isNaN(Number(typed))) return undefined
  return Number(typed)
}
