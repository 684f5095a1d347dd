// biome-ignore-all lint/suspicious/noTemplateCurlyInString: XLSForm writes its references so
import fc from 'fast-check'
import { expect, test } from 'vitest'
import type { Condition, Question } from '../../shared/questionnaires/document.ts'
import { parseExpression } from '../../shared/questionnaires/expression.ts'
import { compile } from '../../shared/questionnaires/expression-conditions.ts'
import { type Dialect, expressionScript, surveyjs, xpath } from '../../shared/questionnaires/expression-dialects.ts'
import type { Meaning } from '../../shared/questionnaires/expression-scope.ts'
import type { Placed } from '../../shared/questionnaires/expression-targets.ts'
import { coded, saidOf, sheet } from '../support/imports.ts'

const dialects: Record<string, Dialect> = { xpath, surveyjs, expressionScript }
const en = (text: string) => ({ en: text })
const options = (...names: string[]) => names.map((name) => ({ id: name, code: name, label: en(name) }))
const idsOf = (names: string[]) => new Map(names.map((name): [string, string] => [name, name]))
const placed = (question: Question, names: string[] = []): Placed => ({
  question,
  options: idsOf(names),
  rows: 'rows' in question ? idsOf(question.rows.map(({ id }) => id)) : new Map(),
})

const work = placed(
  { id: 'work', code: 'work', text: en('Work'), type: 'single', options: options('yes', 'no', '3') },
  ['yes', 'no', '3'],
)
const uses = placed(
  { id: 'uses', code: 'uses', text: en('Uses'), type: 'multiple', options: options('bus', 'tube', 'none') },
  ['bus', 'tube', 'none'],
)
const age = placed({ id: 'age', code: 'age', text: en('Age'), type: 'number' })
const since = placed({ id: 'since', code: 'since', text: en('Since'), type: 'date' })
const why = placed({ id: 'why', code: 'why', text: en('Why'), type: 'short_text' })
const order = placed({ id: 'order', code: 'order', text: en('Order'), type: 'ranking', options: options('a', 'b') }, [
  'a',
  'b',
])
const views = placed(
  {
    id: 'views',
    code: 'views',
    text: en('Views'),
    type: 'grid',
    rows: options('r1', 'r2'),
    options: options('good', 'bad'),
  },
  ['good', 'bad'],
)
const stands: Record<string, Meaning> = {
  work: { target: { placed: work } },
  uses: { target: { placed: uses } },
  uses_bus: { target: { placed: uses, option: 'bus' } },
  age: { target: { placed: age } },
  since: { target: { placed: since } },
  why: { target: { placed: why } },
  'order[0]': { target: { placed: order, place: 1 } },
  'order[1]': { target: { placed: order, place: 2 } },
  'views.r1': { target: { placed: views, row: 'r1' } },
  total: { expr: { is: 'call', name: 'count-selected', args: [{ is: 'name', name: 'uses', from: 0 }], from: 0 } },
}
const meaning = (name: string): Meaning =>
  Object.hasOwn(stands, name) ? stands[name]! : { fault: `“${name}” is no question that was imported.` }

function read(source: string, dialect: Dialect): Condition | string {
  const parsed = parseExpression(source, dialect)
  if (!parsed.ok) return `${parsed.fault.from}: ${parsed.fault.message}`
  const compiled = compile(parsed.expr, { meaning, self: { placed: age } })
  return compiled.ok ? compiled.condition : `${compiled.from}: ${compiled.message}`
}

const chosen = (question: string, ...of: string[]): Condition => ({ op: 'chosen', question, options: of })
const not = (of: Condition): Condition => ({ op: 'not', of })
const all = (...of: Condition[]): Condition => ({ op: 'all', of })
const any = (...of: Condition[]): Condition => ({ op: 'any', of })
const is = (question: string, sign: '<' | '<=' | '=' | '>=' | '>', value: number | string): Condition => ({
  op: 'compare',
  question,
  is: sign,
  value,
})
const answered = (question: string): Condition => ({ op: 'answered', question })

