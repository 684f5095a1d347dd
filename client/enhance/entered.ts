/** What the enabled fields of a form hold, by the names that the server reads. */
export type Field = HTMLInputElement | HTMLTextAreaElement | HTMLSelectElement

const isField = (element: Element): element is Field =>
  element instanceof HTMLInputElement || element instanceof HTMLTextAreaElement || element instanceof HTMLSelectElement

const isTicked = (field: Field) =>
  field instanceof HTMLSelectElement ? !field.selectedOptions[0]?.disabled : isOn(field)

const isOn = (field: HTMLInputElement | HTMLTextAreaElement) =>
  !(field instanceof HTMLInputElement) || (field.type !== 'radio' && field.type !== 'checkbox') || field.checked

/** The fields of one question (of one row of its grid) that say something; those that are switched off say nothing. */
export function enteredFields(form: HTMLFormElement, question: string, row?: string): Field[] {
  const name = `q-${question}`
  const wanted = (given: string) =>
    row === undefined ? given === name || given.startsWith(`${name}.`) : given === `${name}.${row}`
  return [...form.elements].filter(
    (element): element is Field =>
      isField(element) &&
      wanted(element.name) &&
      !element.matches(':disabled') &&
      isTicked(element) &&
      element.value.trim() !== '',
  )
}

export const enteredValue = (form: HTMLFormElement, question: string, part = ''): string =>
  enteredFields(form, question)
    .find((field) => field.name === `q-${question}${part}`)
    ?.value.trim() ?? ''
