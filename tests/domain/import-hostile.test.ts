// biome-ignore-all lint/suspicious/noTemplateCurlyInString: XLSForm writes its references so
import { strToU8, zipSync } from 'fflate'
import { expect, test } from 'vitest'
import { readQuestionnaire } from '../../server/questionnaires/read-questionnaire.ts'
import { FileRefused } from '../../server/questionnaires/read-text.ts'
import { aQuestionnaireOfEveryType } from '../support/every-type.ts'

const bytes = (text: string) => new TextEncoder().encode(text)

/** The reason a file is refused; the test fails when it is read, when anything else is thrown, or when it takes long. */
async function refusal(file: Uint8Array | string): Promise<string> {
  const begun = performance.now()
  const error = await readQuestionnaire(typeof file === 'string' ? bytes(file) : file).then(
    () => undefined,
    (thrown: unknown) => thrown,
  )
  expect(error).toBeInstanceOf(FileRefused)
  expect(performance.now() - begun).toBeLessThan(8000)
  return (error as FileRefused).message
}

const lss = (inside: string) =>
  `<?xml version="1.0"?><document><LimeSurveyDocType>Survey</LimeSurveyDocType>${inside}</document>`
const sheet = (rows: string) =>
  `<worksheet xmlns="http://schemas.openxmlformats.org/spreadsheetml/2006/main"><sheetData>${rows}</sheetData></worksheet>`

/** A workbook of one sheet, with what a reader needs around it. */
const workbook = (content: Uint8Array, extra: Record<string, Uint8Array> = {}) =>
  zipSync({
    '[Content_Types].xml': strToU8('<Types xmlns="http://schemas.openxmlformats.org/package/2006/content-types"/>'),
    'xl/workbook.xml': strToU8(
      '<workbook xmlns="http://schemas.openxmlformats.org/spreadsheetml/2006/main" xmlns:r="http://schemas.openxmlformats.org/officeDocument/2006/relationships"><sheets><sheet name="survey" sheetId="1" r:id="rId1"/></sheets></workbook>',
    ),
    'xl/_rels/workbook.xml.rels': strToU8(
      '<Relationships xmlns="http://schemas.openxmlformats.org/package/2006/relationships"><Relationship Id="rId1" Type="http://schemas.openxmlformats.org/officeDocument/2006/relationships/worksheet" Target="worksheets/sheet1.xml"/><Relationship Id="rId2" Type="http://schemas.openxmlformats.org/officeDocument/2006/relationships/sharedStrings" Target="sharedStrings.xml"/></Relationships>',
    ),
    'xl/worksheets/sheet1.xml': content,
    ...extra,
  })

/** A file of some kilobytes that is gigabytes for whoever reads each cell by itself. */
function oneTextInManyCells(): Uint8Array {
  const row = (n: number, ...texts: number[]) =>
    `<row r="${n}">${texts.map((text, at) => `<c r="${'ABC'[at]}${n}" t="s"><v>${text}</v></c>`).join('')}</row>`
  const rows = Array.from({ length: 1900 }, (_one, n) => row(n + 2, 3, 4, 4))
  const texts = ['type', 'name', 'label', 'text', '&lt;b&gt;word&lt;/b&gt; '.repeat(50_000)]
  return workbook(strToU8(sheet(`${row(1, 0, 1, 2)}${rows.join('')}`)), {
    'xl/sharedStrings.xml': strToU8(`<sst>${texts.map((text) => `<si><t>${text}</t></si>`).join('')}</sst>`),
  })
}

function listForMany(): string {
  const questions = Array.from({ length: 1000 }, (_one, n) => `,select_one many,q${n},Q`)
  const choices = Array.from({ length: 2000 }, (_one, n) => `,many,c${n},C`)
  return ['survey,type,name,label', ...questions, 'choices,list_name,name,label', ...choices].join('\n')
}

