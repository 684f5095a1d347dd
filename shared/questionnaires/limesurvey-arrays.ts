import type { LimeItem } from './limesurvey-model.ts'
import type { Drawer } from './limesurvey-questions.ts'
import { cellWords, itemsOf, LimeSettings } from './limesurvey-settings.ts'
import { type Alias, question, type SketchBody, type SketchItem, type SketchQuestion, type Words } from './sketch.ts'

const mostCells = 400

/** The least and the most that two settings state, where they state a number. */
export function limitsOf(settings: LimeSettings, least: string, most: string): { least?: number; most?: number } {
  const [from, to] = [settings.number(least), settings.number(most)]
  return { ...(from !== undefined && { least: from }), ...(to !== undefined && { most: to }) }
}

/** Rows and columns of choices, with the names that expressions call the rows. */
function grid(
  settings: LimeSettings,
  base: SketchQuestion,
  options: SketchItem[],
  change: Partial<SketchBody> = {},
): SketchQuestion {
  const rows = itemsOf(
    settings.question.subs.filter(({ scale }) => scale === 0),
    settings,
  )
  const body: SketchBody = { type: 'grid', rows, options, ...settings.shuffle(), ...change }
  const cells = change.multiple ? cellAliases(settings, rows, options) : []
  return { ...base, aliases: [...base.aliases, ...rowAliases(settings, rows), ...cells], body }
}

const rowAliases = (settings: LimeSettings, rows: SketchItem[]): Alias[] =>
  rows.flatMap(({ name }): Alias[] => settings.partNames(name).map((called) => ({ name: called, row: name })))

/** The boxes of a table of boxes. */
const cellAliases = (settings: LimeSettings, rows: SketchItem[], options: SketchItem[]): Alias[] =>
  rows.flatMap((row) =>
    options.flatMap((option): Alias[] =>
      settings.partNames(`${row.name}_${option.name}`).map((name) => ({ name, row: row.name, option: option.name })),
    ),
  )

const answersOf = (settings: LimeSettings, scale = 0) =>
  itemsOf(
    settings.question.answers.filter((one) => one.scale === scale),
    withoutFilters(settings),
  )

/** Filters go to the rows of an array; its answers stand for all of them. */
function withoutFilters({ question: drawn, ledger }: LimeSettings): LimeSettings {
  return new LimeSettings({ ...drawn, filters: [] }, ledger)
}

/** The words of the answers that some arrays bring with them. */
const fixed = (settings: LimeSettings, words: [string, string][]): SketchItem[] =>
  words.map(([name, word]) => ({ name, label: cellWords(settings.question.typed, word) }))

const counted = (settings: LimeSettings, most: number) =>
  fixed(
    settings,
    Array.from({ length: most }, (_one, n) => [String(n + 1), String(n + 1)]),
  )

const array: Drawer = (settings, base) => [grid(settings, base, answersOf(settings))]

const arrayByColumn: Drawer = (settings, base) => {
  settings.ledger.approximated(
    settings.question.typed.at,
    'It is answered by column there; here it is answered by row.',
  )
  return array(settings, base)
}

/** Two headings over the same rows become two grids. */
const dualScale: Drawer = (settings, base) => {
  settings.ledger.approximated(settings.question.typed.at, 'Its two scales became two questions.')
  return [0, 1].flatMap((scale) => {
    const options = answersOf(settings, scale)
    if (options.length === 0) return []
    const heading = settings.words(scale === 0 ? 'dualscale_headerA' : 'dualscale_headerB')
    const made = grid(settings, { ...base, aliases: [] }, options)
    sayJoined(settings, heading)
    const rows = made.body.rows ?? []
    const aliases = rows.flatMap(({ name }): Alias[] =>
      [`_${scale}`, `#${scale}`].map((end) => ({ name: `${base.name}_${name}${end}`, row: name })),
    )
    return [{ ...made, name: `${base.name}_${scale}`, text: joinedWords(base.text, heading), aliases }]
  })
}

/** Both words, where there are both, in each language. */
function joinedWords(first: Words, second: Words): Words {
  if (second.length === 0) return first
  return first.map(({ language, cell }) => {
    const other = second.find((one) => one.language === language) ?? second[0]!
    return { language, cell: { at: cell.at, value: `${cell.value} – ${other.cell.value}` } }
  })
}

const sayJoined = (settings: LimeSettings, words: Words) => {
  for (const { cell } of words) settings.ledger.converted(cell.at, 'The words are kept with those of the question.')
}

/** A statement with the words of the whole, before the questions that its parts became. */
function headed(settings: LimeSettings, base: SketchQuestion, parts: SketchQuestion[]): SketchQuestion[] {
  const { typed, named } = settings.question
  settings.ledger.approximated(typed.at, 'Each of its fields became a question of its own.')
  settings.ledger.approximated(named.at, 'Each of its fields became a question of its own.')
  const { name, at, text, help, askIf } = base
  const statement = question({
    name: `${name}_title`,
    at,
    text,
    ...(help && { help }),
    askIf,
    body: { type: 'statement' },
  })
  return text.length > 0 ? [statement, ...parts] : parts
}

