import fc from 'fast-check'
import { expect, test } from 'vitest'
import { type Act, apply } from '../../shared/questionnaires/acts.ts'
import type { QuestionnaireDocument } from '../../shared/questionnaires/document.ts'
import { questionnaireDocument } from '../../shared/questionnaires/document-schema.ts'
import { brokenUses } from '../../shared/questionnaires/places.ts'
import { Refusal } from '../../shared/questionnaires/refusals.ts'
import { blank, type Dice, dice, randomAct } from '../support/questionnaire-acts.ts'

const steps = fc.array(dice, { minLength: 1, maxLength: 40 })

function attempt(document: QuestionnaireDocument, act: Act) {
  try {
    return apply(document, act)
  } catch (error) {
    if (error instanceof Refusal) return null
    throw error
  }
}

function play(document: QuestionnaireDocument, rolls: Dice[], seen: (before: QuestionnaireDocument, act: Act) => void) {
  let now = document
  rolls.forEach((roll, n) => {
    const act = randomAct(now, roll, n)
    const done = attempt(now, act)
    if (!done) return
    seen(now, act)
    now = done.document
  })
  return now
}

test('an act, then its inverse, gives back the same questionnaire; doing it again gives the same as before', () => {
  let tried = 0
  const kinds = new Set<string>()
  fc.assert(
    fc.property(steps, (rolls) => {
      play(blank(), rolls, (before, act) => {
        const after = apply(before, act)
        const back = apply(after.document, after.inverse)
        expect(back.document).toEqual(before)
        expect(apply(back.document, back.inverse).document).toEqual(after.document)
        tried += 1
        kinds.add(act.do)
      })
    }),
    { numRuns: 150 },
  )
  expect(tried).toBeGreaterThan(500)
  expect([...kinds].sort()).toEqual(
    ['add', 'change-type', 'edit', 'insert-equality', 'move', 'remove', 'set-condition', 'set-title', 'several'].sort(),
  )
})

test('undoing every act in turn leads back to the first questionnaire', () => {
  fc.assert(
    fc.property(steps, (rolls) => {
      const inverses: Act[] = []
      const last = play(blank(), rolls, (before, act) => inverses.push(apply(before, act).inverse))
      expect(inverses.reduceRight((document, inverse) => apply(document, inverse).document, last)).toEqual(blank())
    }),
    { numRuns: 100 },
  )
})

test('no act leaves a condition without its question, nor a document that the schema refuses', () => {
  fc.assert(
    fc.property(steps, (rolls) => {
      const document = play(blank(), rolls, () => {})
      expect(brokenUses(document)).toEqual([])
      expect(questionnaireDocument.safeParse(document).error?.issues ?? []).toEqual([])
    }),
    { numRuns: 100 },
  )
})

test('an act leaves the document it was given as it was', () => {
  const before = blank()
  const copy = JSON.parse(JSON.stringify(before))
  apply(before, { do: 'insert-equality' })
  apply(before, { do: 'remove', ref: { kind: 'section', id: 's' } })
  expect(before).toEqual(copy)
})

const text = (en: string) => ({ en })

function withContact(): QuestionnaireDocument {
  const yes = { id: 'yes', code: 'yes', label: text('Yes') }
  const no = { id: 'no', code: 'no', label: text('No') }
  return {
    ...blank(),
    sections: [
      {
        id: 's',
        title: text('Your local police'),
        pages: [
          {
            id: 'p',
            title: text('Contact'),
            questions: [
              { id: 'contact', code: 'contact', type: 'single', text: text('Any contact?'), options: [yes, no] },
              {
                id: 'how',
                code: 'how',
                type: 'long_text',
                text: text('How did it go?'),
                askIf: { op: 'chosen', question: 'contact', options: ['yes'] },
              },
            ],
          },
        ],
      },
    ],
  }
}

function refusalOf(act: Act): Refusal {
  try {
    apply(withContact(), act)
  } catch (error) {
    if (error instanceof Refusal) return error
    throw error
  }
  throw new Error('It was not refused.')
}

test('deleting what others refer to is refused with the list of uses', () => {
  const refusal = refusalOf({ do: 'remove', ref: { kind: 'question', id: 'contact' } })
  expect(refusal.message).toBe(
    'Question 2, “How did it go?” depends on question 1, “Any contact?”. Change that condition first.',
  )
  expect(refusal.uses.map(({ kind, id }) => [kind, id])).toEqual([['question', 'how']])
  expect(refusalOf({ do: 'remove', ref: { kind: 'option', id: 'yes', of: 'contact' } }).message).toContain(
    'an answer of question 1',
  )
})

test('moving a question after what depends on it, or a dependent before it, is refused', () => {
  expect(refusalOf({ do: 'move', ref: { kind: 'question', id: 'contact' }, at: 1 }).message).toContain(
    'would not come before it',
  )
  expect(refusalOf({ do: 'move', ref: { kind: 'question', id: 'how' }, at: 0 }).message).toContain(
    'would not come before it',
  )
})

test('changing the type is refused while a condition needs the old one, and kept options survive it otherwise', () => {
  const contact = withContact().sections[0]!.pages[0]!.questions[0]!
  const typed = { id: contact.id, code: contact.code, text: contact.text }
  expect(refusalOf({ do: 'change-type', question: { ...typed, type: 'number' } }).message).toContain(
    'its type does not allow',
  )
  const options = 'options' in contact ? contact.options : []
  const done = apply(withContact(), { do: 'change-type', question: { ...typed, type: 'multiple', options } })
  expect(done.document.sections[0]!.pages[0]!.questions[0]!.type).toBe('multiple')
})

test('a condition on a later question, on itself or across the equality questions is refused', () => {
  const ask = (id: string, question: string): Act => ({
    do: 'set-condition',
    ref: { kind: 'question', id },
    condition: { op: 'answered', question },
  })
  expect(refusalOf(ask('contact', 'how')).uses).toHaveLength(1)
  expect(refusalOf(ask('how', 'how')).uses).toHaveLength(1)
  expect(refusalOf(ask('how', 'nowhere')).message).toContain('a question that is not here')
  const both: Act = { do: 'several', acts: [{ do: 'insert-equality' }, ask('eq-sex', 'contact')] }
  expect(refusalOf(both).message).toContain('cannot depend on each other')
})

test('a section may go together with all that depends on it', () => {
  expect(apply(withContact(), { do: 'remove', ref: { kind: 'section', id: 's' } }).document.sections).toEqual([])
})

test('an id is used once', () => {
  const item = withContact().sections[0]!.pages[0]!
  expect(refusalOf({ do: 'add', kind: 'page', into: 's', at: 1, item }).message).toBe('The id p is used already.')
})
