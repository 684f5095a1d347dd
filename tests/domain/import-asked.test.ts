import fc from 'fast-check'
import { expect, test } from 'vitest'
import { compared } from '../../shared/questionnaires/compared.ts'
import type { Answers, QuestionnaireDocument } from '../../shared/questionnaires/document.ts'
import { journey } from '../../shared/questionnaires/evaluate.ts'
import { coded, imported, saidOf, sheet } from '../support/imports.ts'

/** An expression as the author writes it, and what the older tool makes of it, told by another way of reading. */
type Written =
  | { name: string; naok: boolean; is: '==' | '!='; value: string }
  | { join: 'and' | 'or'; of: [Written, Written] }
  | { not: Written }

const text = (one: Written): string => {
  if ('name' in one) return `${one.name}${one.naok ? '.NAOK' : ''} ${one.is} "${one.value}"`
  if ('not' in one) return `!(${text(one.not)})`
  return `(${text(one.of[0])}) ${one.join} (${text(one.of[1])})`
}

const atomsOf = (one: Written): Extract<Written, { name: string }>[] =>
  'name' in one ? [one] : 'not' in one ? atomsOf(one.not) : one.of.flatMap(atomsOf)

type Given = Record<string, string | undefined>

/** LimeSurvey: false as soon as a name without `.NAOK` is not shown; else by value, where nothing given is an empty text. */
function holdsThere(one: Written, shown: Set<string>, given: Given): boolean {
  if (atomsOf(one).some(({ name, naok }) => !naok && !shown.has(name))) return false
  const value = (part: Written): boolean => {
    if ('not' in part) return !value(part.not)
    if ('join' in part)
      return part.join === 'and' ? part.of.every((inner) => value(inner)) : part.of.some((inner) => value(inner))
    const said = shown.has(part.name) ? (given[part.name] ?? '') : ''
    return (said === part.value) === (part.is === '==')
  }
  return value(one)
}

const names = ['a', 'b', 'c', 'd']
const over = (known: string[]): fc.Arbitrary<Written> =>
  fc.letrec<{ any: Written }>((tie) => ({
    any: fc.oneof(
      { maxDepth: 3, withCrossShrink: true },
      fc.record({
        name: fc.constantFrom(...known),
        naok: fc.boolean(),
        is: fc.constantFrom<'==' | '!='>('==', '!='),
        value: fc.constantFrom('x', 'y'),
      }),
      fc.record({ join: fc.constantFrom<'and' | 'or'>('and', 'or'), of: fc.tuple(tie('any'), tie('any')) }),
      fc.record({ not: tie('any') }),
    ),
  })).any

const row = (...cells: string[]) => cells.join('\t')
const structure = (relevance: Record<string, string>, group = '1') =>
  [
    row('class', 'type/scale', 'name', 'relevance', 'text', 'language'),
    row('S', '', 'language', '', 'en', ''),
    row('G', '', 'One', '1', '', 'en'),
    ...names.flatMap((name) => [
      ...(name === 'c' ? [row('G', '', 'Two', group, '', 'en')] : []),
      row('Q', 'L', name, relevance[name] ?? '1', `${name}?`, 'en'),
      row('A', '', 'x', '', 'X', 'en'),
      row('A', '', 'y', '', 'Y', 'en'),
    ]),
  ].join('\n')

test('LimeSurvey: who is asked what is the same as there, also where names have no .NAOK', async () => {
  const every = names
    .slice(0, 3)
    .reduce<Given[]>(
      (all, name) => all.flatMap((given) => [undefined, 'x', 'y'].map((value) => ({ ...given, [name]: value }))),
      [{}],
    )
  await fc.assert(
    fc.asyncProperty(over(['a']), over(['a', 'b']), over(['a', 'b', 'c']), over(['a', 'b']), async (b, c, d, group) => {
      const relevance: Record<string, Written> = { b, c, d }
      const written = Object.fromEntries(Object.entries(relevance).map(([name, one]) => [name, text(one)]))
      const { document } = await imported(structure(written, text(group)))
      for (const given of every) {
        const shown = new Set<string>(['a'])
        for (const name of ['b', 'c', 'd']) {
          const within = name === 'b' || holdsThere(group, shown, given)
          if (within && holdsThere(relevance[name]!, shown, given)) shown.add(name)
        }
        const answers: Answers = Object.fromEntries(
          Object.entries(given).flatMap(([name, value]) => (value ? [[name, { option: value }]] : [])),
        )
        const asked = journey(document, answers, 'main').flatMap(({ questions }) => questions.map(({ code }) => code))
        expect([text(b), text(c), text(d), text(group), given, asked]).toEqual([
          text(b),
          text(c),
          text(d),
          text(group),
          given,
          names.filter((name) => shown.has(name)),
        ])
      }
    }),
    { numRuns: 120 },
  )
})

test('LimeSurvey: a rule that a blank answer breaks there is named, and so is one that looks at what may not be asked', async () => {
  const read = await imported(
    [
      row('class', 'type/scale', 'name', 'relevance', 'text', 'language', 'em_validation_q'),
      row('S', '', 'language', '', 'de', '', ''),
      row('G', '', 'Eins', '1', '', 'de', ''),
      row('Q', 'N', 'age', '1', 'Alter?', 'de', 'age.NAOK > 17 or age.NAOK == 5'),
      row('Q', 'N', 'years', 'age > 20', 'Jahre?', 'de', 'is_empty(years) or years > 3'),
      row('Q', 'N', 'more', '1', 'Mehr?', 'de', 'is_empty(more) or years < 3'),
      row('Q', 'N', 'odd', '1', 'Was?', 'de', 'self <= 0 or self > 90'),
    ].join('\n'),
  )
  expect(saidOf(read, 'tsv!4:em_validation_q')).toMatchObject({
    fidelity: 'approximated',
    message: expect.stringContaining('blank'),
  })
  expect(saidOf(read, 'tsv!5:em_validation_q')?.fidelity).toBe('converted')
  expect(saidOf(read, 'tsv!6:em_validation_q')).toMatchObject({
    fidelity: 'approximated',
    message: expect.stringContaining('not asked'),
  })
  expect(saidOf(read, 'tsv!7:em_validation_q')?.fidelity).toBe('converted')
  expect(coded(read, 'age').checks?.[0]?.message).toHaveProperty('de')
})

