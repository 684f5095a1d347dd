import type { Text } from '../kernel/text.ts'
import type { Check, GridRow, Id, Option, Question, QuestionType } from './document.ts'
import type { Placed } from './expression-targets.ts'
import type { Ledger } from './fidelity.ts'
import { isNumbered } from './places.ts'
import type { SketchBody, SketchItem, SketchQuestion, Words } from './sketch.ts'
import type { SketchScope } from './sketch-scope.ts'
import type { WordsReader } from './sketch-words.ts'
import { Names } from './source-names.ts'

/** What the making of a document stands on. */
export interface Ground {
  words: WordsReader
  scope: SketchScope
  ledger: Ledger
  names: Names
  places: Names
}

const mostOptions = 200
const mostInList = 2000
const mostRows = 100
const mostChecks = 20
const again = 'Look at this answer again: it does not fit what is asked.'

/** The question of a sketch, with what its names mean for the conditions after it. */
export function questionFrom(drawn: SketchQuestion, ground: Ground): Placed {
  const { code, id, same } = ground.names.code(drawn.name)
  if (drawn.named !== false) sayCode(ground.ledger, drawn.at, drawn.name, code, same)
  const { words, scope } = ground
  const text = words.text(drawn.text, 2000, scope.pipeTo) ?? wordless(drawn, ground)
  const help = words.text(drawn.help, 2000, scope.pipeTo)
  const condition = scope.askIf(drawn.askIf, undefined, scope.following(drawn.following))
  const required = drawn.required || (drawn.requiredIf && scope.demands(drawn.requiredIf, condition.askIf))
  const made = bodies[fittingType(drawn)](drawn.body, { ...ground, at: drawn.at })
  const asks = isNumbered(drawn.body)
  const question = {
    id,
    code,
    text,
    ...(help && { help }),
    ...condition,
    ...(asks && required && { required: true }),
    ...(asks && drawn.soft && { soft: true as const }),
    ...made.part,
  } as Question
  const placed: Placed = { question, options: made.options, rows: made.rows }
  // A check may look at its own question.
  scope.stands(drawn, placed)
  if (asks) addChecks(drawn, placed, ground)
  return placed
}

function sayCode(ledger: Ledger, at: string, name: string, code: string, same: boolean): void {
  if (same) ledger.converted(at, `The question is kept as “${code}”.`)
  else ledger.approximated(at, `“${name}” cannot be a code here or is taken; the question is kept as “${code}”.`)
}

function wordless(drawn: SketchQuestion, { words, ledger }: Ground): Text {
  ledger.approximated(drawn.at, 'It has no words; its name stands for them.')
  return { [words.language]: drawn.name.slice(0, 2000) || 'Question' }
}

/** A list too long for an ordinary question becomes a long list. */
const fittingType = ({ body }: SketchQuestion): QuestionType =>
  body.type === 'single' && (body.options?.length ?? 0) > mostOptions ? 'long_list' : body.type

function addChecks(drawn: SketchQuestion, placed: Placed, { scope, words, ledger }: Ground): void {
  const checks: Check[] = []
  for (const { holds, message, soft } of drawn.checks) {
    const condition = scope.condition(holds, 'The answer is not checked by it.', { placed })
    if (!condition) {
      for (const { cell } of message)
        ledger.unsupported(cell.at, 'It is the message of a check that could not be kept.')
    } else if (checks.length === mostChecks)
      ledger.unsupported(holds.at, `A question here has ${mostChecks} checks at most.`)
    else {
      const said = words.text(message, 500, scope.pipeTo) ?? { [words.language]: again }
      checks.push({ id: `check-${checks.length + 1}`, holds: condition, message: said, ...(soft && { soft }) })
    }
  }
  if (checks.length > 0) placed.question.checks = checks
}

interface Making extends Ground {
  at: string
}

interface Made {
  part: Record<string, unknown>
  options: Map<string, Id>
  rows: Map<string, Id>
}

const plain = (part: Record<string, unknown>): Made => ({ part, options: new Map(), rows: new Map() })
const say = (words: Words | undefined, { words: reader, scope }: Making) => reader.text(words, 500, scope.pipeTo)
const given = (part: Record<string, unknown>) =>
  Object.fromEntries(Object.entries(part).filter(([, value]) => value !== undefined))

