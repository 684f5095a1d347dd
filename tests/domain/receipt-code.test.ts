import fc from 'fast-check'
import { expect, test } from 'vitest'
import { formatReceipt, parseReceipt } from '../../shared/responses/receipt-code.ts'

const bytes = fc.uint8Array({ minLength: 15, maxLength: 15 })

test('a receipt is 120 bits in six groups of four Crockford letters', () => {
  expect(formatReceipt(new Uint8Array(15))).toBe('0000-0000-0000-0000-0000-0000')
  expect(formatReceipt(new Uint8Array(15).fill(255))).toBe('ZZZZ-ZZZZ-ZZZZ-ZZZZ-ZZZZ-ZZZZ')
  expect(formatReceipt(Uint8Array.from([0b00001_000, 0b10_00011_0, ...new Array(13).fill(0)]))).toMatch(/^1230-/)
})

test('every receipt reads back as itself, however it was typed', () => {
  fc.assert(
    fc.property(bytes, fc.constantFrom('', ' ', '-', ' – ', '\n'), (given, between) => {
      const receipt = formatReceipt(given)
      const typed = receipt.toLowerCase().replaceAll('0', 'o').replaceAll('1', 'l').replaceAll('-', between)
      expect(parseReceipt(typed)).toBe(receipt)
    }),
  )
})

test('different bytes never give the same receipt', () => {
  fc.assert(
    fc.property(bytes, bytes, (a, b) => {
      expect(formatReceipt(a) === formatReceipt(b)).toBe(Buffer.compare(a, b) === 0)
    }),
  )
})

test('what is not a receipt is null, on any text', () => {
  for (const typed of [
    '',
    'U'.repeat(24),
    '0'.repeat(23),
    '0'.repeat(25),
    '0'.repeat(10_000),
    '0000-0000-0000-0000-0000-000\0',
  ])
    expect(parseReceipt(typed)).toBeNull()
  fc.assert(
    fc.property(fc.string({ unit: 'binary' }), (typed) => {
      const read = parseReceipt(typed)
      expect(read === null || /^([0-9A-HJKMNP-TV-Z]{4}-){5}[0-9A-HJKMNP-TV-Z]{4}$/.test(read)).toBe(true)
    }),
  )
})
