import { expect, test } from 'vitest'
import { readCsv } from '../../server/responses/read-csv.ts'
import type { Question, QuestionnaireDocument } from '../../shared/questionnaires/document.ts'
import { importHeads } from '../../shared/responses/import-columns.ts'
import { emptyMap, type ImportMap } from '../../shared/responses/import-map.ts'
import { everyType } from '../support/every-type.ts'
import { aQuestionnaire } from '../support/fixtures.ts'
import { read } from '../support/imported-rows.ts'

const en = (text: string) => ({ en: text })
const asking = (...questions: Question[]): QuestionnaireDocument =>
  aQuestionnaire({ sections: [{ id: 's', title: en('S'), pages: [{ id: 'p', title: en('P'), questions }] }] })

/** The answer to one question, or why there is none, of each cell in a column of its own head. */
const oneByOne = (question: Question, cells: string[], map: ImportMap = emptyMap) =>
  read(asking(question), [[question.code], ...cells.map((cell) => [cell])], map).map(
    ({ main, faults }) => main[question.id] ?? faults[0] ?? null,
  )

test('a number is read as it is written or refused: a comma parts thousands and is never taken out of 1,5', () => {
  const said = oneByOne(everyType.number, [
    '1,500',
    '1 500',
    '£5',
    ' +7 ',
    '40%',
    '1,5',
    '1 0',
    '1e2',
    '--1',
    '1,50,000',
  ])
  expect(said.slice(0, 5)).toEqual([1500, 1500, 5, 7, 40].map((number) => ({ number })))
  expect(said.slice(5)).toEqual([
    '“years”: “1,5” is no number. A comma parts thousands: 1,500. Write 1.5.',
    '“years”: “1 0” is no number.',
    '“years”: “1e2” is no number.',
    '“years”: “--1” is no number.',
    '“years”: “1,50,000” is no number. A comma parts thousands: 1,500. Write 1.5.',
  ])
})

test('a point of a scale is a whole one of it, with words behind it or none; 3.5 and 3-4 are not 3', () => {
  const said = oneByOne(everyType.scale, [
    '3',
    '3.0',
    '4 - Agree',
    '5) 10 out of 10',
    '3.5',
    '3-4',
    '3 - 4',
    '10:30',
    '9',
  ])
  expect(said.slice(0, 4)).toEqual([3, 3, 4, 5].map((number) => ({ number })))
  expect(said.slice(4)).toEqual(
    ['3.5', '3-4', '3 - 4', '10:30', '9'].map((text) => `“trust”: “${text}” is no point of the scale.`),
  )
})

test('a day is one of the calendar; what stands behind it is a time or nothing', () => {
  const days = ['2026-03-31', '31/03/2026', '31.3.2026', '31-03-2026', '2026-03-31T12:00:00Z', '31/03/2026 10:15 AM']
  expect(oneByOne(everyType.date, days)).toEqual(days.map(() => ({ date: '2026-03-31' })))
  const none = ['2026-02-30', '31/02/2026', '03/31/2026', '2026-03-31 about', '0000-00-00', '46112']
  expect(oneByOne(everyType.date, none)).toEqual(
    none.map((text) => `“when”: “${text}” is no date. Write 2026-03-31 or 31/03/2026.`),
  )
  expect(oneByOne(everyType.date, ['03/31/2026 9:05'], { format: 1, dates: 'month first' })).toEqual([
    { date: '2026-03-31' },
  ])
  expect(oneByOne(everyType.partial_date, ['2026-03', '3/2026', '2026', '2026-13', 'March'])).toEqual([
    { date: '2026-03' },
    { date: '2026-03' },
    { date: '2026' },
    '“since”: “2026-13” is no month or year. Write 2026-03 or 2026.',
    '“since”: “March” is no month or year. Write 2026-03 or 2026.',
  ])
})

test("LimeSurvey's N/A is blank, but for an option of that name and for words of somebody's own", () => {
  const types = ['single', 'multiple', 'yes_no', 'scale', 'number', 'date', 'area', 'consent'] as const
  expect(types.flatMap((type) => oneByOne(everyType[type], ['N/A']))).toEqual(types.map(() => null))
  expect(oneByOne(everyType.long_text, ['N/A'])).toEqual([{ text: 'N/A' }])
  const named = { ...everyType.single, options: [{ id: 'na', code: 'N/A', label: en('Does not apply to me') }] }
  expect(oneByOne(named, ['N/A'])).toEqual([{ option: 'na' }])
  expect(oneByOne(everyType.yes_no, ['Y', '0', 'true', 'Nein', 'maybe'])).toEqual([
    { option: 'yes' },
    { option: 'no' },
    { option: 'yes' },
    { option: 'no' },
    '“panel”: “maybe” is none of the answers.',
  ])
  expect(oneByOne(everyType.consent, ['1', 'No', 'perhaps'])).toEqual([
    { option: 'yes' },
    null,
    '“agree”: “perhaps” does not say whether this was chosen.',
  ])
})

test('what the map calls no answer is blank in a column of any type, and its other words are read for the cell', () => {
  const map = (question: string): ImportMap => ({
    format: 1,
    columns: { '#1': { question, values: { '-99': null, ten: '10' } } },
  })
  expect(oneByOne(everyType.number, ['-99', 'ten', '4'], map('years'))).toEqual([null, { number: 10 }, { number: 4 }])
  expect(oneByOne(everyType.long_text, ['-99', 'ten'], map('story'))).toEqual([null, { text: '10' }])
})

