import fc from 'fast-check'
import { expect, test } from 'vitest'
import { type Act, apply, copyOf } from '../../shared/questionnaires/acts.ts'
import { diffVersions } from '../../shared/questionnaires/diff.ts'
import { isAlike } from '../../shared/questionnaires/diff-fields.ts'
import { moved } from '../../shared/questionnaires/diff-match.ts'
import type { Option, Question, QuestionnaireDocument } from '../../shared/questionnaires/document.ts'
import { places } from '../../shared/questionnaires/places.ts'
import { Refusal } from '../../shared/questionnaires/refusals.ts'
import { aQuestionnaire } from '../support/fixtures.ts'
import { dice, randomAct } from '../support/questionnaire-acts.ts'
import { documents } from '../support/questionnaire-answers.ts'
import { smallQuestionnaires } from '../support/small-questionnaires.ts'

const en = (text: string) => ({ en: text })
const lines = (before: QuestionnaireDocument, after: QuestionnaireDocument) =>
  diffVersions(before, after).changes.map(({ kind, message }) => `${kind}: ${message}`)

/** The questionnaire of the tests with one question changed. */
function changed(id: string, change: (question: Question & Record<string, unknown>) => void) {
  const after = copyOf(aQuestionnaire())
  const questions = after.sections.flatMap((section) => section.pages.flatMap((page) => page.questions))
  change(questions.find((question) => question.id === id) as Question & Record<string, unknown>)
  return after
}

test('nothing differs from itself, and everything in it is one series', () => {
  const document = aQuestionnaire()
  const { changes, series } = diffVersions(document, copyOf(document))
  expect(changes).toEqual([])
  expect(series).toHaveLength(places(document).filter(({ kind }) => kind === 'question').length)
  for (const one of series) expect([one.before, one.mark]).toEqual([one.after, 'none'])
  fc.assert(
    fc.property(smallQuestionnaires(), (one) => {
      expect(diffVersions(one, copyOf(one)).changes).toEqual([])
    }),
    { numRuns: 100 },
  )
})

test('other words are a mark in a series, another code is a rule, another type is the end of it', () => {
  const words = changed('contact', (question) => {
    question.text = en('Did you speak to an officer?')
  })
  expect(lines(aQuestionnaire(), words)).toEqual([
    expect.stringMatching(
      /^wording: Question \d+, “Did you speak to an officer\?”: its words: “.+” before, “Did you speak to an officer\?” now\.$/,
    ),
  ])
  const code = changed('contact', (question) => {
    question.code = 'contact_2026'
  })
  expect(lines(aQuestionnaire(), code)[0]).toMatch(
    /^recoding: .*the name it is kept by: contact before, contact_2026 now\.$/,
  )
  const mark = (after: QuestionnaireDocument) =>
    diffVersions(aQuestionnaire(), after).series.find((one) => one.after === 'contact')?.mark
  expect([mark(words), mark(code)]).toEqual(['wording', 'recoding'])
  const type = copyOf(aQuestionnaire())
  for (const page of type.sections.flatMap(({ pages }) => pages))
    page.questions = page.questions.map((one) =>
      one.id === 'contact' ? { id: one.id, code: one.code, text: one.text, type: 'long_text' as const } : one,
    )
  expect(lines(aQuestionnaire(), type)[0]).toMatch(/^breaking: .*it is a question of another type\.$/)
  expect(mark(type)).toBe('breaking')
})

test('who is asked, what must be answered and within what limits is a rule; the ends of a scale are the end of a series', () => {
  const kind = (id: string, change: (question: Question & Record<string, unknown>) => void) =>
    diffVersions(aQuestionnaire(), changed(id, change)).changes.map((one) => [one.kind, one.message.split(': ')[1]])
  expect(kind('years', (question) => Object.assign(question, { maximum: 90 }))).toEqual([['recoding', 'its most']])
  expect(kind('years', (question) => Object.assign(question, { required: !question.required }))[0]![0]).toBe('recoding')
  expect(kind('priorities', (question) => Object.assign(question, { shuffle: true }))[0]![0]).toBe('wording')
  const scale = (to: number): QuestionnaireDocument => {
    const document = copyOf(aQuestionnaire())
    document.sections[0]!.pages[0]!.questions.push({
      id: 'sc',
      code: 'sc',
      text: en('Scale'),
      type: 'scale',
      from: 1,
      to,
    })
    return document
  }
  expect(lines(scale(5), scale(7))).toEqual([
    expect.stringMatching(/^breaking: .*the high end of its scale: 5 before, 7 now\.$/),
  ])
})