/** The ends of each field: its own, or those of the slider it is answered with. */
function fieldLimits(settings: LimeSettings): { least?: number; most?: number } {
  const own = limitsOf(settings, 'min_num_value_n', 'max_num_value_n')
  return settings.isOn('slider_layout') ? { ...limitsOf(settings, 'slider_min', 'slider_max'), ...own } : own
}

/** Several fields in one; amounts that must add up to a number stay together. */
export const several =
  (kind: 'number' | 'short_text'): Drawer =>
  (settings, base) => {
    const type = kind === 'short_text' && settings.isOn('numbers_only') ? 'number' : kind
    const total = type === 'number' ? settings.number('equals_num_value') : undefined
    const items = itemsOf(settings.question.subs, settings)
    if (total && total > 0 && items.length <= 100) {
      const body: SketchBody = { type: 'constant_sum', rows: items, total, unit: settings.words('suffix'), decimals: 6 }
      return [{ ...base, aliases: [...base.aliases, ...rowAliases(settings, items)], body }]
    }
    const { least, most } = type === 'number' ? fieldLimits(settings) : {}
    const maximum = type === 'short_text' ? settings.number('maximum_chars') : most
    const body: SketchBody = {
      type,
      ...(least !== undefined && { minimum: least }),
      ...(maximum !== undefined && { maximum }),
      ...(type === 'number' && { decimals: 6 }),
    }
    return headed(
      settings,
      base,
      items.map((item) => part(settings, base, item, item.label, body)),
    )
  }

function part(
  settings: LimeSettings,
  base: SketchQuestion,
  item: SketchItem,
  text: Words,
  body: SketchBody,
): SketchQuestion {
  const { askIf, required, soft } = base
  return question({
    name: `${base.name}_${item.name}`,
    at: item.named?.at ?? base.at,
    text,
    askIf: [...askIf, ...(item.askIf ?? [])],
    ...(item.following && { following: item.following }),
    ...(required && { required }),
    ...(soft && { soft }),
    aliases: settings.partNames(item.name).map((name) => ({ name })),
    body,
  })
}

const axis = (settings: LimeSettings, scale: number): LimeItem[] =>
  settings.question.subs.filter((one) => one.scale === scale)

/** Boxes in a table are a grid of several answers; fields in a table become a question each. */
const table =
  (type: 'number' | 'short_text'): Drawer =>
  (settings, base) => {
    const columns = itemsOf(axis(settings, 1), withoutFilters(settings))
    if (type === 'number' && settings.isOn('multiflexible_checkbox'))
      return [grid(settings, base, columns, { multiple: true })]
    const rows = itemsOf(axis(settings, 0), settings)
    if (rows.length * columns.length > mostCells) {
      settings.ledger.unsupported(
        settings.question.typed.at,
        `It has more than ${mostCells} fields, so it is left out.`,
      )
      settings.ledger.rest(
        settings.question.cells,
        'unsupported',
        'It belongs to a table with too many fields, which is left out.',
      )
      return []
    }
    const { least, most } = limitsOf(settings, 'multiflexible_min', 'multiflexible_max')
    const body: SketchBody = {
      type,
      ...(least !== undefined && { minimum: least }),
      ...(most !== undefined && { maximum: most }),
    }
    for (const { named, label } of columns) {
      if (named) settings.ledger.converted(named.at, 'A column of the table; it is part of the code of each field.')
      sayJoined(settings, label)
    }
    const parts = rows.flatMap((row) =>
      columns.map((column) => {
        const item = { ...row, name: `${row.name}_${column.name}` }
        return part(settings, base, item, joinedWords(row.label, column.label), body)
      }),
    )
    return headed(settings, base, parts)
  }

/** Arrays by their letters. */
export const arrays: Record<string, Drawer> = {
  F: array,
  H: arrayByColumn,
  1: dualScale,
  A: (settings, base) => [grid(settings, base, counted(settings, 5))],
  B: (settings, base) => [grid(settings, base, counted(settings, 10))],
  C: (settings, base) => [
    grid(
      settings,
      base,
      fixed(settings, [
        ['Y', 'Yes'],
        ['U', 'Uncertain'],
        ['N', 'No'],
      ]),
    ),
  ],
  E: (settings, base) => [
    grid(
      settings,
      base,
      fixed(settings, [
        ['I', 'Increase'],
        ['S', 'Same'],
        ['D', 'Decrease'],
      ]),
    ),
  ],
  ':': table('number'),
  ';': table('short_text'),
}
