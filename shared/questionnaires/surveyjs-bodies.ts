import type { Cell } from './fidelity.ts'
import type { SketchBody, SketchItem, Words } from './sketch.ts'
import type { SourceNode } from './source-node.ts'
import { itemOf, optionsOf } from './surveyjs-choices.ts'
import type { Making } from './surveyjs-elements.ts'
import { rating } from './surveyjs-rating.ts'

type Drawer = (element: SourceNode, making: Making) => SketchBody | undefined

/** Takes a setting as used, and gives it. */
function used(element: SourceNode, key: string, { ledger }: Making): Cell | undefined {
  const cell = element.cellAt(key)
  if (cell) ledger.converted(cell.at, 'It is kept in the question.')
  return cell
}

const numberAt = (element: SourceNode, key: string, making: Making): number | undefined =>
  used(element, key, making) && element.number(key)

/** `random` is another order for each person; a sorted order is the author's to write. */
function shuffled(element: SourceNode, key: string, making: Making): { shuffle?: true } {
  const order = element.cellAt(key)
  if (order?.value !== 'random') return {}
  making.ledger.converted(order.at, 'The order is another one for each person.')
  return { shuffle: true }
}

/** The rows of a table, by the key of today or the one before it. */
export const rowsShuffled = (element: SourceNode, making: Making): { shuffle?: true } => ({
  ...shuffled(element, 'rowOrder', making),
  ...shuffled(element, 'rowsOrder', making),
})

const one: Drawer = (element, making) => {
  const options = optionsOf(element, making)
  return options && { type: 'single', options, ...shuffled(element, 'choicesOrder', making) }
}

const several: Drawer = (element, making) => {
  const options = optionsOf(element, making)
  if (!options) return undefined
  const [minimum, maximum] = ['minSelectedChoices', 'maxSelectedChoices'].map((key) => numberAt(element, key, making))
  return {
    type: 'multiple',
    options,
    ...(minimum && { minimum }),
    ...(maximum && { maximum }),
    ...shuffled(element, 'choicesOrder', making),
  }
}

const ranking: Drawer = (element, making) => {
  const options = optionsOf(element, making)
  const top = numberAt(element, 'maxSelectedChoices', making)
  return options && { type: 'ranking', options, ...(top && { top }), ...shuffled(element, 'choicesOrder', making) }
}

const picker: Drawer = (element, making) => {
  const many = element.is('multiSelect')
  used(element, 'multiSelect', making)
  return many ? several(element, making) : one(element, making)
}

/** Custom words for yes and no make a choice of two; else it is a yes or no question. */
const truth: Drawer = (element, making) => {
  const [yes, no] = [element.words('labelTrue'), element.words('labelFalse')]
  const values = ['valueTrue', 'valueFalse'].map((key) => used(element, key, making)?.value)
  const called = { yes: [values[0] ?? 'true'], no: [values[1] ?? 'false'] }
  if (yes.length === 0 && no.length === 0) return { type: 'yes_no', called }
  const at = element.cellAt('type')?.at ?? element.at
  const said = (words: Words, word: string): Words =>
    words.length > 0 ? words : [{ language: '', cell: { at, value: word } }]
  const options: SketchItem[] = [
    { name: values[0] ?? 'true', label: said(yes, 'Yes') },
    { name: values[1] ?? 'false', label: said(no, 'No') },
  ]
  return { type: 'single', options }
}

const matrix: Drawer = (element, making) => {
  const { ledger } = making
  const options = element.list('columns').map((node) => itemOf(node, ledger, element.child('columnsVisibleIf')))
  const rows = element.list('rows').map((node) => itemOf(node, ledger, element.child('rowsVisibleIf')))
  if (options.length === 0) return undefined
  if (rows.length === 0) return { type: 'single', options }
  const many = used(element, 'cellType', making)?.value === 'checkbox'
  return { type: 'grid', rows, options, ...(many && { multiple: true }), ...rowsShuffled(element, making) }
}

const isDay = (value: string | undefined) => (value && /^\d{4}-\d\d-\d\d$/.test(value) ? value : undefined)

const text: Drawer = (element, making) => {
  const input = used(element, 'inputType', making)
  const kind = input?.value ?? 'text'
  const roughly = (message: string) => input && making.ledger.approximated(input.at, message)
  switch (kind) {
    case 'number':
    case 'range':
      return numberBody(element, making)
    case 'datetime':
    case 'datetime-local':
      roughly('It asks for a date and a time; the date alone is asked here.')
      return { type: 'date' }
    case 'date':
      return dateBody(element, making)
    case 'month':
      return { type: 'partial_date', precision: 'month' }
    case 'email':
      return { type: 'short_text', preset: 'email', ...lengthOf(element, making) }
    case 'tel':
      return { type: 'short_text', preset: 'phone', ...lengthOf(element, making) }
    case 'url':
      return { type: 'short_text', preset: 'url', ...lengthOf(element, making) }
    case 'text':
      return { type: 'short_text', ...lengthOf(element, making) }
    default:
      roughly(`It asks for a “${kind}”; here it is a short text.`)
      return { type: 'short_text', ...lengthOf(element, making) }
  }
}

function lengthOf(element: SourceNode, making: Making): { maximum?: number } {
  const maximum = element.number('maxLength')
  return maximum && maximum > 0 && numberAt(element, 'maxLength', making) ? { maximum } : {}
}

function numberBody(element: SourceNode, making: Making): SketchBody {
  const [minimum, maximum] = ['min', 'max'].map((key) =>
    element.number(key) === undefined ? undefined : numberAt(element, key, making),
  )
  const step = used(element, 'step', making)?.value
  const free = step === 'any' || (step === undefined && element.text('inputType') === 'number')
  const decimals = free ? 6 : step?.split('.')[1]?.length
  return {
    type: 'number',
    ...(minimum !== undefined && { minimum }),
    ...(maximum !== undefined && { maximum }),
    ...(decimals !== undefined && decimals > 0 && { decimals: Math.min(decimals, 6) }),
  }
}

function dateBody(element: SourceNode, making: Making): SketchBody {
  const [earliest, latest] = ['min', 'max'].map(
    (key) => isDay(element.cellAt(key)?.value) && used(element, key, making)?.value,
  )
  return { type: 'date', ...(earliest && { earliest }), ...(latest && { latest }) }
}

/** How each type of SurveyJS is asked here. `isLeftOut` names those that are not. */
export const bodyOf: Record<string, Drawer> = {
  radiogroup: one,
  dropdown: one,
  buttongroup: one,
  checkbox: several,
  tagbox: several,
  imagepicker: picker,
  ranking,
  rating,
  boolean: truth,
  matrix,
  text,
  datepicker: (element, making) => {
    used(element, 'inputType', making)
    return dateBody(element, making)
  },
  slider: numberBody,
  comment: (element, making) => ({ type: 'long_text', ...lengthOf(element, making) }),
  html: () => ({ type: 'statement' }),
}