test('LimeSurvey: beside 0 a blank counts as a number, beside any other it does not', async () => {
  const rules = ['n >= 0', 'n <= 0', 'n < 0', 'n > 0', 'n < 5']
  const read = await imported(
    [
      row('class', 'type/scale', 'name', 'relevance', 'text', 'language'),
      row('G', '', 'One', '1', '', 'en'),
      row('Q', 'N', 'n', '1', 'N?', 'en'),
      ...rules.map((rule, at) => row('Q', 'T', `q${at}`, rule, 'Q?', 'en')),
    ].join('\n'),
  )
  const asked = (answers: Answers) =>
    journey(read.document, answers, 'main').flatMap(({ questions }) => questions.map(({ code }) => code).slice(1))
  expect(asked({})).toEqual(['q0', 'q1', 'q2'])
  expect(asked({ n: { number: 3 } })).toEqual(['q0', 'q3', 'q4'])
})

test('LimeSurvey: a long chain of questions that hide one another stays small, and says where it is no longer exact', async () => {
  const many = 600
  const lines = Array.from({ length: many }, (_one, at) =>
    row('Q', 'L', `q${at}`, at === 0 ? '1' : `q${at - 1} != "x"`, 'Q?', 'en'),
  )
  const begun = performance.now()
  const read = await imported(
    [
      row('class', 'type/scale', 'name', 'relevance', 'text', 'language'),
      row('G', '', 'One', '1', '', 'en'),
      ...lines.flatMap((line) => [line, row('A', '', 'x', '', 'X', 'en'), row('A', '', 'y', '', 'Y', 'en')]),
    ].join('\n'),
  )
  expect(performance.now() - begun).toBeLessThan(5000)
  expect(JSON.stringify(read.document).length).toBeLessThan(5_000_000)
  const inexact = read.report.entries.filter(({ message }) => message.includes('counts as blank'))
  expect(inexact.length).toBeGreaterThan(0)
  expect(inexact.length).toBeLessThan(many / 20)
})

const signs = ['<', '<=', '=', '!=', '>=', '>'] as const
const counts = signs.flatMap((is) => [0, 1, 2, 3].map((number) => ({ is, number })))
const fits = (count: number, { is, number }: (typeof counts)[number]) =>
  is === '=' ? count === number : is === '!=' ? count !== number : compared(count, is, number)

/** Which of the further questions are asked of those who ticked these boxes. */
function askedAfter(document: QuestionnaireDocument, ticked: string[]): string[] {
  const answers: Answers = ticked.length > 0 ? { boxes: { options: ticked } } : {}
  const asked = journey(document, answers, 'main').flatMap(({ questions }) => questions.map(({ code }) => code))
  return asked.filter((code) => code.startsWith('q'))
}

const subsets = [0, 1, 2, 3, 4, 5, 6, 7].map((bits) => ['a', 'b', 'c'].filter((_box, n) => (bits >> n) % 2 === 1))

test('who ticked nothing ticked none: choices are counted so in forms', async () => {
  const lines = counts.map(({ is, number }, n) => `,text,q${n},Q,count-selected(\${boxes}) ${is} ${number}`)
  const { document } = await sheet(
    'survey,type,name,label,relevant',
    ',select_multiple abc,boxes,Boxes?,',
    ...lines,
    'choices,list_name,name,label,',
    ...['a', 'b', 'c'].map((box) => `,abc,${box},${box},`),
  )
  for (const ticked of subsets)
    expect([ticked, askedAfter(document, ticked)]).toEqual([
      ticked,
      counts.flatMap((one, n) => (fits(ticked.length, one) ? [`q${n}`] : [])),
    ])
})

test('LimeSurvey: all boxes of a question are counted, and some of them', async () => {
  const spelt = (is: string) => (is === '=' ? '==' : is)
  const rules = counts.flatMap(({ is, number }) => [
    `count(that.boxes.NAOK) ${spelt(is)} ${number}`,
    `count(boxes_a.NAOK, boxes_c.NAOK) ${spelt(is)} ${number}`,
  ])
  const { document } = await imported(
    [
      row('class', 'type/scale', 'name', 'relevance', 'text', 'language'),
      row('G', '', 'One', '1', '', 'en'),
      row('Q', 'M', 'boxes', '1', 'Boxes?', 'en'),
      ...['a', 'b', 'c'].map((box) => row('SQ', '', box, '', box, 'en')),
      ...rules.map((rule, at) => row('Q', 'T', `q${at}`, rule, 'Q?', 'en')),
    ].join('\n'),
  )
  for (const ticked of subsets) {
    const some = ticked.filter((box) => box !== 'b').length
    expect([ticked, askedAfter(document, ticked)]).toEqual([
      ticked,
      counts.flatMap((one, n) => [
        ...(fits(ticked.length, one) ? [`q${2 * n}`] : []),
        ...(fits(some, one) ? [`q${2 * n + 1}`] : []),
      ]),
    ])
  }
})
