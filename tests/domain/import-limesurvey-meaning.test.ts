import { expect, test } from 'vitest'
import type { Condition } from '../../shared/questionnaires/document.ts'
import { chosen, coded, imported, questionsOf, saidOf } from '../support/imports.ts'

const head = ['class', 'type/scale', 'name', 'relevance', 'text', 'language', 'array_filter', 'array_filter_exclude']
/** A structure of one group: each line a row of it, by class, type, name, relevance, text and the two filters. */
const structure = (...lines: string[][]) =>
  imported(
    [head, ['G', '', 'One', '1', '', 'en'], ...lines.map((line) => [...line.slice(0, 5), 'en', ...line.slice(5)])]
      .map((cells) => cells.join('\t'))
      .join('\n'),
  )
const parts = (...names: string[]) => names.map((name) => ['SQ', '', name, '', `Part ${name}`])
const answers = (...names: string[]) => names.map((name) => ['A', '0', name, '', `Answer ${name}`])
const not = (of: Condition): Condition => ({ op: 'not', of })

test('a filter shows the parts that were chosen, and those that its question does not have are always shown', async () => {
  const read = await structure(
    ['Q', 'M', 'use', '1', 'Which?'],
    ...parts('bus', 'tube'),
    ['Q', 'F', 'rate', '1', 'How is it?', 'use'],
    ...parts('bus', 'tube', 'all'),
    ...answers('1', '2'),
    ['Q', 'K', 'often', '1', 'How often?', 'use'],
    ...parts('bus', 'all'),
  )
  expect(coded(read, 'rate')).toMatchObject({
    rows: [
      { code: 'bus', askIf: chosen('use', ['bus']) },
      { code: 'tube', askIf: chosen('use', ['tube']) },
      { code: 'all', label: { en: 'Part all' } },
    ],
  })
  expect(coded(read, 'rate')).not.toHaveProperty('rows.2.askIf')
  expect(coded(read, 'often_bus').askIf).toEqual(chosen('use', ['bus']))
  expect(coded(read, 'often_all').askIf).toBeUndefined()
  expect(saidOf(read, 'tsv!6:array_filter')).toMatchObject({
    fidelity: 'approximated',
    message: expect.stringContaining('always shown'),
  })
})

test('several filters all count, and so do those that filter the filtering question', async () => {
  const read = await structure(
    ['Q', 'M', 'know', '1', 'Which do you know?'],
    ...parts('a', 'b'),
    ['Q', 'M', 'like', '1', 'Which do you like?', 'know'],
    ...parts('a', 'b'),
    ['Q', 'Q', 'why', '1', 'Why?', 'know'],
    ...parts('a', 'b'),
    ['Q', 'M', 'leave', '1', 'Which would you leave?', '', 'like'],
    ...parts('a', 'b'),
    ['Q', 'M', 'both', '1', 'Which?', 'know;why'],
    ...parts('a', 'b'),
  )
  expect(coded(read, 'leave')).toMatchObject({
    options: [
      { askIf: { op: 'all', of: [not(chosen('like', ['a'])), chosen('know', ['a'])] } },
      { askIf: { op: 'all', of: [not(chosen('like', ['b'])), chosen('know', ['b'])] } },
    ],
  })
  expect(coded(read, 'both')).toMatchObject({
    options: [
      { askIf: { op: 'all', of: [chosen('know', ['a']), { op: 'answered', question: 'why-a' }] } },
      { askIf: { op: 'all', of: [chosen('know', ['b']), { op: 'answered', question: 'why-b' }] } },
    ],
  })
})

test('one sign for “equal” sets an answer there and asks nothing, so it is no condition', async () => {
  const read = await structure(
    ['Q', 'Y', 'own', '1', 'Your own?'],
    ['Q', 'T', 'why', 'own = "Y"', 'Why?'],
    ['Q', 'T', 'how', 'own == "Y"', 'How?'],
  )
  expect(coded(read, 'why').askIf).toBeUndefined()
  expect(saidOf(read, 'tsv!4:relevance')).toMatchObject({
    fidelity: 'unsupported',
    message: expect.stringContaining('sets an answer'),
  })
  expect(coded(read, 'how').askIf).toEqual(chosen('own', ['yes']))
})

test('a number in quotes is compared by its size, and that newer versions go by its letters is said where it matters', async () => {
  const read = await structure(
    ['Q', 'N', 'age', '1', 'Age?'],
    ['Q', '5', 'mark', '1', 'Mark?'],
    ['Q', 'L', 'size', '1', 'How many?'],
    ...answers('2', '9', '10'),
    ['Q', 'T', 'a', 'age.NAOK > "17"', 'A?'],
    ['Q', 'T', 'b', 'age.NAOK > 17', 'B?'],
    ['Q', 'T', 'c', 'mark.NAOK > "3"', 'C?'],
    ['Q', 'T', 'd', 'size.NAOK > "10"', 'D?'],
    ['Q', 'T', 'e', 'size.NAOK < "99"', 'E?'],
    ['Q', 'T', 'f', 'size.NAOK >= "2"', 'F?'],
  )
  expect(coded(read, 'a').askIf).toEqual({ op: 'compare', question: 'age', is: '>', value: 17 })
  const doubted = [9, 10, 11, 12, 13, 14].filter((line) =>
    saidOf(read, `tsv!${line}:relevance`)?.message.includes('by its letters'),
  )
  // "10" stands before "2" and "9" by its letters.
  expect(doubted).toEqual([9, 12, 14])
})

test('the date of today is named as what no condition knows, whatever its function is called', async () => {
  const read = await structure(['Q', 'N', 'age', '1', 'Age?'], ['Q', 'T', 'why', 'date("Y") > 2020', 'Why?'])
  expect(coded(read, 'why').askIf).toBeUndefined()
  expect(saidOf(read, 'tsv!4:relevance')?.fidelity).toBe('unsupported')
})

test('an answer shown in words is filled in, and a part of one is named', async () => {
  const read = await structure(['Q', 'M', 'use', '1', 'Which?'], ...parts('bus', 'tube'), [
    'Q',
    'X',
    'sum',
    '1',
    'You use {use.shown} and {use_bus.shown}.',
  ])
  expect(questionsOf(read).at(-1)?.text).toEqual({ en: 'You use {{use}} and {{use}}.' })
  expect(saidOf(read, 'tsv!6:text')).toMatchObject({
    fidelity: 'approximated',
    message: expect.stringContaining('part of an answer'),
  })
})
