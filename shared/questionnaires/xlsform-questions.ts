import { xpath } from './expression-dialects.ts'
import type { Cell, Ledger } from './fidelity.ts'
import { question, type SketchBody, type SketchItem, type SketchQuestion } from './sketch.ts'
import { limited } from './sketch-limits.ts'
import type { SheetRow } from './xlsform-sheets.ts'
import type { Form } from './xlsform-survey.ts'
import type { RowType } from './xlsform-types.ts'

/** The question of a survey row; undefined, with the reason on the account, when there is none. */
export function questionOfRow(row: SheetRow, type: RowType, form: Form): SketchQuestion | undefined {
  const { ledger } = form
  const typed = row.cells.get('type')!
  if (type.is === 'calculate') return calculation(row, form)
  if (type.is === 'begin' || type.is === 'end') return undefined
  const body = 'why' in type || isSearched(row, type) ? undefined : bodyOf(row, type, form)
  if (!body) {
    const why = whyNot(row, type)
    ledger.unsupported(typed.at, `${why} It is left out.`)
    ledger.rest(row.cells.values(), 'unsupported', `It belongs to a question that is left out: ${why}`)
    return undefined
  }
  if (isHeader(row, body, form)) return headerOf(row, typed, ledger)
  if (isReadOnly(row, body, form)) return headerOf(row, typed, ledger)
  const note = type.is === 'written' ? type.note : undefined
  if (note) ledger.approximated(typed.at, note)
  else ledger.converted(typed.at, `It became a question of the type “${body.type.replace('_', ' ')}”.`)
  const [relevant, constraint] = [row.cells.get('relevant'), row.cells.get('constraint')]
  const message = row.words.get('constraint_message') ?? []
  const within = constraint ? limited(constraint, message, body, { dialect: xpath, ledger }) : undefined
  const named = row.cells.get('name')
  const hint = row.words.get('hint')
  return question({
    name: named?.value ?? `row${row.line}`,
    at: named?.at ?? typed.at,
    text: row.words.get('label') ?? [],
    ...(hint && { help: hint }),
    askIf: relevant ? [relevant] : [],
    ...requiredOf(row, ledger),
    checks: constraint && !within ? [{ holds: constraint, message }] : [],
    body: within ?? body,
  })
}

/** The head of a table: the choices of the questions below it, which nobody chooses from here. */
function isHeader({ cells }: SheetRow, body: SketchBody, { ledger }: Form): boolean {
  const appearance = cells.get('appearance')
  if (!appearance || !/^label$/i.test(appearance.value) || !body.options) return false
  ledger.approximated(
    cells.get('type')!.at,
    'It is the head of a table and shows choices that nobody chooses from there; here it is a statement.',
  )
  ledger.converted(appearance.at, 'It says that there is nothing to answer.')
  for (const key of ['required', 'choice_filter']) {
    const cell = cells.get(key)
    if (cell) ledger.converted(cell.at, 'Nobody can answer it, there as here.')
  }
  return true
}

/** What is only shown to people is a statement here; the value it shows goes into the conditions that use it. */
function isReadOnly({ cells }: SheetRow, body: SketchBody, { calculations, ledger }: Form): boolean {
  const cell = cells.get('read_only')
  if (!cell || !isYes(cell) || body.type === 'statement' || body.options) return false
  ledger.converted(cell.at, 'Nobody answers it, there as here.')
  ledger.approximated(cells.get('type')!.at, 'It shows a value and is not answered; here it is a statement.')
  const [named, worked, required] = [cells.get('name'), cells.get('calculation'), cells.get('required')]
  if (required) ledger.converted(required.at, 'Nobody can answer it, there as here.')
  if (named && worked && !calculations.has(named.value)) calculations.set(named.value, worked)
  return true
}

/** Its words; without any, nothing is left of it. */
function headerOf({ line, cells, words }: SheetRow, typed: Cell, ledger: Ledger): SketchQuestion | undefined {
  const [named, relevant, hint] = [cells.get('name'), cells.get('relevant'), words.get('hint')]
  if (!words.has('label')) {
    ledger.rest(cells.values(), 'approximated', 'It belongs to what is only shown, and has no words of its own.')
    return undefined
  }
  return question({
    name: named?.value ?? `row${line}`,
    at: named?.at ?? typed.at,
    text: words.get('label') ?? [],
    ...(hint && { help: hint }),
    askIf: relevant ? [relevant] : [],
    body: { type: 'statement' },
  })
}

