import type { Cell, Ledger } from './fidelity.ts'
import type { SketchItem, Words } from './sketch.ts'
import type { SourceNode } from './source-node.ts'
import type { Making } from './surveyjs-elements.ts'

/** The value of an item, and its text where both stand in one: `low|The price is too low`. */
function splitName(named: Cell | undefined): { named?: Cell; text: Words } {
  const at = named?.value.indexOf('|') ?? -1
  if (!named || at < 0) return { ...(named && { named }), text: [] }
  const [value, label] = [named.value.slice(0, at), named.value.slice(at + 1)]
  return { named: { ...named, value }, text: label.trim() ? [{ language: '', cell: { ...named, value: label } }] : [] }
}

/** An item of a list: a value alone, or `{ value, text, visibleIf }`. */
export function itemOf(node: SourceNode, ledger: Ledger, shared?: SourceNode): SketchItem {
  const { named, text: beside } = splitName(node.cell ?? node.cellAt('value') ?? node.cellAt('name'))
  const own = ['text', 'title'].map((key) => node.words(key)).find((words) => words.length > 0)
  const text = own ?? beside
  const name = named?.value ?? text[0]?.cell.value ?? ''
  const askIf = conditionsOf(node, ledger, shared?.cell)
  const columns = named && askIf.length > 0 ? new Map(['item', 'choice'].map((one) => [one, named])) : undefined
  const exclusive = node.child('isExclusive')
  if (exclusive.cell) ledger.converted(exclusive.at, 'Whether choosing it clears the others.')
  if (named && text.length === 0) ledger.converted(named.at, 'It is its own label.')
  return {
    name,
    ...(named && { named }),
    label: text.length > 0 ? text : named ? [{ language: '', cell: named }] : [],
    ...(askIf.length > 0 && { askIf }),
    ...(columns && { columns }),
    ...(exclusive.truth && { exclusive: true as const }),
  }
}

/** `visibleIf`, which stands instead of one for all, and `enableIf`, which hides here what is greyed out there. */
export function conditionsOf(node: SourceNode, ledger: Ledger, shared?: Cell): Cell[] {
  const [visible, enabled] = [node.cellAt('visibleIf') ?? shared, node.cellAt('enableIf')]
  if (enabled)
    ledger.approximated(enabled.at, 'What may not be answered is not shown here, instead of being shown greyed out.')
  return [visible, enabled].filter((cell) => cell !== undefined)
}

/** The options of a question, with the further ones that its switches add; undefined when they are not in the file. */
export function optionsOf(element: SourceNode, making: Making): SketchItem[] | undefined {
  const { ledger, room } = making
  const byUrl = element.child('choicesByUrl')
  for (const cell of byUrl.cells())
    ledger.unsupported(cell.at, 'Its choices come from an address, which is not asked here.')
  const others = fromAnother(element, making).map((one) => alsoIf(one, element.cellAt('choicesVisibleIf')))
  const own =
    others.length > 0
      ? []
      : element.list('choices').map((node) => itemOf(node, ledger, element.child('choicesVisibleIf')))
  const options = [...own, ...others]
  if (others.length > 0) {
    const why = 'The choices of another question are offered instead of its own.'
    for (const cell of element.child('choices').cells()) ledger.unsupported(cell.at, why)
  }
  const isCounted = element.number('choicesMin') !== undefined || element.number('choicesMax') !== undefined
  if (isCounted) options.push(...countedChoices(element, ledger))
  const further = switches.flatMap((one) => switched(element, one, ledger))
  const all = [...options, ...further]
  room.take(all.length)
  return all.length > 0 ? all : undefined
}

/** The condition over all choices, with this one as its item. */
function alsoIf(item: SketchItem, shared: Cell | undefined): SketchItem {
  const named = item.named ?? item.label[0]?.cell
  if (!shared || !named) return item
  const columns = new Map(['item', 'choice'].map((one): [string, Cell] => [one, { at: named.at, value: item.name }]))
  return { ...item, askIf: [shared], columns }
}

/** `choicesFromQuestion`: the other question's options, all of them, or as far as they were chosen there (or not). */
function fromAnother(element: SourceNode, { ledger, byName }: Making): SketchItem[] {
  const from = element.cellAt('choicesFromQuestion')
  if (!from) return []
  const options = byName.get(from.value)
  if (!options) {
    ledger.unsupported(from.at, `Its choices come from “${from.value}”, which has none before it.`)
    return []
  }
  const mode = element.cellAt('choicesFromQuestionMode')
  if (mode) ledger.converted(mode.at, 'It says which of the other question’s choices are shown.')
  ledger.converted(from.at, 'The other question’s choices are offered.')
  const plain = options.filter((one) => !one.exclusive && !one.missing && !one.other)
  if (!mode || mode.value === 'all') return plain
  const chosen = mode.value === 'selected'
  return plain.map((one) => ({ ...one, following: [{ question: from.value, option: one.name, chosen, cell: from }] }))
}

function countedChoices(element: SourceNode, ledger: Ledger): SketchItem[] {
  const [min, max, step] = [
    element.number('choicesMin') ?? 0,
    element.number('choicesMax') ?? 0,
    element.number('choicesStep') ?? 1,
  ]
  for (const key of ['choicesMin', 'choicesMax', 'choicesStep']) {
    const cell = element.cellAt(key)
    if (cell) ledger.converted(cell.at, 'The numbers became choices.')
  }
  const found: SketchItem[] = []
  for (let n = min; step > 0 && n <= max && found.length < 2000; n += step)
    found.push({
      name: String(n),
      label: [{ language: '', cell: { at: element.child('choicesMax').at, value: String(n) } }],
    })
  return found
}

interface Switch {
  keys: string[]
  words: string
  fallback: string
  name: string
  makes: Pick<SketchItem, 'other' | 'exclusive' | 'missing'>
}

const switches: Switch[] = [
  {
    keys: ['hasOther', 'showOtherItem'],
    words: 'otherText',
    fallback: 'Other (describe)',
    name: 'other',
    makes: { other: true },
  },
  { keys: ['hasNone', 'showNoneItem'], words: 'noneText', fallback: 'None', name: 'none', makes: { exclusive: true } },
  {
    keys: ['showRefuseItem'],
    words: 'refuseText',
    fallback: 'Prefer not to say',
    name: 'refused',
    makes: { missing: 'declined' },
  },
  {
    keys: ['showDontKnowItem'],
    words: 'dontKnowText',
    fallback: 'Don’t know',
    name: 'dontknow',
    makes: { missing: 'dont_know' },
  },
]

function switched(element: SourceNode, { keys, words, fallback, name, makes }: Switch, ledger: Ledger): SketchItem[] {
  const found = keys.map((key) => element.child(key)).find(({ cell }) => cell)
  if (!found?.cell) return []
  ledger.converted(found.at, found.truth ? 'It became a choice.' : 'There is no such choice.')
  if (!found.truth) return []
  const said = element.words(words)
  return [
    { name, label: said.length > 0 ? said : [{ language: '', cell: { at: found.at, value: fallback } }], ...makes },
  ]
}
