// biome-ignore-all lint/suspicious/noTemplateCurlyInString: XLSForm writes its references so
import { expect, test } from 'vitest'
import { chosen, coded, imported, questionsOf, saidOf, sheet, survey } from '../support/imports.ts'

test('XLSForm: paths into the form and places of a ranking are conditions', async () => {
  const found = await sheet(
    'survey,,,,',
    ',type,name,label,relevant',
    ',integer,age,Age,',
    ',rank fruits,best,Best,',
    ',select_multiple fruits,any,Any,',
    ',text,a,A,/data/about/age > 5',
    ',text,b,B,../age > 5',
    ',text,c,C,current()/../age > 5',
    `,text,d,D,"selected-at(\${best}, 0) = 'pear'"`,
    `,text,e,E,"selected-at(\${any}, 0) = 'pear'"`,
    ',text,f,F,"coalesce(${age}, 20) > 18"',
    ',text,g,G,"/data/about/child[1]/age > 5"',
    'choices,,,,',
    ',list_name,name,label,',
    ',fruits,apple,Apple,',
    ',fruits,pear,Pear,',
  )
  const age = { op: 'compare', question: 'age', is: '>', value: 5 }
  for (const code of ['a', 'b', 'c']) expect(coded(found, code).askIf).toEqual(age)
  expect(coded(found, 'd').askIf).toEqual({ op: 'ranked', question: 'best', option: 'pear', within: 1 })
  expect(coded(found, 'e').askIf).toBeUndefined()
  expect(saidOf(found, 'survey!10:relevant')?.fidelity).toBe('unsupported')
  expect(coded(found, 'f').askIf).toEqual({
    op: 'any',
    of: [
      {
        op: 'all',
        of: [
          { op: 'answered', question: 'age' },
          { ...age, value: 18 },
        ],
      },
      { op: 'not', of: { op: 'answered', question: 'age' } },
    ],
  })
  expect(coded(found, 'g').askIf).toBeUndefined()
  expect(saidOf(found, 'survey!12:relevant')?.message).toContain('path')
})

test('XLSForm: words in a language of no known name are kept under a private code', async () => {
  const found = await sheet('type,name,label::Lugbara,label::English (en)', 'text,q,Ngo?,What?')
  expect(found.document).toMatchObject({ language: 'qaa', languages: ['qaa', 'en'] })
  expect(coded(found, 'q').text).toEqual({ qaa: 'Ngo?', en: 'What?' })
  expect(saidOf(found, 'survey!2:label::Lugbara')?.fidelity).toBe('approximated')
})

test('XLSForm: the number of the device is not asked, and the words of old forms are read', async () => {
  const found = await sheet('type,name,text:english', 'phonenumber,own,', 'text,q,What?')
  expect(questionsOf(found).map(({ code, text }) => [code, text.en])).toEqual([['q', 'What?']])
})

test('SurveyJS: true and false in quotes are switches, and both limits of a number hold', async () => {
  const validators = [{ type: 'numeric', minValue: 0, maxValue: 80 }]
  const found = await survey(
    { type: 'text', name: 'a', isRequired: 'true' },
    { type: 'text', name: 'b', inputType: 'number', min: 18, max: 99, step: 1, validators },
    { type: 'text', name: 'c', inputType: 'number' },
    { type: 'text', name: 'd', validators: [{ type: 'text', minLength: 2, maxLength: 10 }] },
    { type: 'checkbox', name: 'e', choices: [{ value: 'x', isExclusive: 'true' }], showOtherItem: 'true' },
    { type: 'imagepicker', name: 'f', choices: ['x', 'y'], multiSelect: 'true', showCommentArea: 'true' },
    { type: 'text', name: 'g', visible: 'false' },
    { type: 'text', name: 'h', isRequired: 'false', visible: 'true', showCommentArea: 'false' },
  )
  expect(questionsOf(found).map(({ code }) => code)).toEqual(['a', 'b', 'c', 'd', 'e', 'f', 'f_comment', 'h'])
  expect(coded(found, 'e')).toMatchObject({ options: [{ exclusive: true }, { other: true }] })
  expect(coded(found, 'f')).toMatchObject({ type: 'multiple' })
  expect(coded(found, 'h')).not.toHaveProperty('required')
  expect(coded(found, 'a')).toMatchObject({ required: true })
  expect(coded(found, 'b')).toMatchObject({ minimum: 18, maximum: 80 })
  expect(coded(found, 'b')).not.toHaveProperty('decimals')
  expect(coded(found, 'c')).toMatchObject({ decimals: 6 })
  expect(coded(found, 'd')).toMatchObject({ maximum: 10 })
  expect(saidOf(found, '/elements/3/validators/0/minLength')?.fidelity).toBe('unsupported')
})

