// biome-ignore-all lint/suspicious/noTemplateCurlyInString: XLSForm writes its references so
import { expect, test } from 'vitest'
import { holds } from '../../shared/questionnaires/conditions.ts'
import { coded, imported, questionsOf, saidOf, sheet } from '../support/imports.ts'

const tsv = (...rows: string[]) => imported(rows.map((row) => row.replaceAll('|', '\t')).join('\n'))
const head = 'class|type/scale|name|relevance|text|help|language|mandatory|em_validation_q|equation|hidden|same_default'

test('XLSForm: two choices from one list may be asked to differ', async () => {
  const found = await sheet(
    'survey,,,,',
    ',type,name,label,constraint',
    ',select_one place,first,First,',
    ',select_one place,second,Second,${second} != ${first}',
    ',integer,n,N,. > ${first}',
    'choices,,,,',
    ',list_name,name,label,',
    ',place,shop,Shop,',
    ',place,market,Market,',
  )
  const [check] = coded(found, 'second').checks ?? []
  const differ = (first?: string, second?: string) => {
    const known = questionsOf(found).map((question) => {
      const option = question.code === 'first' ? first : question.code === 'second' ? second : undefined
      return [question.id, { question, answer: option ? { option } : undefined }] as const
    })
    return holds(check?.holds, new Map(known))
  }
  expect(saidOf(found, 'survey!4:constraint')?.fidelity).toBe('converted')
  expect([differ('shop', 'market'), differ('shop', 'shop'), differ(undefined, 'shop'), differ('shop')]).toEqual([
    true,
    false,
    true,
    true,
  ])
  expect(saidOf(found, 'survey!5:constraint')?.fidelity).toBe('unsupported')
})

test('XLSForm: the length of a text becomes its limit also where the form has a message for it', async () => {
  const found = await sheet(
    'type,name,label,constraint,constraint_message',
    'text,bio,About you,string-length(.) <= 150,At most 150',
    'text,name,Name,string-length(.) >= 2,At least 2',
    'integer,age,Age,. >= 18 and . <= 12 * 10,From 18',
    'date,born,Born,. <= today(),Not later than today',
    'note,hello,Hello,. > 1,',
  )
  expect(coded(found, 'bio')).toMatchObject({ maximum: 150 })
  expect(saidOf(found, 'survey!2:constraint')?.fidelity).toBe('converted')
  expect(saidOf(found, 'survey!2:constraint_message')?.fidelity).toBe('approximated')
  expect(saidOf(found, 'survey!3:constraint')?.fidelity).toBe('unsupported')
  expect(coded(found, 'age').checks).toMatchObject([
    { holds: { of: [{ value: 18 }, { value: 120 }] }, message: { en: 'From 18' } },
  ])
  expect(saidOf(found, 'survey!5:constraint')?.message).toContain('the day of today')
  expect(saidOf(found, 'survey!6:constraint')?.message).toContain('no answer that could be checked')
})

test('XLSForm: a group of which nothing is left is left out and named, and its title is not shown', async () => {
  const found = await sheet(
    'type,name,label,required,kuid',
    'begin group,a,Outer,yes,x1',
    'begin group,b,Inner,,x2',
    'begin group,c,Empty,,',
    'hidden,h,,,',
    'end group,,,,',
    'begin group,d,Kept,,',
    'begin group,e,Deeper,,',
    'text,q,What?,,',
    'end group,,,,',
    'text,r,More?,,',
    'end group,,,,',
    'end group,,,,',
    'end group,,,,',
    'begin group,f,Left,,',
    'geopoint,g,Where?,,',
    'end group,,,,',
  )
  expect(questionsOf(found).map(({ code }) => code)).toEqual(['d_title', 'e_title', 'q', 'r'])
  for (const at of ['survey!4:type', 'survey!4:label', 'survey!15:label', 'survey!15:name'])
    expect(saidOf(found, at)).toEqual(
      expect.objectContaining({ message: expect.stringContaining('Nothing in this group') }),
    )
  expect(saidOf(found, 'survey!2:label')?.fidelity).toBe('converted')
  expect(saidOf(found, 'survey!2:required')?.message).toBe('It has no answer that could be asked for.')
  const kuid = ['survey!1:kuid', 'survey!2:kuid', 'survey!3:kuid'].map((at) => saidOf(found, at)?.message)
  expect(new Set(kuid)).toEqual(new Set(['The column “kuid” has no counterpart here.']))
})