const refused: [string, () => Uint8Array | string, RegExp][] = [
  ['nothing at all', () => '', /is empty/],
  ['more than 20 MB', () => new Uint8Array(20 * 1024 * 1024 + 1), /larger than 20 MB/],
  [
    'an old workbook',
    () => Uint8Array.of(0xd0, 0xcf, 0x11, 0xe0, 0xa1, 0xb1, 0x1a, 0xe1),
    /old Excel workbook \(\.xls\)/,
  ],
  ['a picture', () => Uint8Array.of(0x89, 0x50, 0x4e, 0x47, 13, 10, 26, 10, 0, 0, 0, 13), /not written in UTF-8/],
  ['zeros', () => new Uint8Array(1000), /not a text/],
  ['latin-1', () => Uint8Array.of(0x74, 0x79, 0x70, 0x65, 0x2c, 0xe9, 0x0a), /not written in UTF-8/],
  ['an unknown text', () => 'hello, world\nthis is\nno form', /no XLSForm/],
  ['a document of another kind', () => zipSync({ 'word/document.xml': strToU8('<w/>') }), /zip file, but/],
  ['a zip that is cut short', () => workbook(strToU8(sheet(''))).slice(0, 300), /damaged or cut short/],
  [
    'a workbook without a form',
    () => workbook(strToU8(sheet('<row r="1"><c r="A1" t="inlineStr"><is><t>x</t></is></c></row>'))),
    /no XLSForm/,
  ],
  ['JSON that is cut short', () => '{"pages": [{"elements": [', /cut short/],
  ['JSON without end', () => `${'['.repeat(2_000_000)}`, /nested deeper/],
  ['JSON of something else', () => '{"a": 1}', /neither a questionnaire of Folkmoot nor a SurveyJS survey/],
  ['panels without end', () => nest(70), /nested deeper than/],
  [
    'too many questions',
    () => JSON.stringify({ elements: Array.from({ length: 2001 }, (_one, n) => ({ type: 'text', name: `q${n}` })) }),
    /2001 questions/,
  ],
  ['nothing that could be asked', () => '{"elements": [{"type": "file", "name": "a"}]}', /no question in it/],
  [
    'our own with an unknown key',
    () => JSON.stringify({ ...aQuestionnaireOfEveryType(), extra: 1 }),
    /does not fit the schema/,
  ],
  [
    'entities',
    () => `<!DOCTYPE x [<!ENTITY a "aaaa"><!ENTITY b "&a;&a;&a;&a;">]>${lss('<x>&b;</x>')}`,
    /document type or entities/,
  ],
  [
    'an outside entity',
    () => `<!DOCTYPE x [<!ENTITY a SYSTEM "file:///etc/passwd">]>${lss('<x>&a;</x>')}`,
    /document type or entities/,
  ],
  ['XML that is cut short', () => lss('<questions><rows><row>').slice(0, -30), /not: look at line/],
  [
    'XML without end',
    () => lss(`${'<a>'.repeat(50_000)}${'</a>'.repeat(50_000)}`),
    /nested too deeply|not: look at line/,
  ],
  [
    'an XForm',
    () => '<?xml version="1.0"?><h:html xmlns:h="http://www.w3.org/1999/xhtml"><h:head/></h:html>',
    /not the structure of a LimeSurvey survey/,
  ],
  ['a group alone', () => lss('').replace('>Survey<', '>Group<'), /a whole survey is needed/],
  [
    'a survey without questions',
    () => lss('<surveys><rows><row><sid>1</sid></row></rows></surveys>'),
    /no table of questions/,
  ],
  [
    'a cell at the end of a sheet',
    () => workbook(strToU8(sheet('<row r="1048576"><c r="XFD1048576"><v>1</v></c></row>'))),
    /far outside/,
  ],
  [
    'a cell at the end of a sheet whose tags have a prefix',
    () =>
      workbook(
        strToU8(
          '<x:worksheet><x:sheetData><x:row><x:c r="XFD9"><x:v>1</x:v></x:c></x:row></x:sheetData></x:worksheet>',
        ),
      ),
    /far outside/,
  ],
  [
    'a cell that hides its place behind a sign of its own tag',
    () => workbook(strToU8(sheet('<row r="9"><c x=">" r="ZZZZZ9"><v>1</v></c></row>'))),
    /damaged/,
  ],
  [
    'a row that hides its number so',
    () => workbook(strToU8(sheet('<row x=">" r="900000"><c r="A900000"><v>1</v></c></row>'))),
    /damaged/,
  ],
  ['thousands of cells that share one long text', () => oneTextInManyCells(), /more than 20 million characters/],
  ['a list of thousands for thousands of questions', () => listForMany(), /more than 400,000 choices/],
  [
    'numbers as choices, for thousands of questions',
    () =>
      JSON.stringify({
        elements: Array.from({ length: 1000 }, (_one, n) => ({ type: 'dropdown', name: `q${n}`, choicesMax: 2000 })),
      }),
    /more than 400,000 choices/,
  ],
  [
    'entities in a workbook',
    () => workbook(strToU8(`<!DOCTYPE x [<!ENTITY a "b">]>${sheet('')}`)),
    /entities of its own/,
  ],
  // Ten million signs in a file of ten thousand: read in their own length, not in its square.
  ['cells that never end', () => workbook(strToU8(sheet('<c '.repeat(3_000_000)))), /damaged/],
  ['rows that never end', () => workbook(strToU8(sheet('<row '.repeat(2_000_000)))), /damaged/],
  ['places of cells that never end', () => workbook(strToU8(sheet('<c r="A'.repeat(1_000_000)))), /damaged/],
  ['a quote that is never closed', () => `type,name\ntext,"${'a'.repeat(3_000_000)}`, /read as a table/],
]

function nest(depth: number): string {
  let inner: unknown = { type: 'text', name: 'a' }
  for (let n = 0; n < depth; n += 1) inner = { type: 'panel', name: `p${n}`, elements: [inner] }
  return JSON.stringify({ elements: [inner] })
}

test.each(refused)('%s is refused in plain words', async (_what, file, reason) => {
  expect(await refusal(file())).toMatch(reason)
})

