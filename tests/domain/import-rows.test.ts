import { readFileSync } from 'node:fs'
import fc from 'fast-check'
import { expect, test } from 'vitest'
import { readCsv } from '../../server/responses/read-csv.ts'
import type { Option, Question } from '../../shared/questionnaires/document.ts'
import { importHeads } from '../../shared/responses/import-columns.ts'
import { emptyMap, type ImportMap } from '../../shared/responses/import-map.ts'
import { aQuestionnaire } from '../support/fixtures.ts'
import { headsOf, read } from '../support/imported-rows.ts'
import { referenceFile } from '../support/reference-files.ts'

const en = (text: string) => ({ en: text })
test('columns named by code, as our export names them, become answers of every type', () => {
  const rows = [
    [
      'priorities_knives',
      'priorities_burglary',
      'priorities_elsewhere',
      'priorities_other_text',
      'why',
      'confidence_listen',
      'confidence_fair',
      'safety',
      'contact',
      'last_contact',
      'years',
      'home',
      'sex',
    ],
    ['1', '0', '0', '', 'Because', 'high', '[left blank]', '4', 'yes', '2026-01-31', '7', 'E09000014', 'female'],
    [
      '0',
      'yes',
      'no',
      'Noise',
      '[not asked]',
      'Do not know',
      'Confident',
      '2 - Hardly',
      '[prefer not to say]',
      '31/01/2026',
      '1,000',
      'n17 6qa',
      'Prefer not to say',
    ],
  ]
  const [first, second] = read(aQuestionnaire(), rows.with(2, rows[2]!.with(11, 'N17 6QA')))
  expect(first).toEqual({
    main: {
      priorities: { options: ['knives'] },
      why: { text: 'Because' },
      confidence: { rows: { listen: 'high' } },
      safety: { number: 4 },
      contact: { option: 'yes' },
      last_contact: { date: '2026-01-31' },
      years: { number: 7 },
      home: { area: 'E09000014' },
    },
    equality: { sex: { option: 'female' } },
    faults: [],
  })
  expect(second).toMatchObject({
    main: {
      priorities: { options: ['burglary', 'elsewhere'], other: 'Noise' },
      confidence: { rows: { listen: 'unsure', fair: 'high' } },
      safety: { number: 2 },
      contact: { option: 'declined' },
      last_contact: { date: '2026-01-31' },
      years: { number: 1000 },
      home: { area: 'E09000014' },
    },
    equality: { sex: { option: 'declined' } },
    faults: [],
  })
})

test('LimeSurvey heads are read: codes, codes with words, subquestions, other, places of a ranking', () => {
  const option = (code: string, label: string): Option => ({ id: code, code, label: en(label) })
  const questions: Question[] = [
    {
      id: 'a',
      code: 'g01q01',
      type: 'multiple',
      text: en('Which?'),
      options: [option('sq001', 'Bus'), option('sq002', 'Tube'), { ...option('oth', 'Other'), other: true }],
    },
    {
      id: 'b',
      code: 'g01q02',
      type: 'grid',
      text: en('How well?'),
      rows: [option('sq001', 'Speed'), option('sq002', 'Cost')],
      options: [option('a1', 'Well'), option('a2', 'Badly')],
    },
    { id: 'c', code: 'g02q03', type: 'ranking', text: en('Best first'), options: [option('x', 'X'), option('y', 'Y')] },
    { id: 'd', code: 'socio1', type: 'single', text: en('Where?'), options: [option('uk', 'United Kingdom')] },
    {
      id: 'e',
      code: 'q5',
      type: 'constant_sum',
      text: en('Share 10'),
      total: 10,
      rows: [option('r1', 'One'), option('r2', 'Two')],
    },
    {
      id: 'f',
      code: 'q6',
      type: 'grid',
      multiple: true,
      text: en('Each'),
      rows: [option('r1', 'One')],
      options: [option('o1', 'Left'), option('o2', 'Right')],
    },
  ]
  const document = aQuestionnaire({
    sections: [{ id: 's', title: en('S'), pages: [{ id: 'p', title: en('P'), questions }] }],
  })
  const [row] = read(document, [
    [
      'id',
      'G01Q01[SQ001]',
      'G01Q01[SQ002]',
      'G01Q01[other]',
      'G01Q02[SQ001]',
      'How well? [Cost]',
      'G02Q03[1]',
      'G02Q03[2]',
      'socio1. In which country do you work?',
      'Q5[r1]',
      'Q5[r2]',
      'Q6[r1_o1]',
      'Q6[r1][o2]',
    ],
    ['7', 'Y', '', 'Walking', 'A2', 'Well', 'y', 'x', 'United Kingdom', '4', '6', '0', '1'],
  ])
  expect(row).toEqual({
    main: {
      a: { options: ['sq001', 'oth'], other: 'Walking' },
      b: { rows: { sq001: 'a2', sq002: 'a1' } },
      c: { ranked: ['y', 'x'] },
      d: { option: 'uk' },
      e: { amounts: { r1: 4, r2: 6 } },
      f: { ticks: { r1: ['o2'] } },
    },
    equality: {},
    faults: [],
  })
})

