import fc from 'fast-check'
import { expect, test } from 'vitest'
import { isWebAddress, slugOf } from '../../shared/consultations/addresses.ts'
import { privacyNotice } from '../../shared/consultations/inputs.ts'
import { phaseOf } from '../../shared/consultations/phase.ts'
import { gaps, type Readiness, shortPeriod } from '../../shared/consultations/readiness.ts'
import { blanks, startingNotice } from '../../shared/consultations/starting-notice.ts'

const at = (iso: string) => new Date(iso)

test('a consultation opens and closes by the clock, at the very instant', () => {
  const open = { state: 'open', opensAt: at('2026-03-01T00:00:00Z'), closesAt: at('2026-03-31T22:59:00Z') } as const
  expect(phaseOf(open, at('2026-02-28T23:59:59Z'))).toBe('scheduled')
  expect(phaseOf(open, at('2026-03-01T00:00:00Z'))).toBe('open')
  expect(phaseOf(open, at('2026-03-31T22:58:59Z'))).toBe('open')
  expect(phaseOf(open, at('2026-03-31T22:59:00Z'))).toBe('closed')
  for (const state of ['draft', 'asked', 'answered'] as const) {
    expect(phaseOf({ ...open, state }, at('2026-03-10T00:00:00Z'))).toBe(state)
  }
})

const whole: Readiness = {
  title: 'Policing at night',
  why: 'To set priorities.',
  decided: 'Nothing.',
  stillOpen: 'All of it.',
  audience: 'Everyone.',
  contact: 'engagement@example.org',
  opensAt: at('2026-03-01T00:00:00Z'),
  closesAt: at('2026-03-31T22:59:00Z'),
  answerBy: at('2026-06-30T12:00:00Z'),
  hasNotice: true,
  publishedQuestionnaires: 1,
}
const now = at('2026-02-20T12:00:00Z')

test('nothing is missing from what is whole, and each gap is named by its field', () => {
  expect(gaps(whole, now)).toEqual({})
  const missing = (change: Partial<Readiness>) => Object.keys(gaps({ ...whole, ...change }, now))
  expect(missing({ stillOpen: ' ' })).toEqual(['stillOpen'])
  expect(missing({ closesAt: null })).toEqual(['closesAt'])
  expect(missing({ closesAt: at('2026-02-01T00:00:00Z') })).toEqual(['closesAt'])
  expect(missing({ answerBy: at('2026-03-10T00:00:00Z') })).toEqual(['answerBy'])
  expect(missing({ hasNotice: false, publishedQuestionnaires: 0 })).toEqual(['privacyNotice', 'questionnaires'])
})

test('whom to ask is an e-mail address or a telephone number, in whatever words stand around it', () => {
  const missing = (contact: string) => gaps({ ...whole, contact }, now).contact
  for (const reachable of [
    'Write to engagement@example.org.',
    'Ring 020 7946 0000, Monday to Friday',
    'Call +44 (0)20 7946 0000',
    'Text 07700 900123',
    'Telephone: 01632-960-001',
  ])
    expect([reachable, missing(reachable)]).toEqual([reachable, undefined])
  for (const words of ['Ask at the town hall', 'We answer from 9 to 5, 101 for all else', 'engagement at example', '@'])
    expect(missing(words)).toBe('Give an e-mail address or a telephone number where people can ask.')
  expect(missing(' ')).toBe('Say whom people can ask.')
})

test('a short period is worth a look, in London days across the change of the clocks', () => {
  expect(shortPeriod({ opensAt: at('2026-03-28T00:00:00Z'), closesAt: at('2026-03-30T22:59:00Z') })).toContain(
    'Open for 3 days.',
  )
  expect(shortPeriod({ opensAt: at('2026-03-28T00:00:00Z'), closesAt: at('2026-03-28T22:59:00Z') })).toContain(
    'Open for 1 day.',
  )
  expect(shortPeriod(whole)).toBeNull()
  expect(shortPeriod({ opensAt: null, closesAt: null })).toBeNull()
})

test('any title makes an address of lower-case letters, figures and single hyphens', () => {
  expect(slugOf('Have Your Say on Policing in London 2026')).toBe('have-your-say-on-policing-in-london-2026')
  expect(slugOf('Café & “policing”: what next?')).toBe('cafe-policing-what-next')
  expect(slugOf('警察 😀')).toBe('consultation')
  fc.assert(
    fc.property(fc.string({ unit: 'binary', maxLength: 300 }), (title) => {
      expect(slugOf(title)).toMatch(/^[a-z0-9]+(-[a-z0-9]+)*$/)
      expect(slugOf(title).length).toBeLessThanOrEqual(60)
    }),
  )
})

// SECURITY 4
test('only an https address without tricks is a link', () => {
  for (const good of [
    'https://example.org',
    'https://www.example.org/a/b?c=d#e',
    'https://example.org:8443/é',
    'HTTPS://EXAMPLE.ORG/x',
  ]) {
    expect([good, isWebAddress(good)]).toEqual([good, true])
  }
  const bad = [
    'javascript:alert(1)',
    'JaVaScRiPt:alert(1)',
    'data:text/html,x',
    'vbscript:x',
    'http://example.org',
    'https://',
    '//example.org',
  ]
  const tricks = [
    'https://user@example.org',
    'https://example.org\\@evil',
    ' https://example.org',
    'https://example.org/a b',
    'https://example.org/"onclick=',
    'java\nscript:alert(1)',
    'mailto:a@example.org',
  ]
  for (const address of [...bad, ...tricks]) expect([address, isWebAddress(address)]).toEqual([address, false])
})

test('the starting text of a notice is not kept until everything only the body knows is filled in', () => {
  const refusal = (text: string) =>
    privacyNotice.safeParse({ text, quotesMayBePublished: true }).error?.issues.map((issue) => issue.message)
  expect(blanks.every((blank) => startingNotice.includes(blank))).toBe(true)
  expect(refusal(startingNotice)).toEqual([`Still to fill in: ${blanks.join(', ')}.`])
  const filled = blanks.reduce((text, blank) => text.replace(blank, 'so and so'), startingNotice)
  expect(refusal(filled.replace('so and so', blanks[0]))).toEqual([`Still to fill in: ${blanks[0]}.`])
  expect(refusal(filled)).toBeUndefined()
  for (const said of [
    'controller',
    'Article 6(1)(e)',
    'Article 9(2)(g)',
    'How long',
    'Your rights',
    'Information Commissioner',
  ])
    expect(filled).toContain(said)
  expect(filled).toMatch(/How long\. We keep .* from the day this closes, and delete it no later than that\./)
})