test('a small workbook that unpacks to gigabytes is refused before it is unpacked', async () => {
  const bomb = workbook(strToU8(sheet('')), { 'xl/sharedStrings.xml': new Uint8Array(150 * 1024 * 1024) })
  expect(bomb.length).toBeLessThan(400_000)
  expect(await refusal(bomb)).toMatch(/more than 100 MB/)
})

test('a workbook that lies about its size is refused, and never unpacked beyond what it claims', async () => {
  const honest = workbook(strToU8(sheet('')), { 'xl/sharedStrings.xml': new Uint8Array(90 * 1024 * 1024) })
  const lying = Buffer.from(honest)
  const size = Buffer.alloc(4)
  size.writeUInt32LE(90 * 1024 * 1024)
  for (let at = lying.indexOf(size); at >= 0; at = lying.indexOf(size, at + 1)) lying.writeUInt32LE(1000, at)
  const before = process.memoryUsage().arrayBuffers
  await refusal(lying).catch(() => '')
  expect(process.memoryUsage().arrayBuffers - before).toBeLessThan(60 * 1024 * 1024)
})

test('values worked out from values worked out, which double at each step, are given up quickly and named', async () => {
  const doubling = Array.from({ length: 19 }, (_one, n) => {
    const before = n === 0 ? 'age' : `c${n - 1}`
    return `calculate,c${n},,"if(\${${before}} = 1 or \${${before}} = 2, 1, 2)",`
  })
  const file = ['type,name,label,calculation,relevant', 'integer,age,Age,,', ...doubling, 'text,why,Why,,${c18} = 1']
  const begun = performance.now()
  const { document, report } = await readQuestionnaire(bytes(file.join('\n')))
  expect(performance.now() - begun).toBeLessThan(4000)
  const said = report.entries.find(({ at }) => at === 'survey!22:relevant')
  expect(said).toMatchObject({ fidelity: 'unsupported' })
  expect(said?.message).toContain('too many values that are worked out')
  expect(JSON.stringify(document)).not.toContain('askIf')
})

test('values worked out from one another in a circle are given up and named, in conditions and in words', async () => {
  const calculatedValues = [
    { name: 'a', expression: '{b}' },
    { name: 'b', expression: '{a}' },
  ]
  for (const visibleIf of ['{a} = 1', '{a} > 3', '{a} notempty', 'iif({a} = 1, 1, 0) = 1']) {
    const elements = [{ type: 'text', name: 'q', title: 'Is it {a}?', visibleIf }]
    const { document, report } = await readQuestionnaire(bytes(JSON.stringify({ elements, calculatedValues })))
    const said = (at: string) => report.entries.find((entry) => entry.at === at)
    expect(said('/elements/0/visibleIf')?.message).toContain('worked out from itself')
    expect(said('/elements/0/title')).toMatchObject({ fidelity: 'approximated' })
    expect(document.sections[0]!.pages[0]!.questions[0]).toMatchObject({ text: { en: 'Is it {a}?' } })
  }
})

test('a list of hundreds of thousands of choices is read as far as there is room, and each choice is on the account', async () => {
  const choices = Array.from({ length: 200_000 }, (_one, n) => `c${n}`)
  const { document, report } = await readQuestionnaire(
    bytes(JSON.stringify({ pages: [{ elements: [{ type: 'dropdown', name: 'ward', choices }] }] })),
  )
  const [question] = document.sections[0]!.pages[0]!.questions
  expect(question).toMatchObject({ type: 'long_list' })
  expect('options' in question! && question.options.length).toBe(2000)
  const said = report.entries.filter(({ at }) => at.startsWith('/pages/0/elements/0/choices/'))
  expect(said.filter(({ fidelity }) => fidelity === 'converted').length).toBe(2000)
  expect(said.filter(({ fidelity }) => fidelity === 'unsupported').length).toBe(198_000)
})

test('a formula that was never worked out and a cell in error stand in the words as they are, and a blank one stays blank', async () => {
  const cells = ['type', 'label', 'hint'].map(
    (title, n) => `<c r="${'ABC'[n]}1" t="inlineStr"><is><t>${title}</t></is></c>`,
  )
  const text = '<c r="A2" t="inlineStr"><is><t>text</t></is></c>'
  const row = (n: number, label: string, hint: string) =>
    `<row r="${n}">${text.replace('A2', `A${n}`)}<c r="B${n}"${label}</c><c r="C${n}"${hint}</c></row>`
  const rows = [
    row(2, '><f>CONCATENATE(A1,"?")</f>', ' t="str"><f>IF(A1="","","x")</f><v></v>'),
    row(3, ' t="e"><v>#REF!</v>', ' t="str"><f>A1</f><v>Worked out</v>'),
  ]
  const { document, report } = await readQuestionnaire(
    workbook(strToU8(sheet(`<row r="1">${cells.join('')}</row>${rows.join('')}`))),
  )
  const questions = document.sections[0]!.pages[0]!.questions
  expect(questions.map(({ text: words, help }) => [words.en, help?.en])).toEqual([
    ['=CONCATENATE(A1,"?")', undefined],
    ['#REF!', 'Worked out'],
  ])
  expect(report.entries.map(({ at }) => at)).toContain('survey!2:label')
})
