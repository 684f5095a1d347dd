import { expect, test } from 'vitest'
import { readWords, tellRefusal, WrongUsage } from '../../server/platform/operator-words.ts'

const read = (...args: string[]) => readWords(args, { as: { type: 'string' }, draft: { type: 'boolean' } }, 1)

test('words are read into values by option and the words that are no option; every verb takes --json', () => {
  expect(read('slug', '--as', 'a@example.org', '--json')).toMatchObject({
    values: { as: 'a@example.org', json: true },
    positionals: ['slug'],
  })
  expect(read('--as=-a-', '--', '--draft')).toMatchObject({ values: { as: '-a-' }, positionals: ['--draft'] })
})

test.each([
  [['--nonsense'], 'There is no option “--nonsense”.'],
  [['-x'], 'There is no option “-x”.'],
  [['--constructor', 'x'], 'There is no option “--constructor”.'],
  [['--no-draft'], 'There is no option “--no-draft”.'],
  [['--as'], '--as needs a value.'],
  [['--as', ''], '--as needs a value.'],
  [['--as='], '--as needs a value.'],
  [['--as', '--json'], '--as needs a value. One that begins with a dash is written --as=--json.'],
  [['--json=yes'], '--json takes no value.'],
  [['slug', 'more', 'words'], '“more” is one word too many.'],
])('the words %j are a wrong use, told in plain words', (args, sentence) => {
  expect(() => read(...args)).toThrow(new WrongUsage(sentence))
})

test('a refusal is told in words, and to whoever asked for JSON as one document of its own', () => {
  const said: string[] = []
  const documents: unknown[] = []
  const out = { note: (text: string) => void said.push(text), json: (value: unknown) => void documents.push(value) }
  const refusal = { code: 'bad-input', message: 'Not this.', fields: { format: 'Write 1.' } }
  tellRefusal(out, ['verify'], refusal)
  expect([said.splice(0), documents]).toEqual([['Not this.\n  format: Write 1.'], []])
  tellRefusal(out, ['verify', '--json'], { code: 'wrong-usage', message: 'Name one.' }, 'Usage: folkmoot verify')
  expect(said).toEqual(['Name one.\nUsage: folkmoot verify'])
  expect(documents).toEqual([{ error: { code: 'wrong-usage', message: 'Name one.', fields: {} } }])
})
