// biome-ignore-all lint/suspicious/noTemplateCurlyInString: XLSForm writes its references so
import { expect, test } from 'vitest'
import { chosen, coded, expectAllSpokenFor, questionsOf, saidOf, sheet } from '../support/imports.ts'

const head =
  'survey,type,name,label,required,relevant,kobo--score-choices,kobo--rank-items,kobo--matrix_list,appearance'
const lists = [
  'choices,list_name,name,label',
  ',rating,1,Bad',
  ',rating,2,Good',
  ',things,price,Price',
  ',things,speed,Speed',
  ',things,look,Look',
  ',yn,yes,Yes',
  ',yn,no,No',
]

/** The pointers of the filled cells, by the rule: sheet!row:column. */
function pointers(lines: string[]): string[] {
  let titles: string[] = []
  let name = ''
  return lines.flatMap((line, n) => {
    const [first = '', ...cells] = line.split(',')
    if (first) [name, titles] = [first, cells]
    return cells.flatMap((cell, at) => (cell === '' ? [] : [`${name}!${n + 1}:${titles[at]}`]))
  })
}

test('rows that are rated alike are one table, and conditions find each of its rows', async () => {
  const lines = [
    head,
    ',begin_score,service,Our service,,,rating,,,',
    ',score__row,help,Help,true,,,,,',
    ',score__row,time,Time,true,,,,,',
    ',end_score,,,,,,,,',
    ',text,why,Why?,,${time} = 1,,,,',
    ...lists,
  ]
  const read = await sheet(...lines)
  expect(coded(read, 'service')).toMatchObject({
    type: 'grid',
    required: true,
    text: { en: 'Our service' },
    rows: [
      { code: 'help', label: { en: 'Help' } },
      { code: 'time', label: { en: 'Time' } },
    ],
    options: [{ code: '1' }, { code: '2' }],
  })
  expect(coded(read, 'why').askIf).toEqual(chosen('service', ['1'], 'time'))
  expectAllSpokenFor(pointers(lines), read)
})

test('choices for the first and second place are a ranking of so many, and conditions find each place', async () => {
  const lines = [
    head,
    ',begin_rank,best,What matters?,,,,things,,',
    ',rank__level,first,First choice,true,,,,,',
    ',rank__level,second,Second choice,,,,,,',
    ',end_rank,,,,,,,,',
    ",text,why,Why?,,${second} = 'speed',,,,",
    ...lists,
  ]
  const read = await sheet(...lines)
  const best = coded(read, 'best')
  expect(best).toMatchObject({
    type: 'ranking',
    top: 2,
    options: [{ code: 'price' }, { code: 'speed' }, { code: 'look' }],
  })
  expect(best.required).toBeUndefined()
  expect(coded(read, 'why').askIf).toEqual({
    op: 'all',
    of: [
      { op: 'ranked', question: 'best', option: 'speed', within: 2 },
      { op: 'not', of: { op: 'ranked', question: 'best', option: 'speed', within: 1 } },
    ],
  })
  expect(saidOf(read, 'survey!3:required')).toMatchObject({ fidelity: 'unsupported' })
  expectAllSpokenFor(pointers(lines), read)
})

test('a table of Kobo is asked for each of its rows: columns of choices as one table, others one by one', async () => {
  const lines = [
    head,
    ',begin_kobomatrix,goods,What you own,,,,,things,',
    ',select_one yn,have,Have it,true,,,,,',
    ',integer,many,How many,,,,,,',
    ',end_kobomatrix,,,,,,,,',
    ",text,why,Why?,,${goods_speed_have} = 'yes',,,,",
    ',text,all,All?,,${goods_look_many} > 3,,,,',
    ...lists,
  ]
  const read = await sheet(...lines)
  expect(questionsOf(read).map(({ code, type, text }) => [code, type, text.en])).toEqual([
    ['goods_title', 'statement', 'What you own'],
    ['goods_have', 'grid', 'Have it'],
    ['goods_price_many', 'number', 'Price – How many'],
    ['goods_speed_many', 'number', 'Speed – How many'],
    ['goods_look_many', 'number', 'Look – How many'],
    ['why', 'short_text', 'Why?'],
    ['all', 'short_text', 'All?'],
  ])
  expect(coded(read, 'why').askIf).toEqual(chosen('goods-have', ['yes'], 'speed'))
  expect(coded(read, 'all').askIf).toEqual({ op: 'compare', question: 'goods-look-many', is: '>', value: 3 })
  expectAllSpokenFor(pointers(lines), read)
})

test('a table whose list is not there is left out whole, not asked by halves', async () => {
  const lines = [
    head,
    ',begin_kobomatrix,goods,What you own,,,,,nothing,',
    ',select_one yn,have,Have it,true,,,,,',
    ',end_kobomatrix,,,,,,,,',
    ',text,why,Why?,,,,,,',
    ...lists,
  ]
  const read = await sheet(...lines)
  expect(questionsOf(read).map(({ code }) => code)).toEqual(['why'])
  expect(saidOf(read, 'survey!3:name')?.message).toContain('the list “nothing” is not in the file')
  expectAllSpokenFor(pointers(lines), read)
})

test('the head of a table shows choices that nobody chooses from: its words are a statement', async () => {
  const lines = [
    head,
    ',select_one rating,top,How was it?,yes,,,,,label',
    ',select_one rating,bare,,,,,,,label',
    ',select_one rating,food,The food,yes,,,,,list-nolabel',
    ...lists,
  ]
  const read = await sheet(...lines)
  expect(questionsOf(read).map(({ code, type }) => [code, type])).toEqual([
    ['top', 'statement'],
    ['food', 'single'],
  ])
  expect(saidOf(read, 'survey!2:type')).toMatchObject({ fidelity: 'approximated' })
  expectAllSpokenFor(pointers(lines), read)
})

test('choices that are searched for in another file are not made of the list that names its columns', async () => {
  const lines = [
    head,
    ",select_one yn,village,Village,,,,,,minimal search('villages')",
    ',text,why,Why?,,,,,,',
    ...lists,
  ]
  const read = await sheet(...lines)
  expect(questionsOf(read).map(({ code }) => code)).toEqual(['why'])
  expect(saidOf(read, 'survey!2:type')?.message).toContain('another file')
  expectAllSpokenFor(pointers(lines), read)
})

test('what is only shown is a statement, and the value it shows goes into the conditions that use it', async () => {
  const lines = [
    'survey,type,name,label,read_only,calculation,relevant,required',
    ',integer,age,Age?,,,,',
    ',text,old,You are of age.,yes,"if(${age} > 17, 1, 0)",,yes',
    ',text,why,Why?,,,${old} = 1,',
  ]
  const read = await sheet(...lines)
  expect(coded(read, 'old')).toEqual({ id: 'old', code: 'old', type: 'statement', text: { en: 'You are of age.' } })
  expect(coded(read, 'why').askIf).toEqual({ op: 'compare', question: 'age', is: '>', value: 17 })
  expect(saidOf(read, 'survey!3:type')).toMatchObject({ fidelity: 'approximated' })
  for (const at of ['survey!3:read_only', 'survey!3:required']) expect(saidOf(read, at)?.fidelity).toBe('converted')
})
