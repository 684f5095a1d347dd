import fc from 'fast-check'
import { expect, test } from 'vitest'
import { cut, segmentsOf } from '../../server/analysis/sav-dictionary.ts'
import { layoutOf } from '../../shared/analysis/layout.ts'
import { variablesOf } from '../../shared/analysis/variables.ts'
import { cellText, csvCell, plainCell } from '../../shared/kernel/plain-cell.ts'
import { aQuestionnaire } from '../support/fixtures.ts'

const nasty = fc.stringMatching(/^[=+\-@|%\t\r\n'[ a-z0-9"]{0,12}$/)

test('a cell never begins as a formula does, and the text can be had again: different texts stay different', () => {
  fc.assert(
    fc.property(fc.oneof(nasty, fc.string({ unit: 'binary' })), (text) => {
      expect(plainCell(text)).not.toMatch(/^\s*[=+\-@|]|^[%\t\r\n[\uff1d\uff0b\uff0d\uff20]/)
      expect(cellText(plainCell(text))).toBe(text)
    }),
  )
  expect(csvCell('He said "no"')).toBe('"He said ""no"""')
})

test('text is cut at whole characters; a long one lies in segments that hold all of it', () => {
  fc.assert(
    fc.property(fc.string({ unit: 'grapheme' }), fc.nat(40), (text, bytes) => {
      const kept = cut(text, bytes)
      expect(kept.length).toBeLessThanOrEqual(bytes)
      expect(text.startsWith(kept.toString('utf8'))).toBe(true)
    }),
  )
  expect([segmentsOf(255), segmentsOf(256), segmentsOf(600)]).toEqual([[255], [255, 4], [255, 255, 96]])
})

test('names are taken once, begin with a letter, are no words of SPSS, and have 64 characters at most', () => {
  const document = aQuestionnaire()
  const [page] = document.sections[0]!.pages
  const ask = (id: string, code: string, options: string[]) => ({
    id,
    code,
    type: 'multiple' as const,
    text: { en: code },
    options: options.map((one) => ({ id: `${id}-${one}`, code: one, label: { en: one } })),
  })
  const long = 'a'.repeat(40)
  page!.questions = [
    ask('1', 'or', ['x']),
    ask('2', '3q', ['y']),
    ask('3', 'a', ['b_c']),
    ask('4', 'a_b', ['c']),
    ask('5', long, ['b'.repeat(39), 'b'.repeat(40)]),
  ]
  page!.questions.push({ id: '6', code: 'to', type: 'short_text', text: { en: 'To' } })
  const names = variablesOf(layoutOf([{ id: 'v', document }])).map(({ name }) => name)
  expect(new Set(names).size).toBe(names.length)
  expect(names.slice(0, 4)).toEqual(['or_x', 'q3q_y', 'a_b_c', 'a_b_c_2'])
  expect(names).toContain('to_2')
  for (const name of names) expect(name).toMatch(/^[a-z][a-z0-9_]{0,63}$/)
})