test('SurveyJS: panels and pages that are switched off are left out, unless a condition shows them', async () => {
  const inner = (name: string) => [{ type: 'text', name }]
  const found = await imported(
    JSON.stringify({
      pages: [
        { name: 'off', visible: false, elements: inner('a') },
        {
          name: 'on',
          elements: [
            { type: 'boolean', name: 'yes' },
            { type: 'panel', name: 'p', visible: false, elements: inner('b') },
            { type: 'panel', name: 'r', visible: false, visibleIf: '{yes} = true', elements: inner('c') },
          ],
        },
      ],
    }),
  )
  expect(questionsOf(found).map(({ code }) => code)).toEqual(['yes', 'c'])
  expect(coded(found, 'c').askIf).toEqual(chosen('yes', ['yes']))
  for (const at of ['/pages/0/elements/0/name', '/pages/1/elements/1/elements/0/name'])
    expect(saidOf(found, at)?.fidelity).toBe('unsupported')
})

test('SurveyJS: choices are counted by their length and known in any case; a matrix of checkboxes takes several', async () => {
  const found = await survey(
    { type: 'checkbox', name: 'car', choices: ['Ford', 'Fiat'] },
    { type: 'text', name: 'a', visibleIf: '{car.length} > 1' },
    { type: 'text', name: 'b', visibleIf: "{car} contains 'fiat'" },
    { type: 'matrix', name: 'm', cellType: 'checkbox', columns: ['x', 'y'], rows: ['r'] },
  )
  expect(coded(found, 'a').askIf).toEqual({ op: 'count', question: 'car', is: '>', value: 1 })
  expect(coded(found, 'b').askIf).toEqual(chosen('car', ['fiat']))
  expect(coded(found, 'm')).toMatchObject({ type: 'grid', multiple: true })
})

const tag = (row: Record<string, string>) =>
  `<row>${Object.entries(row)
    .map(([key, value]) => `<${key}>${value}</${key}>`)
    .join('')}</row>`
const item = (qid: string, type: string, title: string, more: Record<string, string> = {}) =>
  tag({ qid, parent_qid: '0', sid: '9', gid: '1', type, title, question: `${title}?`, question_order: qid, ...more })
const part = (qid: string, of: string, title: string, scale = '0') =>
  tag({ qid, parent_qid: of, title, question: title, question_order: qid, scale_id: scale })
const setting = (qid: string, attribute: string, value: string) => tag({ qid, attribute, value })

const limesurvey = (questions: string[], parts: string[], settings: string[]) =>
  imported(
    `<document><LimeSurveyDocType>Survey</LimeSurveyDocType>
    <groups><rows>${tag({ gid: '1', sid: '9', group_name: 'One', group_order: '1' })}</rows></groups>
    <questions><rows>${questions.join('')}</rows></questions>
    <subquestions><rows>${parts.join('')}</rows></subquestions>
    <question_attributes><rows>${settings.join('')}</rows></question_attributes></document>`,
  )

