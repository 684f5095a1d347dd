import { mkdirSync, mkdtempSync, writeFileSync } from 'node:fs'
import { tmpdir } from 'node:os'
import { join } from 'node:path'
import { expect, test } from 'vitest'
import { readNamed } from '../../server/cli/named-file.ts'
import { questionnaireIn } from '../../server/cli/questionnaire-file.ts'

const folder = mkdtempSync(join(tmpdir(), 'folkmoot-named-'))
mkdirSync(join(folder, 'forms'))
writeFileSync(join(folder, 'words.txt'), 'hello')

test('a file is read from where the operator stands', async () => {
  expect((await readNamed('words.txt', folder, 5)).toString()).toBe('hello')
  expect((await readNamed(join(folder, 'words.txt'), '/', 5)).toString()).toBe('hello')
})

test.each([
  ['none.txt', 'There is no such file.'],
  ['words.txt/below', 'There is no such file.'],
  ['forms', 'It is a folder.'],
  ['/dev/null', 'It is no file.'],
  ['words.txt', 'It is larger than 20 MB.'],
])('the file %j that cannot be read is refused by its name, with the reason', async (name, why) => {
  const refused = readNamed(name, folder, 4)
  await expect(refused).rejects.toMatchObject({ code: 'bad-input', message: `“${name}” cannot be read. ${why}` })
})

test('a file that is no questionnaire is refused by its name, with the reason', async () => {
  await expect(questionnaireIn('words.txt', folder)).rejects.toThrow(/^“words.txt” cannot be read. It is no XLSForm/)
})