test('XLSForm: a title in several languages, and a value that is only another name, are found', async () => {
  const found = await sheet(
    'survey,,,,,',
    ',type,name,label::en,label::es,calculation',
    ',text,who,Who?,¿Quién?,',
    ',calculate,person,,,${who}',
    ',calculate,year,,,2026',
    ',calculate,sum,,,1 + ${who}',
    ',note,hi,Hello ${person} in ${year} (${sum}),Hola ${person},',
    'settings,,,,,',
    ',form_title::en,form_title::es,default_language,,',
    ',A survey,Una encuesta,en,,',
  )
  expect(found.document.title).toEqual({ en: 'A survey', es: 'Una encuesta' })
  expect(coded(found, 'hi').text).toEqual({ en: 'Hello {{who}} in 2026 (${sum})', es: 'Hola {{who}}' })
  expect(saidOf(found, 'survey!7:label::en')?.message).toContain('is worked out, and no value is kept')
  expect(saidOf(found, 'survey!7:label::es')?.fidelity).toBe('converted')
})

test('LimeSurvey: what belongs to a value that is worked out is told apart, used or not', async () => {
  const found = await tsv(
    head,
    'S||language||ca',
    'S||additional_languages||es',
    "G||{'Centre'}|1|||ca",
    'Q|L|a|1|A?||ca|N||||0',
    'A||y||Yes||ca',
    "Q|*|used|1|{if(a.NAOK == 'y', 1, 0)}||ca|N|||1|0",
    "Q|*|unused|a.NAOK == 'y'|level: 1||ca|N||{'ALL'}|1|0",
    'Q|T|b|used == 1|B?||ca|N||||0',
  )
  expect(found.document.sections[0]?.title).toEqual({ ca: 'Centre' })
  expect(saidOf(found, 'tsv!3:text')?.fidelity).toBe('converted')
  for (const at of ['tsv!7:relevance', 'tsv!7:hidden', 'tsv!7:mandatory', 'tsv!7:same_default', 'tsv!5:same_default'])
    expect([at, saidOf(found, at)?.fidelity]).toEqual([at, 'converted'])
  expect(saidOf(found, 'tsv!7:text')?.fidelity).toBe('approximated')
  expect(saidOf(found, 'tsv!8:equation')?.message).toContain('No condition uses this value')
  expect(saidOf(found, 'tsv!8:text')?.message).toContain('not shown to anybody')
  expect(saidOf(found, 'tsv!8:relevance')?.message).toContain('When it is worked out is not kept')
})

test('LimeSurvey: plain limits in a rule are the question’s own, and a line that must be answered alone is named', async () => {
  const found = await tsv(
    head,
    'S||language||en',
    'G||One|1|||en',
    'Q|N|age|1|Age?||en|N|self >= 18 and self <= 120',
    'Q|F|rate|1|Rate||en|N',
    'SQ||one|1|One||en|Y',
    'SQ||two|1|Two||en|N',
    'A||g||Good||en',
    'Q|L|none|1|Choose||en|N',
    "Q|T|why|none == 'x'|Why?||en|N",
    "Q|T|how|none == 'x' or age > 20|How?||en|N",
  )
  expect(coded(found, 'age')).toMatchObject({ minimum: 18, maximum: 120 })
  expect(coded(found, 'age').checks).toBeUndefined()
  expect(saidOf(found, 'tsv!6:mandatory')).toMatchObject({ fidelity: 'unsupported' })
  expect(saidOf(found, 'tsv!7:mandatory')).toMatchObject({ fidelity: 'converted' })
  expect(saidOf(found, 'tsv!9:name')?.message).toContain('no answers to choose from')
  expect(saidOf(found, 'tsv!10:relevance')?.message).toContain('“none” has no answer “x”')
  expect(coded(found, 'why').askIf).toBeUndefined()
  expect(coded(found, 'how').askIf).toEqual({ op: 'compare', question: 'age', is: '>', value: 20 })
  expect(saidOf(found, 'tsv!11:relevance')?.fidelity).toBe('approximated')
})

test('letters and signs that editors of web pages write by name are letters here, and unknown ones stay', async () => {
  const label = 'A&ccedil;&atilde;o &rarr; &frac12; &Eacute;t&eacute; &#8364; &amp;lt; &unheard;'
  const read = await imported(`type,name,label\nnote,n,${label}`)
  expect(coded(read, 'n').text).toEqual({ en: 'Ação → ½ Été € &lt; &unheard;' })
})

test('what must be answered under a condition that all who are asked fulfil must be answered, and else it is named', async () => {
  const found = await sheet(
    'survey,,,,,',
    ',type,name,label,relevant,required',
    ',integer,age,Age?,,',
    ',begin group,adults,Adults,${age} > 17,',
    ',text,group,Of the group?,,${age} > 17',
    ',text,part,Of a part?,${age} < 65 and ${age} != 40,${age} < 65 and ${age} > 17',
    ',text,some,Of some?,,${age} > 30',
    ',text,all,Of all?,,true() or ${age} = 1',
    ',text,none,Of none?,,false()',
    ',end group,,,,',
  )
  const required = questionsOf(found).flatMap((question) => (question.required ? [question.code] : []))
  expect(required).toEqual(['group', 'part', 'all'])
  const unsupported = found.report.entries.filter(({ fidelity }) => fidelity === 'unsupported').map(({ at }) => at)
  expect(unsupported).toEqual(['survey!7:required'])
})