/** `search('villages')`: the choices stand in another file, and the list here only names its columns. */
const isSearched = ({ cells }: SheetRow, { is }: RowType) =>
  is === 'choice' && /\bsearch\s*\(/i.test(cells.get('appearance')?.value ?? '')

function whyNot(row: SheetRow, type: RowType): string {
  if ('why' in type) return type.why
  if (isSearched(row, type)) return 'Its choices are searched for in another file, which is not part of this one.'
  return `The list “${'list' in type ? type.list : ''}” is not in the file.`
}

function calculation(row: SheetRow, { calculations, ledger }: Form): undefined {
  const [name, worked] = [row.cells.get('name'), row.cells.get('calculation')]
  const message = 'A value that is worked out: it goes into the conditions that use it, and is not kept as an answer.'
  for (const cell of [row.cells.get('type'), name]) if (cell) ledger.approximated(cell.at, message)
  const required = row.cells.get('required')
  if (required && isNo(required)) ledger.converted(required.at, 'It is asked of nobody, there as here.')
  if (name && worked && !calculations.has(name.value)) calculations.set(name.value, worked)
  return undefined
}

function bodyOf(
  row: SheetRow,
  type: Exclude<RowType, { is: 'none' | 'external' | 'calculate' | 'begin' | 'end' }>,
  form: Form,
): SketchBody | undefined {
  if (type.is === 'written') return writtenBody(row, type.type, form.ledger)
  const filter = row.cells.get('choice_filter')
  const options = form.lists.take(type.list, filter)
  if (!options) return undefined
  const shuffle = /\brandomize\s*=\s*true/i.test(row.cells.get('parameters')?.value ?? '')
  if (shuffle) form.ledger.converted(row.cells.get('parameters')!.at, 'The order is another one for each person.')
  const shared = shuffle ? { shuffle: true as const } : {}
  if (type.is === 'rank') return { type: 'ranking', options, ...shared }
  return { type: type.many ? 'multiple' : 'single', options: type.other ? withOther(options, row) : options, ...shared }
}

/** `or_other` adds a choice of that name, unless the list has one, and asks for the words. */
function withOther(options: SketchItem[], row: SheetRow): SketchItem[] {
  const known = options.find(({ name }) => name.toLowerCase() === 'other')
  if (known) return options.map((one) => (one === known ? { ...one, other: true } : one))
  const cell = { at: row.cells.get('type')!.at, value: 'Other' }
  const language = row.words.get('label')?.[0]?.language ?? ''
  return [...options, { name: 'other', label: [{ language, cell }], other: true }]
}

function writtenBody(row: SheetRow, type: string, ledger: Ledger): SketchBody {
  const appearance = row.cells.get('appearance')
  const says = (word: string) => {
    const found = new Set(appearance?.value.toLowerCase().split(/\s+/)).has(word)
    if (found && appearance) ledger.converted(appearance.at, 'It says what kind of answer is asked for.')
    return found
  }
  switch (type) {
    case 'phone':
      return { type: 'short_text', preset: 'phone' }
    case 'integer':
      return { type: 'number' }
    case 'decimal':
      return { type: 'number', decimals: 6 }
    case 'percentage':
      return { type: 'number', decimals: 2, minimum: 0, maximum: 100 }
    case 'range':
      return rangeBody(row.cells.get('parameters'), ledger)
    case 'date':
      if (says('year')) return { type: 'partial_date', precision: 'year' }
      return says('month-year') ? { type: 'partial_date', precision: 'month' } : { type: 'date' }
    case 'note':
      return { type: 'statement' }
    case 'acknowledge':
      return { type: 'consent', called: { yes: ['OK', 'ok'], no: [] } }
    default:
      return { type: says('multiline') ? 'long_text' : 'short_text' }
  }
}

/** A range of whole steps is a scale; any other is a number between its ends. */
function rangeBody(parameters: Cell | undefined, ledger: Ledger): SketchBody {
  const read = (name: string, fallback: number) => {
    const found = (parameters?.value ?? '').split(/[\s,;]+/).find((part) => part.toLowerCase().startsWith(`${name}=`))
    const value = found ? Number(found.slice(name.length + 1)) : Number.NaN
    return Number.isFinite(value) ? value : fallback
  }
  const [from, to, step] = [read('start', 0), read('end', 10), read('step', 1)]
  const known = /^(\s*(start|end|step)\s*=\s*-?[\d.]+[\s,;]*)*$/i.test(parameters?.value ?? '')
  const scale =
    step === 1 &&
    Number.isInteger(from) &&
    Number.isInteger(to) &&
    from < to &&
    from >= -100 &&
    to <= 100 &&
    to - from <= 20
  if (parameters && known && (scale || step === 1)) ledger.converted(parameters.at, 'They are the ends of the range.')
  else if (parameters)
    ledger.approximated(parameters.at, 'The ends of the range are kept; its steps and marks are not.')
  if (scale) return { type: 'scale', from, to }
  return {
    type: 'number',
    minimum: Math.min(from, to),
    maximum: Math.max(from, to),
    decimals: Number.isInteger(step) && Number.isInteger(from) ? 0 : 6,
  }
}

const isYes = ({ value }: Cell) => /^(yes|true(\(\))?|1|1\.0|y)$/i.test(value)
export const isNo = ({ value }: Cell) => /^(no|false(\(\))?|0|n)$/i.test(value)

function requiredOf(row: SheetRow, ledger: Ledger): { required?: true; requiredIf?: Cell } {
  const cell = row.cells.get('required')
  if (!cell) return {}
  const yes = isYes(cell)
  if (!yes && !isNo(cell)) return { requiredIf: cell }
  ledger.converted(cell.at, yes ? 'It must be answered.' : 'It may be left blank.')
  return yes ? { required: true } : {}
}