test('LimeSurvey: questions and boxes are known by their numbers too, and some boxes by their count', async () => {
  const found = await limesurvey(
    [
      item('10', 'M', 'use', { encrypted: 'N', same_default: '0' }),
      item('20', ':', 'table'),
      item('30', 'T', 'a', { relevance: 'Q10_S11 == "Y"' }),
      item('31', 'T', 'b', { relevance: 'count(that.use.NAOK) &gt;= 2' }),
      item('32', 'T', 'c', { relevance: 'count(use_bus, use_tube) &gt; 0' }),
      item('33', 'T', 'd', { relevance: 'countif("Y", use_bus, use_tube, use_foot) == 0' }),
      item('34', 'T', 'e', { relevance: 'table_r_x.NAOK == "1"' }),
    ],
    [
      part('11', '10', 'bus'),
      part('12', '10', 'tube'),
      part('13', '10', 'foot'),
      part('21', '20', 'r'),
      part('22', '20', 'x', '1'),
    ],
    [setting('20', 'multiflexible_checkbox', '1')],
  )
  expect(coded(found, 'a').askIf).toEqual(chosen('use', ['bus']))
  expect(coded(found, 'b').askIf).toEqual({ op: 'count', question: 'use', is: '>=', value: 2 })
  expect(coded(found, 'c').askIf).toEqual(chosen('use', ['bus', 'tube']))
  expect(coded(found, 'd').askIf).toEqual({ op: 'not', of: { op: 'count', question: 'use', is: '>', value: 0 } })
  expect(coded(found, 'e').askIf).toEqual(chosen('table', ['x'], 'r'))
  for (const key of ['encrypted', 'same_default'])
    expect(saidOf(found, `/document/questions/rows/row[1]/${key}`)?.fidelity).toBe('converted')
})

test('LimeSurvey: fields for numbers, sliders, years as limits, and rules about the answer itself', async () => {
  const found = await limesurvey(
    [item('1', 'Q', 'text'), item('2', 'K', 'slide'), item('3', 'D', 'day'), item('4', 'N', 'age')],
    [part('11', '1', 'x'), part('21', '2', 'x')],
    [
      setting('1', 'numbers_only', '1'),
      setting('2', 'slider_layout', '1'),
      setting('2', 'slider_min', '1'),
      setting('2', 'slider_max', '10'),
      setting('3', 'date_min', '2000'),
      setting('3', 'date_max', '2020'),
      setting('4', 'em_validation_q', 'self.NAOK &gt; 17'),
    ],
  )
  expect(coded(found, 'text_x')).toMatchObject({ type: 'number' })
  expect(coded(found, 'slide_x')).toMatchObject({ minimum: 1, maximum: 10 })
  expect(coded(found, 'day')).toMatchObject({ earliest: '2000-01-01', latest: '2020-12-31' })
  expect(coded(found, 'age').checks).toMatchObject([{ holds: { op: 'compare', question: 'age', is: '>', value: 17 } }])
})

test('a choice that asks for an answer nobody can give is not shown, and an answer of several that is not there is ignored', async () => {
  const filtered = await sheet(
    'survey,,,,',
    ',type,name,label,choice_filter',
    ',select_one country,country,Country,',
    ',select_one city,city,City,country=${country}',
    'choices,,,,',
    ',list_name,name,label,country',
    ',country,uk,UK,',
    ',city,london,London,uk',
    ',city,paris,Paris,fr',
  )
  expect(coded(filtered, 'city')).toMatchObject({
    options: [{ askIf: chosen('country', ['uk']) }, { code: 'paris', askIf: { op: 'any', of: [] } }],
  })
  expect(saidOf(filtered, 'survey!4:choice_filter')?.fidelity).toBe('approximated')

  const asked = await survey(
    { type: 'radiogroup', name: 'work', choices: ['a', 'b'] },
    { type: 'text', name: 'why', visibleIf: "{work} anyof ['b', 'gone']" },
    { type: 'text', name: 'odd', visibleIf: "{work} = 'gone'" },
  )
  expect(coded(asked, 'why').askIf).toEqual(chosen('work', ['b']))
  expect(coded(asked, 'odd').askIf).toBeUndefined()
  expect(saidOf(asked, '/elements/2/visibleIf')?.fidelity).toBe('unsupported')
})