test('nothing is dropped where one answer goes: a second one, words beside another, a place given twice are told', () => {
  const { single, ranking } = everyType
  const other = {
    ...single,
    options: [...single.options, { id: 'else', code: 'else', label: en('Else'), other: true }],
  }
  expect(
    read(asking(other), [
      ['contact[post]', 'contact[mail]', 'contact[other]'],
      ['Y', 'Y', ''],
      ['Y', 'N', 'by pigeon'],
      ['N', '', 'by pigeon'],
    ]).map(({ main, faults }) => main.contact ?? faults),
  ).toEqual([
    ['“contact[mail]”: “Y” is a second answer, where there is one.'],
    ['“contact[other]”: “by pigeon” stands beside another answer, which takes no words.'],
    { option: 'else', other: 'by pigeon' },
  ])
  expect(
    read(asking(ranking), [
      ['order_visible', 'order_victims', 'order_roads'],
      ['1', '1', '2'],
      ['2', '', '1'],
      ['0', '1.5', ''],
      ['[prefer not to say]', '[prefer not to say]', '[prefer not to say]'],
    ]).map(({ main, faults }) => main.order ?? faults),
  ).toEqual([
    ['“order_victims”: “1” is a place that another answer has too.'],
    { ranked: ['roads', 'visible'] },
    ['“order_victims”: “1.5” is no place. Write 1 for the first.'],
    { ranked: ['declined'] },
  ])
})

test('two columns for the same, a column named twice or ignored in vain, and a map that leaves out a row are told', () => {
  const faults = (rows: string[][], map: ImportMap = emptyMap) => {
    const found = importHeads(aQuestionnaire(), rows, map)
    return 'faults' in found ? found.faults : null
  }
  const twice = [['contact', 'Have you had contact with the police in the last year?', 'Name', 'Name', 'How']]
  expect(faults(twice)).toEqual([
    '#1 “contact” and #2 “Have you had contact with the police in the last year?” answer the same: name one of them under “ignore” in a map.',
  ])
  expect(faults(twice, { format: 1, ignore: ['#2'] })).toBeNull()
  expect(
    faults(twice, {
      format: 1,
      key: 'Name',
      ignore: ['#2', 'Colour'],
      columns: {
        How: { question: 'confidence' },
        '#5': { question: 'contact', words: true },
        '#1': { question: 'contact', place: 2 },
      },
    }),
  ).toEqual([
    'The map ignores the column “Colour”, and the file has none.',
    'Column “How” of the map: say which “row” of the question it answers.',
    'Column “#5” of the map: no answer of the question takes words.',
    'Column “#1” of the map: the question is no ranking, so it has no “place”.',
    'Several columns are called “Name”: name each by its place, like #3.',
  ])
  const both: ImportMap['columns'] = { How: { question: 'why' }, '#5': { question: 'street' } }
  expect(
    faults([['contact', 'How']], { format: 1, columns: { '#2': { question: 'why' }, How: { question: 'street' } } }),
  ).toEqual(['The map names the column “How” twice.'])
  expect(faults(twice, { format: 1, ignore: ['#2'], columns: both })).toEqual(['The map names the column “#5” twice.'])
})

test('heads with code, part and words behind are known, and "(please specify)" is the words of an other', () => {
  const rows = [
    [
      'priorities[knives]. What should come first? [Knife crime]',
      'confidence[listen]. How confident are you that the police … [listen to people here]',
      'contact. Have you had contact with the police in the last year?',
    ],
    ['Yes', 'Confident', 'No'],
  ]
  expect(read(aQuestionnaire(), rows)[0]!.main).toEqual({
    priorities: { options: ['knives'] },
    confidence: { rows: { listen: 'high' } },
    contact: { option: 'no' },
  })
  const monkey = [
    ['What should come first?', ''],
    ['Knife crime', 'Something else (please specify)'],
    ['Knife crime', 'the weather'],
  ]
  expect(read(aQuestionnaire(), monkey, { format: 1, headerRows: 2 })[0]!.main).toEqual({
    priorities: { options: ['knives', 'elsewhere'], other: 'the weather' },
  })
})

const bytes = (text: string) => new TextEncoder().encode(text)

test('an empty row is no row and keeps its number; the line that names the sign between columns is no head', () => {
  expect(readCsv(bytes('a,b\n\n1,2\n , \n"3\n4",5\n,,\n'))).toMatchObject({
    rows: [
      ['a', 'b'],
      ['1', '2'],
      ['3\n4', '5'],
    ],
    numbers: [1, 3, 5],
  })
  expect(readCsv(bytes('sep=;\r\na,x;b\r\n1;2\r\n'))).toEqual({
    rows: [
      ['a,x', 'b'],
      ['1', '2'],
    ],
    numbers: [2, 3],
    encoding: 'utf-8',
    delimiter: ';',
  })
})

test('text of two bytes a sign without its mark is told with the word that reads it; a stray quotation mark with its line', () => {
  const wide = Uint8Array.from([...'id,contact\n1,yes\n'].flatMap((c) => [c.charCodeAt(0), 0]))
  expect(() => readCsv(wide)).toThrow(/It may be UTF-16: say --encoding utf-16le\./)
  expect(readCsv(wide, 'utf-16le').rows).toEqual([
    ['id', 'contact'],
    ['1', 'yes'],
  ])
  expect(() => readCsv(Uint8Array.from([...wide.slice(1), 0]))).toThrow(/--encoding utf-16be\./)
  expect(() => readCsv(bytes('a,b\n1,2\n3,he said "x"\n'))).toThrow(/^Line 3: A quotation mark stands in the middle/)
})