test('two rows of heads as SurveyMonkey writes them are known, and the second is no respondent', () => {
  const rows = [
    [
      'RespondentID',
      'What should come first?',
      '',
      '',
      'How confident are you that the police …',
      '',
      'Have you had contact with the police in the last year?',
      'What is your sex?',
    ],
    [
      '',
      'Knife crime',
      'Burglary',
      'Other (please specify)',
      'listen to people here',
      'treat everyone fairly',
      'Response',
      'Response',
    ],
    ['3292879998', 'Knife crime', '', 'Fireworks', 'Confident', '', 'Yes', 'Male'],
  ]
  const found = headsOf(aQuestionnaire(), rows)
  expect([found.headerRows, found.key]).toEqual([2, 0])
  expect(read(aQuestionnaire(), rows)).toEqual([
    {
      main: {
        priorities: { options: ['knives', 'elsewhere'], other: 'Fireworks' },
        confidence: { rows: { listen: 'high' } },
        contact: { option: 'yes' },
      },
      equality: { sex: { option: 'male' } },
      faults: [],
    },
  ])
})

test('a map says what a column is, by its head or place; what fits nothing is told in words', () => {
  const rows = [
    ['Num', 'Topics', 'Contact?', 'Contact?', 'Day'],
    ['1', 'knives|traffic', 'j', 'x', '03/04/2026'],
  ]
  const columns: ImportMap['columns'] = {
    Topics: { question: 'priorities', separator: '|' },
    '#3': { question: 'contact', values: { j: 'yes', n: 'no', '-': null } },
    Day: { question: 'last_contact' },
  }
  const map: ImportMap = { format: 1, key: 'Num', columns, dates: 'month first', ignore: ['#4'] }
  expect(read(aQuestionnaire(), rows, map)[0]!.main).toEqual({
    priorities: { options: ['knives', 'traffic'] },
    contact: { option: 'yes' },
    last_contact: { date: '2026-03-04' },
  })
  const wrong: ImportMap = {
    format: 1,
    key: 'Nummer',
    columns: {
      'Contact?': { question: 'contact' },
      Colour: { question: 'why' },
      Topics: { question: 'priority' },
      Day: { question: 'contact', values: { a: 'maybe' } },
    },
  }
  expect(importHeads(aQuestionnaire(), rows, wrong)).toEqual({
    faults: [
      'Several columns are called “Contact?”: name each by its place, like #3.',
      'The map names the column “Colour”, and the file has none.',
      'Column “Topics” of the map: there is no question “priority”.',
      'Column “Day” of the map: the question has no option “maybe”.',
      'The map names the key “Nummer”, and the file has no such column.',
    ],
  })
})

test('a cell that is no answer is named with its column; the rest of the row is read all the same', () => {
  const rows = [
    ['contact', 'years', 'last_contact', 'safety', 'home', 'priorities_knives', 'why'],
    ['perhaps', 'many', '2026', 'high', 'Paris', 'maybe', '=cmd|calc'],
  ]
  const [row] = read(aQuestionnaire(), rows)
  expect(row!.main).toEqual({ why: { text: '=cmd|calc' } })
  expect(row!.faults).toEqual([
    '“contact”: “perhaps” is none of the answers.',
    '“years”: “many” is no number.',
    '“last_contact”: “2026” is no date. Write 2026-03-31 or 31/03/2026.',
    '“safety”: “high” is no point of the scale.',
    '“home”: “Paris” is neither a London borough nor a full postcode.',
    '“priorities_knives”: “maybe” does not say whether this was chosen.',
  ])
})