const literals: [keyof typeof dialects, string, Condition][] = [
  ['xpath', "${work} = 'yes'", chosen('work', 'yes')],
  ['xpath', "'yes' = ${work}", chosen('work', 'yes')],
  ['xpath', "${work} != 'yes'", not(chosen('work', 'yes'))],
  ['xpath', '${work} = 3', chosen('work', '3')],
  [
    'xpath',
    "selected(${uses}, 'bus') and not(selected(${uses}, 'tube'))",
    all(chosen('uses', 'bus'), not(chosen('uses', 'tube'))),
  ],
  ['xpath', 'count-selected(${uses}) >= 2', { op: 'count', question: 'uses', is: '>=', value: 2 }],
  ['xpath', '${total} > 1', { op: 'count', question: 'uses', is: '>', value: 1 }],
  ['xpath', '. >= 18 and . <= 99', all(is('age', '>=', 18), is('age', '<=', 99))],
  ['xpath', '18 < ${age}', is('age', '>', 18)],
  ['xpath', "${why} != ''", answered('why')],
  ['xpath', 'string-length(${why}) > 0', answered('why')],
  ['xpath', "${since} > date('2020-01-31')", is('since', '>', '2020-01-31')],
  ['xpath', 'true()', all()],
  [
    'xpath',
    "${work}='yes' or ${work}='no' and ${age} < 5",
    any(chosen('work', 'yes'), all(chosen('work', 'no'), is('age', '<', 5))),
  ],
  [
    'xpath',
    "if(${work}='yes', ${age} > 1, ${age} > 2)",
    any(all(chosen('work', 'yes'), is('age', '>', 1)), all(not(chosen('work', 'yes')), is('age', '>', 2))),
  ],
  ['surveyjs', "{work} = 'yes'", chosen('work', 'yes')],
  ['surveyjs', '{work} == yes', chosen('work', 'yes')],
  ['surveyjs', "{uses} contains 'bus'", chosen('uses', 'bus')],
  ['surveyjs', "{uses} anyof ['bus', 'tube']", chosen('uses', 'bus', 'tube')],
  ['surveyjs', "{uses} allof ['bus', 'tube']", all(chosen('uses', 'bus'), chosen('uses', 'tube'))],
  ['surveyjs', "{uses} noneof ['bus']", not(chosen('uses', 'bus'))],
  ['surveyjs', "{uses} = ['bus']", all(chosen('uses', 'bus'), not(chosen('uses', 'tube', 'none')))],
  ['surveyjs', '{why} empty or {age} notempty', any(not(answered('why')), answered('age'))],
  ['surveyjs', '!({age} >= 5) && {work} <> no', all(not(is('age', '>=', 5)), not(chosen('work', 'no')))],
  ['surveyjs', "{views.r1} = 'good'", { op: 'chosen', question: 'views', options: ['good'], row: 'r1' }],
  ['surveyjs', "{order[0]} = 'a'", { op: 'ranked', question: 'order', option: 'a', within: 1 }],
  [
    'surveyjs',
    "{order[1]} = 'a'",
    all(
      { op: 'ranked', question: 'order', option: 'a', within: 2 },
      not({ op: 'ranked', question: 'order', option: 'a', within: 1 }),
    ),
  ],
  ['surveyjs', '{age} > -5', is('age', '>', -5)],
  ['expressionScript', 'work == "yes"', chosen('work', 'yes')],
  ['expressionScript', '!is_empty(why)', answered('why')],
  ['expressionScript', 'uses_bus == "Y"', chosen('uses', 'bus')],
  ['expressionScript', 'uses_bus != "Y"', not(chosen('uses', 'bus'))],
  ['expressionScript', 'age ge 18 and age lt 65', all(is('age', '>=', 18), is('age', '<', 65))],
  ['expressionScript', '((work == "yes")) || (age > 3)', any(chosen('work', 'yes'), is('age', '>', 3))],
]

test.each(literals)('%s: %s becomes its condition', (dialect, source, condition) => {
  expect(read(source, dialects[dialect]!)).toEqual(condition)
})