test('what is new adds, what is gone breaks, with the responses that each touches', () => {
  const before = aQuestionnaire()
  const after = changed('priorities', (question) => {
    if (!('options' in question)) return
    const options = question.options as Option[]
    question.options = [...options.slice(1), { id: 'new', code: 'new', label: en('New') }]
  })
  const counts: Record<string, number> = { 'option knives': 41 }
  const first = before.sections
    .flatMap(({ pages }) => pages.flatMap(({ questions }) => questions))
    .find(({ id }) => id === 'priorities')!
  const gone = 'options' in first ? first.options[0]!.id : ''
  const { changes } = diffVersions(
    before,
    after,
    ({ kind, id }) => counts[`${kind} ${id}`] ?? (id === gone ? 41 : undefined),
  )
  expect(changes.map(({ kind, at, responses }) => [kind, at?.id, responses])).toEqual([
    ['addition', 'new', undefined],
    ['breaking', gone, 41],
  ])
})

test('made anew for another year, things are the same by their codes, and conditions follow their questions', () => {
  const before = aQuestionnaire()
  const renamed = JSON.parse(
    JSON.stringify(before)
      .replace(/"(id|question|row)":"([a-z0-9_-]+)"/g, '"$1":"$2-27"')
      .replace(/"options":\["([a-z0-9_-]+)"\]/g, '"options":["$1-27"]'),
  ) as QuestionnaireDocument
  const { changes, series } = diffVersions(before, renamed)
  const about = changes.filter(({ at }) => at?.kind !== 'section' && at?.kind !== 'page')
  expect(about).toEqual([])
  expect(series.every((one) => one.after === `${one.before}-27` && one.mark === 'none')).toBe(true)
  expect(series.flatMap(({ options }) => options).every((one) => one.after === `${one.before}-27`)).toBe(true)
})

test('only what had to be moved is called moved', () => {
  expect([...moved(['a', 'b', 'c', 'd'], ['d', 'a', 'b', 'c'])]).toEqual(['d'])
  expect([...moved(['a', 'b', 'c'], ['a', 'x', 'b', 'c'])]).toEqual([])
  expect(moved(['a', 'b', 'c'], ['c', 'b', 'a']).size).toBe(2)
})

/** The kinds of change that an act may come to. */
function kindsOf(act: Act): string[] {
  switch (act.do) {
    case 'set-title':
      return ['wording']
    case 'add':
    case 'insert-equality':
      return ['addition']
    case 'remove':
      return ['breaking', 'wording']
    case 'move':
      return ['wording', 'breaking', 'addition']
    case 'edit':
      return ['wording', 'recoding', 'breaking']
    case 'set-condition':
      return ['recoding']
    case 'change-type':
      return ['breaking', 'recoding', 'wording', 'addition']
    case 'several':
      return act.acts.flatMap(kindsOf)
  }
}

test('every act on any draft comes to changes of its own kinds, and to none only when it changed nothing', () => {
  const seen = new Map<string, number>()
  fc.assert(
    fc.property(documents, dice, (before, roll) => {
      const act = randomAct(before, roll, 9999)
      let after = before
      try {
        after = apply(before, act).document
      } catch (error) {
        if (!(error instanceof Refusal)) throw error
      }
      const { changes } = diffVersions(before, after)
      expect([act.do, changes.length === 0]).toEqual([act.do, isAlike(bare(before), bare(after))])
      for (const { kind } of changes) expect(kindsOf(act)).toContain(kind)
      if (changes.length > 0) seen.set(act.do, (seen.get(act.do) ?? 0) + 1)
    }),
    { numRuns: 300 },
  )
  expect([...seen.keys()].sort()).toEqual(
    expect.arrayContaining(['add', 'edit', 'move', 'remove', 'set-condition', 'set-title']),
  )
})

/** Without what is said by leaving it out. */
const bare = (document: QuestionnaireDocument) =>
  JSON.parse(JSON.stringify(document, (_key, value) => (value === false ? undefined : value)))
