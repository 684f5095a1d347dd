import { expect, test } from 'vitest'
import { helpFor } from '../../server/cli/help.ts'
import { verbs } from '../../server/cli/verbs.ts'

test('help lists every verb with what it does, and explains each by its words', () => {
  const list = helpFor(['help'])
  expect(list?.wrong).toBeUndefined()
  for (const [name, { usage, about }] of Object.entries(verbs)) {
    expect(usage.startsWith(`folkmoot ${name}`), usage).toBe(true)
    expect(list?.text).toContain(usage)
    expect(list?.text).toContain(about)
    expect(helpFor([...name.split(' '), '--help'])).toEqual({ text: expect.stringContaining(about) })
    expect(helpFor(['help', ...name.split(' ')])).toEqual(helpFor([...name.split(' '), '-h']))
  }
})

test('the first word of several verbs explains all of them; an unknown verb is a wrong use', () => {
  expect(helpFor(['example', '--help'])?.text).toMatch(/example load[\s\S]*example respond/)
  expect(helpFor(['exmaple', 'load'])).toEqual({ ...helpFor(['help']), wrong: 'There is no verb “exmaple”.' })
  expect(helpFor(['constructor'])?.wrong).toBe('There is no verb “constructor”.')
})

test('no verb at all is a wrong use, answered with the list of verbs', () => {
  expect(helpFor([])).toEqual({ ...helpFor(['help']), wrong: 'Say what is to be done.' })
})

test('a first word that needs a second is told which there are, not the whole list', () => {
  const { text } = helpFor(['help', 'questionnaire'])!
  expect(text).not.toContain('folkmoot tables')
  const needs = { text, wrong: '“questionnaire” needs a second word: check, export, import.' }
  expect(helpFor(['questionnaire'])).toEqual(needs)
  expect(helpFor(['questionnaire', '--json'])).toEqual(needs)
  const wrong = 'There is no verb “questionnaire prove”: check, export, import.'
  expect(helpFor(['questionnaire', 'prove'])).toEqual({ text, wrong })
})

test('words that ask for something to be done are left to be done', () => {
  for (const words of [['serve'], ['bench', '--only', 'pages'], ['example', 'load'], ['recount', 'a']])
    expect(helpFor(words)).toBeNull()
})