const refused: [keyof typeof dialects, string, RegExp][] = [
  ['xpath', '${work} = ', /^10: It ends too early/],
  ['xpath', '${work', /^0: A reference is opened and not closed/],
  ['xpath', "${work} = 'yes", /^10: A text is opened and not closed/],
  ['xpath', "/data/work[1] = 'yes'", /^0: A path into the form is not read/],
  ['xpath', '(${age} > 3', /^0: A bracket is opened and not closed/],
  ['xpath', "regex(., '[0-9]+')", /^0: The function “regex” has no counterpart/],
  ['xpath', '${age} + ${age} > 3', /works a number out/],
  ['xpath', "${why} = 'because'", /answered in its own words/],
  ['xpath', "${work} = 'maybe'", /has no answer “maybe”/],
  ['xpath', '${gone} = 1', /“gone” is no question/],
  ['surveyjs', '{work} = {age}', /compares two answers/],
  ['surveyjs', '{work} #', /^7: “#” is not understood/],
  ['expressionScript', 'regexMatch("/x/", why)', /“regexmatch” has no counterpart/],
]

test.each(refused)('%s: %s is refused with its place and reason', (dialect, source, reason) => {
  expect(read(source, dialects[dialect]!)).toMatch(reason)
})

const pieces = fc.constantFrom(
  '(',
  ')',
  ' and ',
  ' or ',
  'not',
  '!',
  '=',
  '!=',
  '>',
  '<=',
  '${work}',
  '{work}',
  '{uses}',
  'work',
  'age',
  'total',
  "'yes'",
  '"no"',
  '3',
  '-',
  '+',
  '[',
  ']',
  ',',
  'selected(',
  'if(',
  'empty',
  'anyof',
  '.',
  '/',
  '{',
  '}',
  "'",
  '\\',
  'constructor',
  '__proto__',
  'is_empty(',
  '“',
  'ß',
  '\u0000',
)

test('any text gives a condition or a fault with a place, in every language, and never an exception', () => {
  const texts = fc.oneof(
    fc.string({ unit: 'binary' }),
    fc.array(pieces, { maxLength: 40 }).map((parts) => parts.join('')),
  )
  fc.assert(
    fc.property(texts, fc.constantFrom(...Object.values(dialects)), (source, dialect) => {
      const found = read(source, dialect)
      if (typeof found === 'string') expect(found).toMatch(/^\d+: /)
    }),
    { numRuns: 3000 },
  )
})

test('an expression that is nested without end, or very long, is refused quickly', () => {
  for (const source of [
    '('.repeat(50_000),
    'not('.repeat(5_000),
    '!'.repeat(19_000),
    `${'{a} or '.repeat(2_800)}{a}`,
    '{a} empty '.repeat(1_900),
  ])
    expect(typeof read(source, surveyjs)).toBe('string')
})

test('rounding passes where the answer is whole anyway, and is named where it would change one', async () => {
  const read = await sheet(
    'survey,type,name,label,relevant',
    ',integer,age,Age?,',
    ',decimal,weight,Weight?,',
    ',text,old,Old?,int(${age}) > 64',
    ',text,round,Round?,"${age} = round(17.6, 0)"',
    ',text,heavy,Heavy?,int(${weight}) > 80',
  )
  expect(coded(read, 'old').askIf).toEqual({ op: 'compare', question: 'age', is: '>', value: 64 })
  expect(coded(read, 'round').askIf).toEqual({ op: 'compare', question: 'age', is: '=', value: 18 })
  // 80.5 is more than 80, and its whole part is not.
  expect(coded(read, 'heavy').askIf).toBeUndefined()
  expect(saidOf(read, 'survey!6:relevant')).toMatchObject({
    fidelity: 'unsupported',
    message: expect.stringContaining('It rounds a number'),
  })
})

test('chains that would go deeper than a machine can follow are named, whatever they are made of', () => {
  const chains: [keyof typeof dialects, string][] = [
    ['xpath', `1${'+1'.repeat(9900)} = \${a}`],
    ['xpath', `\${a}${'=1'.repeat(9000)}`],
    ['surveyjs', `{a}${' notempty'.repeat(2000)}`],
    ['surveyjs', `{a}${' contains 1'.repeat(1700)}`],
    ['expressionScript', `1${'&&1'.repeat(6600)}`],
  ]
  for (const [name, chain] of chains) {
    const parsed = parseExpression(chain, dialects[name]!)
    expect([name, parsed.ok ? '' : parsed.fault.message]).toEqual([name, expect.stringContaining('steps in a row')])
  }
  const long = parseExpression(Array.from({ length: 1000 }, (_one, n) => `\${a} = ${n}`).join(' or '), xpath)
  expect(long.ok).toBe(true)
})