/** What each type of question holds; a missing type does not compile. */
const bodies: { [T in QuestionType]: (body: SketchBody, making: Making) => Made } = {
  single: (body, making) => withOptions({ type: 'single', ...given({ shuffle: body.shuffle }) }, body, making),
  multiple: ({ minimum, maximum, shuffle, ...body }, making) =>
    withOptions(
      { type: 'multiple', ...given({ minimum: within(minimum, 0), maximum: within(maximum, 1), shuffle }) },
      body,
      making,
    ),
  ranking: ({ top, shuffle, ...body }, making) =>
    withOptions({ type: 'ranking', ...given({ top: within(top, 1), shuffle }) }, body, making),
  long_list: (body, making) => withOptions({ type: 'long_list' }, body, making, mostInList),
  hidden: (body, making) => withOptions({ type: 'hidden' }, body, making),
  grid: ({ multiple, shuffle, ...body }, making) => {
    const rows = items(body.rows ?? [], making, 'r', mostRows)
    const made = withOptions({ type: 'grid', rows: rows.made, ...given({ multiple, shuffle }) }, body, making)
    return { ...made, rows: rows.ids }
  },
  constant_sum: ({ total, unit, decimals, shuffle, ...body }, making) => {
    const rows = items(body.rows ?? [], making, 'r', mostRows)
    const part = {
      type: 'constant_sum',
      rows: rows.made,
      total,
      ...given({ unit: say(unit, making), decimals, shuffle }),
    }
    return { part, options: new Map(), rows: rows.ids }
  },
  yes_no: ({ called }) => fixed({ type: 'yes_no' }, called ?? { yes: ['yes'], no: ['no'] }),
  consent: ({ label, called }, making) =>
    fixed({ type: 'consent', ...given({ label: say(label, making) }) }, { yes: called?.yes ?? ['yes'], no: [] }),
  scale: ({ from, to, low, high, labels }, making) => {
    const said = labels?.map((one) => say(one, making) ?? { [making.words.language]: '' })
    return plain({
      type: 'scale',
      from,
      to,
      ...given({ low: say(low, making), high: say(high, making), labels: said }),
    })
  },
  number: ({ minimum, maximum, decimals, unit }, making) =>
    plain({ type: 'number', ...given({ minimum, maximum, decimals, unit: say(unit, making) }) }),
  short_text: ({ maximum, preset }) =>
    plain({ type: 'short_text', ...given({ maximum: within(maximum, 1, 20_000), preset }) }),
  long_text: ({ maximum }) => plain({ type: 'long_text', ...given({ maximum: within(maximum, 1, 20_000) }) }),
  date: ({ earliest, latest }) => plain({ type: 'date', ...given({ earliest, latest }) }),
  partial_date: ({ precision, earliest, latest }) =>
    plain({ type: 'partial_date', precision: precision ?? 'month', ...given({ earliest, latest }) }),
  postcode: () => plain({ type: 'postcode' }),
  area: () => plain({ type: 'area' }),
  statement: () => plain({ type: 'statement' }),
}

const within = (value: number | undefined, least: number, most = mostOptions) =>
  value !== undefined && Number.isInteger(value) && value >= least && value <= most ? value : undefined

function fixed(part: Record<string, unknown>, called: { yes: string[]; no: string[] }): Made {
  const options = new Map<string, Id>(called.yes.map((name): [string, Id] => [name, 'yes']))
  for (const name of called.no) options.set(name, 'no')
  return { part, options, rows: new Map() }
}

function withOptions(part: Record<string, unknown>, body: SketchBody, making: Making, most = mostOptions): Made {
  const options = items(body.options ?? [], making, 'a', most)
  if (options.made.length === 0)
    making.ledger.approximated(making.at, 'It has no answers to choose from in the file, so nobody can answer it.')
  return { part: { ...part, options: options.made }, options: options.ids, rows: new Map() }
}

/** Options or rows with their codes; those over the limit are left out and named. */
function items(
  drawn: SketchItem[],
  making: Making,
  stem: string,
  most: number,
): { made: (Option & GridRow)[]; ids: Map<string, Id> } {
  const { ledger, scope, words } = making
  const names = new Names(stem)
  const ids = new Map<string, Id>()
  const made: (Option & GridRow)[] = []
  for (const [n, item] of drawn.entries()) {
    if (n >= most) {
      for (const cell of cellsOf(item))
        ledger.unsupported(cell.at, `There is room for ${most} here; this one is left out.`)
      continue
    }
    const { code, id, same } = names.code(item.name)
    if (item.named) sayItem(making, item.named.at, item.name, code, same || codeOnly(item.name, code))
    if (!ids.has(item.name)) ids.set(item.name, id)
    else ledger.approximated(item.named?.at ?? making.at, `“${item.name}” stands twice; conditions mean the first.`)
    const label = words.text(item.label, 500, scope.pipeTo) ?? { [words.language]: item.name.slice(0, 500) }
    const condition = scope.askIf(item.askIf ?? [], item.columns, scope.following(item.following))
    const { exclusive, other, missing } = item
    const kind = exclusive || other || missing ? given({ exclusive, other, missing }) : undefined
    made.push({ id, code, label, ...condition, ...kind })
  }
  return { made, ids }
}

/** Only the case differs, or a mark that a code cannot hold, and nothing else took its place. */
const codeOnly = (name: string, code: string) =>
  name
    .trim()
    .toLowerCase()
    .replace(/[^a-z0-9]+/g, '_') === code

function sayItem({ ledger }: Making, at: string, name: string, code: string, same: boolean): void {
  if (same) ledger.converted(at, `It is kept as “${code}”.`)
  else ledger.approximated(at, `“${name}” cannot be a code here or is taken; it is kept as “${code}”.`)
}

const cellsOf = ({ named, label }: SketchItem) => [...(named ? [named] : []), ...label.map(({ cell }) => cell)]
