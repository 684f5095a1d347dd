import { expressionScript } from './expression-dialects.ts'
import type { Cell, Ledger } from './fidelity.ts'
import { arrays, limitsOf, several } from './limesurvey-arrays.ts'
import { relevanceOf } from './limesurvey-import.ts'
import type { LimeQuestion } from './limesurvey-model.ts'
import { cellWords, itemsOf, LimeSettings, otherOf } from './limesurvey-settings.ts'
import { asHidden, calculation } from './limesurvey-unasked.ts'
import { type Alias, question, type SketchBody, type SketchItem, type SketchQuestion } from './sketch.ts'
import { limited } from './sketch-limits.ts'

export interface LimeMaking {
  calculations: Map<string, Cell>
  ledger: Ledger
}

/** What a question of one letter becomes: mostly one question, for some letters several. */
export type Drawer = (settings: LimeSettings, base: SketchQuestion) => SketchQuestion[]

const nothing: Record<string, string> = {
  I: 'It lets people change the language, which the page here offers by itself.',
  '|': 'It asks for files, which cannot be given here.',
}

/** The questions of one question of LimeSurvey. */
export function limeQuestions(drawn: LimeQuestion, { calculations, ledger }: LimeMaking): SketchQuestion[] {
  const why = Object.hasOwn(nothing, drawn.type)
    ? nothing[drawn.type]
    : Object.hasOwn(drawers, drawn.type) || drawn.type === '*'
      ? ''
      : `“${drawn.type}” is no type of question that is known here.`
  if (why) {
    ledger.unsupported(drawn.typed.at, `${why} It is left out.`)
    ledger.rest(drawn.cells, 'unsupported', `It belongs to a question that is left out: ${why}`)
    return []
  }
  if (drawn.type === '*') return calculation(drawn, calculations, ledger)
  const settings = new LimeSettings(drawn, ledger)
  settings.sayOff()
  ledger.converted(drawn.typed.at, 'The type of a question.')
  const hidden = settings.isOn('hidden')
  const base = question({
    name: drawn.name,
    at: drawn.named.at,
    text: drawn.text,
    ...(drawn.help.length > 0 && { help: drawn.help }),
    askIf: relevanceOf(drawn.relevance, ledger),
    ...mandatory(drawn, ledger),
    checks: settings.checks(),
    aliases: settings.names().map((name) => ({ name })),
    body: { type: 'statement' },
  })
  const made = drawers[drawn.type]!(settings, base).map((one) => withLimits(one, ledger))
  return hidden ? asHidden(made, drawn, ledger) : made
}

/** A rule without words of its own that states plain limits: `self >= 18 and self <= 120`. */
function withLimits(made: SketchQuestion, ledger: Ledger): SketchQuestion {
  const [rule, ...others] = made.checks
  if (!rule || others.length > 0) return made
  const body = limited(rule.holds, rule.message, made.body, { dialect: expressionScript, ledger })
  if (!body) return made
  ledger.approximated(rule.holds.at, 'A blank answer breaks it there; here it is looked at once there is an answer.')
  return { ...made, checks: [], body }
}

function mandatory({ mandatory: cell }: LimeQuestion, ledger: Ledger): { required?: true; soft?: true } {
  if (!cell) return {}
  const value = cell.value.trim().toUpperCase()
  ledger.converted(
    cell.at,
    value === 'Y' ? 'It must be answered.' : value === 'S' ? 'It is asked for, once.' : 'It may be left blank.',
  )
  return value === 'Y' ? { required: true } : value === 'S' ? { required: true, soft: true } : {}
}

const withBody = (base: SketchQuestion, body: SketchBody, aliases: Alias[] = []): SketchQuestion => ({
  ...base,
  aliases: [...base.aliases, ...aliases],
  body,
})

const list: Drawer = (settings, base) => {
  const options = [...itemsOf(settings.question.answers, settings), ...otherOf(settings)]
  const body: SketchBody = { type: 'single', options, ...settings.shuffle() }
  return [withBody(base, body, otherAliases(base, options))]
}

const listWithComment: Drawer = (settings, base) => {
  const [made] = list(settings, base)
  settings.ledger.approximated(
    settings.question.typed.at,
    'The comment beside the choice became a question of its own after it.',
  )
  const comment = question({
    name: `${base.name}_comment`,
    at: settings.question.typed.at,
    text: cellWords(settings.question.typed, 'Please add a comment.'),
    askIf: base.askIf,
    aliases: [{ name: `${base.name}comment` }],
    body: { type: 'long_text' },
  })
  return [made!, comment]
}

function otherAliases(base: SketchQuestion, options: SketchItem[]): Alias[] {
  if (!options.some(({ other }) => other)) return []
  return [base.name, ...base.aliases.map(({ name }) => name)].flatMap((name) => [
    { name: `${name}_other`, option: '-oth-' },
    { name: `${name}other`, option: '-oth-' },
  ])
}