test('any sheet at all is read or told apart, never thrown at', () => {
  const cell = fc.oneof(
    fc.constantFrom('contact', 'priorities_knives', 'Q1[x]', '[not asked]', "'=1", '1', ''),
    fc.string(),
  )
  fc.assert(
    fc.property(fc.array(fc.array(cell, { maxLength: 6 }), { minLength: 1, maxLength: 5 }), (rows) => {
      const found = importHeads(aQuestionnaire(), rows, emptyMap)
      if ('faults' in found) expect(found.faults.length).toBeGreaterThan(0)
      else expect(read(aQuestionnaire(), rows).length).toBe(rows.slice(found.headerRows).length)
    }),
  )
})

const bytes = (text: string) => new TextEncoder().encode(text)

test('a file is read in its encoding; what is no CSV is refused in words', () => {
  expect(readCsv(bytes('\uFEFFa;b\n"x;\ny";é\n'))).toEqual({
    rows: [
      ['a', 'b'],
      ['x;\ny', 'é'],
    ],
    numbers: [1, 2],
    encoding: 'utf-8',
    delimiter: ';',
  })
  expect(readCsv(new Uint8Array([0x61, 0x2c, 0xe9, 0x0a, 0x31, 0x2c, 0x32]))).toMatchObject({
    rows: [
      ['a', 'é'],
      ['1', '2'],
    ],
    encoding: 'windows-1252',
  })
  const utf16 = new Uint8Array([0xff, 0xfe, ...[...'a,b\n1,2'].flatMap((c) => [c.charCodeAt(0), 0])])
  expect(readCsv(utf16)).toMatchObject({
    rows: [
      ['a', 'b'],
      ['1', '2'],
    ],
    encoding: 'utf-16le',
  })
  const refused: [Uint8Array, RegExp][] = [
    [bytes('a,b\n"1,2\n3,4\n'), /opened and never closed/],
    [bytes('PK\u0003\u0004'), /a workbook/],
    [bytes('a,b\n1,\0'), /no text/],
    [bytes('\n\n'), /empty/],
    [new Uint8Array(20_000_001), /20 MB/],
    [bytes('x,'.repeat(2_500)), /columns/],
    [bytes(`a\n"${'y'.repeat(2_100_000)}"`), /two million/],
  ]
  for (const [file, why] of refused) expect(() => readCsv(file)).toThrow(why)
  expect(() => readCsv(new Uint8Array([0x61, 0xe9]), 'utf-8')).toThrow(/not UTF-8/)
})

const starWars = referenceFile('samples/01-surveymonkey-star-wars/StarWars.csv')

test.skipIf(starWars.missing)(
  'the SurveyMonkey sample: 1,186 respondents, 38 columns, no UTF-8, ranks and ticks',
  () => {
    const { rows, encoding } = readCsv(readFileSync(starWars.path))
    expect([rows.length, rows[0]!.length, encoding]).toEqual([1188, 38, 'windows-1252'])
    const films = rows[1]!.slice(3, 9)
    const list = films.map((label, i): Option => ({ id: `f${i}`, code: `f${i}`, label: en(label) }))
    const yesNo = [
      { id: 'yes', code: 'yes', label: en('Yes') },
      { id: 'no', code: 'no', label: en('No') },
    ]
    const document = aQuestionnaire({
      sections: [
        {
          id: 's',
          title: en('S'),
          pages: [
            {
              id: 'p',
              title: en('P'),
              questions: [
                { id: 'any', code: 'any', type: 'single', text: en(rows[0]![1]!), options: yesNo },
                { id: 'seen', code: 'seen', type: 'multiple', text: en(rows[0]![3]!), options: list },
                { id: 'rank', code: 'rank', type: 'ranking', text: en(rows[0]![9]!), options: list },
              ],
            },
          ],
        },
      ],
    })
    const found = read(document, rows)
    expect(found).toHaveLength(1186)
    expect(found.filter(({ faults }) => faults.length > 0)).toEqual([])
    expect(
      found.filter(({ main }) => main.seen && 'options' in main.seen && main.seen.options.includes('f4')),
    ).toHaveLength(758)
    expect(found[0]!.main.rank).toEqual({ ranked: ['f2', 'f1', 'f0', 'f3', 'f4', 'f5'] })
  },
)
