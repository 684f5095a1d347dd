import { expect, test } from 'vitest'
import { helpFor } from '../../server/cli/help.ts'
import { verbs } from '../../server/cli/verbs.ts'

test('help lists every verb with what it does, and explains each by its words', () => {
  const list = helpFor(['help'])
  expect(list?.code).toBe(0)
  for (const [name, { usage, about }] of Object.entries(verbs)) {
    expect(usage.startsWith(`folkmoot ${name}`), usage).toBe(true)
    expect(list?.text).toContain(usage)
    expect(list?.text).toContain(about)
    expect(helpFor([...name.split(' '), '--help'])).toMatchObject({ code: 0, text: expect.stringContaining(about) })
    expect(helpFor(['help', ...name.split(' ')])).toEqual(helpFor([...name.split(' '), '-h']))
  }
})

test('the first word of several verbs explains all of them; an unknown verb is a wrong use', () => {
  expect(helpFor(['example', '--help'])?.text).toMatch(/example load[\s\S]*example respond/)
  expect(helpFor(['exmaple', 'load'])).toMatchObject({ code: 2, text: expect.stringContaining('no verb “exmaple”') })
  expect(helpFor(['constructor'])?.code).toBe(2)
})

test('no verb at all is a wrong use, answered with the list of verbs', () => {
  expect(helpFor([])).toEqual({ ...helpFor(['help']), code: 2 })
})

test('words that ask for something to be done are left to be done', () => {
  for (const words of [['serve'], ['bench', '--only', 'pages'], ['example', 'load'], ['recount', 'a']])
    expect(helpFor(words)).toBeNull()
})