/** The boxes of a multiple choice, by the names that expressions call them. */
const multiple: Drawer = (settings, base) => {
  const options = [...itemsOf(settings.question.subs, settings), ...otherOf(settings)]
  const { least, most } = limitsOf(settings, 'min_answers', 'max_answers')
  const body: SketchBody = {
    type: 'multiple',
    options,
    ...(least && { minimum: least }),
    ...(most && { maximum: most }),
    ...settings.shuffle(),
  }
  const boxes = options.flatMap(({ name }): Alias[] =>
    settings.partNames(name).map((called) => ({ name: called, option: name })),
  )
  return [withBody(base, body, [...boxes, ...otherAliases(base, options)])]
}

const multipleWithComments: Drawer = (settings, base) => {
  settings.ledger.approximated(
    settings.question.typed.at,
    'The boxes are kept; the comments beside them are not asked.',
  )
  return multiple(settings, base)
}

const ranking: Drawer = (settings, base) => {
  const { question: drawn } = settings
  const options = itemsOf(drawn.answers.length > 0 ? drawn.answers : drawn.subs, settings)
  const top = settings.number('max_subquestions') ?? settings.number('max_answers')
  const names = [`${base.name}_`, ...(drawn.sgqa ? [drawn.sgqa] : [])]
  const places = options.flatMap((_one, n) => names.map((name): Alias => ({ name: `${name}${n + 1}`, place: n + 1 })))
  return [withBody(base, { type: 'ranking', options, ...(top && { top }), ...settings.shuffle() }, places)]
}

const number: Drawer = (settings, base) => {
  const { least, most } = limitsOf(settings, 'min_num_value_n', 'max_num_value_n')
  const whole = settings.isOn('num_value_int_only')
  const unit = settings.words('suffix')
  return [
    withBody(base, {
      type: 'number',
      ...(least !== undefined && { minimum: least }),
      ...(most !== undefined && { maximum: most }),
      ...(!whole && { decimals: 6 }),
      ...(unit.length > 0 && { unit }),
    }),
  ]
}

const written =
  (type: 'short_text' | 'long_text'): Drawer =>
  (settings, base) => {
    if (type === 'short_text' && settings.isOn('numbers_only')) return number(settings, base)
    const maximum = settings.number('maximum_chars')
    return [withBody(base, { type, ...(maximum && maximum > 0 && { maximum }) })]
  }

const date: Drawer = (settings, base) => {
  const format = settings.question.attributes.get('date_format')?.value.trim().toLowerCase() ?? ''
  const precision = /^y+$/.test(format) ? 'year' : /^(m+[^dh]?y+|y+[^dh]?m+)$/.test(format) ? 'month' : undefined
  if (format) settings.text('date_format')
  if (/h/.test(format))
    settings.ledger.approximated(
      settings.question.attributes.get('date_format')!.at,
      'It asks for a date and a time; the date alone is asked here.',
    )
  if (format && !/[dy]/.test(format)) {
    settings.ledger.approximated(
      settings.question.attributes.get('date_format')!.at,
      'It asks for a time; here it is a short text.',
    )
    return [withBody(base, { type: 'short_text' })]
  }
  if (precision) return [withBody(base, { type: 'partial_date', precision })]
  const [earliest, latest] = [settings.day('date_min'), settings.day('date_max')]
  return [withBody(base, { type: 'date', ...(earliest && { earliest }), ...(latest && { latest }) })]
}

/** The two answers are fixed by LimeSurvey, so their words are given here. */
const gender: Drawer = (settings, base) => {
  settings.ledger.approximated(
    settings.question.typed.at,
    'It became a choice of “Female” and “Male”; look at it, for the equality block asks better.',
  )
  const options = ['Female', 'Male'].map(
    (word): SketchItem => ({ name: word[0]!, label: cellWords(settings.question.typed, word) }),
  )
  return [withBody(base, { type: 'single', options })]
}

const drawers: Record<string, Drawer> = {
  L: list,
  '!': list,
  O: listWithComment,
  M: multiple,
  P: multipleWithComments,
  R: ranking,
  N: number,
  S: written('short_text'),
  T: written('long_text'),
  U: written('long_text'),
  D: date,
  G: gender,
  Y: (_settings, base) => [withBody(base, { type: 'yes_no', called: { yes: ['Y'], no: ['N'] } })],
  5: (_settings, base) => [withBody(base, { type: 'scale', from: 1, to: 5 })],
  X: (_settings, base) => [withBody(base, { type: 'statement' })],
  K: several('number'),
  Q: several('short_text'),
  ...arrays,
}
