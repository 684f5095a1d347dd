import type { Cell } from './fidelity.ts'
import { question, type SketchBody, type SketchQuestion } from './sketch.ts'
import type { SourceNode } from './source-node.ts'
import { bodyOf } from './surveyjs-bodies.ts'
import type { Making } from './surveyjs-elements.ts'
import { withValidators } from './surveyjs-validators.ts'

const left: Record<string, string> = {
  file: 'It asks for a file, which cannot be given here.',
  signaturepad: 'It asks for a signature, which cannot be given here.',
  image: 'It shows a picture, which a questionnaire here does not.',
  imagemap: 'It asks for a place in a picture, which is not asked here.',
  paneldynamic: 'It is a panel that repeats, and nothing is asked several times here.',
  matrixdynamic: 'It is a table whose rows a person adds, and nothing is asked several times here.',
}

const known = [
  'text',
  'comment',
  'radiogroup',
  'dropdown',
  'checkbox',
  'tagbox',
  'ranking',
  'rating',
  'boolean',
  'matrix',
  'matrixdropdown',
  'multipletext',
  'html',
  'expression',
  'imagepicker',
  'buttongroup',
  'slider',
  'datepicker',
]

/** Why a question of this type cannot be asked here; empty when it can. */
export function isLeftOut(element: SourceNode, type: string): string {
  if (Object.hasOwn(left, type)) return left[type]!
  if (!known.includes(type)) return `“${type}” is no type of question that is known here.`
  const asks = element.child('choices').value !== undefined || type === 'html'
  return isSwitchedOff(element) && !asks ? 'It is never shown.' : ''
}

/** Not shown, and without a condition that says when it is. */
export const isSwitchedOff = (node: SourceNode): boolean =>
  node.child('visible').truth === false && !node.cellAt('visibleIf')

/** One question; undefined when what it needs is not in the file. */
export function questionOf(
  element: SourceNode,
  type: string,
  askIf: Cell[],
  making: Making,
): SketchQuestion | undefined {
  const { ledger } = making
  const named = element.cellAt('name')
  const drawn = bodyOf[type]!(element, making)
  if (!drawn) {
    const why = 'It belongs to a question whose choices are not in the file, so it is left out.'
    const typed = element.cellAt('type')
    if (typed) ledger.unsupported(typed.at, why)
    ledger.rest(element.cells(), 'unsupported', why)
    return undefined
  }
  const hidden = element.child('visible')
  if (hidden.cell) ledger.converted(hidden.at, 'Whether it is shown.')
  const body = isSwitchedOff(element) && drawn.options ? asHidden(drawn, hidden, making) : drawn
  if (body.options && named) making.byName.set(named.value, body.options)
  const title = type === 'html' ? element.words('html') : element.words('title')
  const required = { ...requiredOf(element, making), ...leastOf(element, making) }
  const checked = withValidators(element, body, making, required.required === true)
  return question({
    name: named?.value ?? `question${element.at.replaceAll('/', '_')}`,
    at: named?.at ?? element.at,
    text: title.length > 0 || !named ? title : [{ language: '', cell: named }],
    ...helpOf(element),
    askIf,
    ...required,
    checks: checked.checks,
    aliases: aliasesOf(element, named?.value ?? '', body),
    body: checked.body,
  })
}

function asHidden(body: SketchBody, { at }: SourceNode, { ledger }: Making): SketchBody {
  ledger.approximated(at, 'It is never shown; its value comes from the link, by the code of the question.')
  return { type: 'hidden', ...(body.options && { options: body.options }) }
}

export function helpOf(element: SourceNode): { help?: SketchQuestion['text'] } {
  const help = element.words('description')
  return help.length > 0 ? { help } : {}
}

/** Whether it must be answered: as a whole, line by line, or wherever it is asked. */
export function requiredOf(element: SourceNode, { ledger }: Making): { required?: true; requiredIf?: Cell } {
  const [whole, ...all] = ['isRequired', 'required', 'isAllRowRequired', 'eachRowRequired'].map((key) =>
    element.child(key),
  )
  const needed = element.cellAt('requiredIf')
  if (needed && whole!.cell) ledger.converted(whole!.at, 'Its “requiredIf” settles it instead.')
  for (const { cell, at, truth } of [whole!, ...all])
    if (cell) ledger.converted(at, truth ? 'It must be answered.' : 'It may be left blank.')
  const each = all.some(({ truth }) => truth)
  if (whole!.truth && !each && manyParts.some((key) => element.list(key).length > 1))
    ledger.approximated(whole!.at, 'One part of it must be answered there; here every part must.')
  if (each || (whole!.truth && !needed)) return { required: true }
  return needed ? { requiredIf: needed } : {}
}

/** The lists of what is answered line by line. */
const manyParts = ['rows', 'items']

/** SurveyJS asks for a least number of choices even where nothing was chosen. */
function leastOf(element: SourceNode, { ledger }: Making): { required?: true } {
  const least = element.cellAt('minSelectedChoices')
  if (!least || Number(least.value) < 1 || element.text('type') === 'ranking') return {}
  ledger.converted(least.at, 'So many must be chosen.')
  return { required: true }
}

/** A shared name of the value, the rows of a matrix, and the places of a ranking. */
function aliasesOf(element: SourceNode, name: string, body: SketchBody): SketchQuestion['aliases'] {
  const value = element.text('valueName')
  const names = value ? [name, value] : [name]
  const rows = (body.rows ?? []).flatMap((row) => names.map((one) => ({ name: `${one}.${row.name}`, row: row.name })))
  const places =
    body.type === 'ranking' ? (body.options ?? []).map((_one, n) => ({ name: `${name}[${n}]`, place: n + 1 })) : []
  const other = (body.options ?? []).find((option) => option.other)
  const words = other ? [{ name: `${name}-Comment`, option: other.name }] : []
  return [...(value ? [{ name: value }] : []), ...rows, ...places, ...words]
}

/** The title of what becomes several questions, as a statement before them. */
export function headingOf(element: SourceNode, name: string, askIf: Cell[]): SketchQuestion[] {
  const text = element.words('title')
  if (text.length === 0) return []
  const { at } = element.child('title')
  const drawn = { text, ...helpOf(element), askIf, body: { type: 'statement' as const } }
  return [question({ name: `${name}_title`, at, named: false, ...drawn })]
}

/** Several short texts in one: a question for each, with the title before them. */
export function severalTexts(element: SourceNode, askIf: Cell[], making: Making): SketchQuestion[] {
  const { ledger } = making
  const named = element.cellAt('name')
  const name = named?.value ?? 'texts'
  if (named) ledger.approximated(named.at, 'Each of its texts became a question of its own.')
  const heading = headingOf(element, name, askIf)
  const whole = requiredOf(element, making)
  const items = element.list('items').flatMap((item): SketchQuestion[] => {
    const own = item.cell ?? item.cellAt('name')
    const made = questionOf(item, 'text', askIf, making)
    if (!made || !own) return []
    const text = item.words('title')
    const aliases = [{ name: `${name}.${own.value}` }]
    const label = text.length > 0 ? text : [{ language: '', cell: own }]
    return [{ ...made, ...whole, name: `${name}_${own.value}`, at: own.at, text: label, aliases }]
  })
  return [...heading, ...items]
}
