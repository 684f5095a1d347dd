import type { TextPreset } from './document.ts'

/** What a line of text must look like. Each pattern is fixed here and reads in one pass, however long the text. */
const patterns: Record<TextPreset, RegExp> = {
  email: /^[^\s@,;<>]{1,64}@[^\s@,;<>.]{1,63}(\.[^\s@,;<>.]{1,63}){1,8}$/,
  phone: /^\+?[\d\s()./-]{6,25}$/,
  url: /^(https?:\/\/)?[^\s/@.]{1,63}(\.[^\s/@.]{1,63}){1,8}([/?#]\S{0,2000})?$/i,
  number_plate: /^[A-Z0-9]{1,4}[ -]?[A-Z0-9]{1,4}$/i,
}

export const presetMessage: Record<TextPreset, string> = {
  email: 'Enter an e-mail address, like name@example.org.',
  phone: 'Enter a phone number in figures, like 020 7946 0000.',
  url: 'Enter the address of a web page, like www.example.org.',
  number_plate: 'Enter a number plate, like AB12 CDE.',
}

export function fitsPreset(text: string, preset: TextPreset): boolean {
  const given = text.trim()
  if (!patterns[preset].test(given)) return false
  const figures = given.replace(/\D/g, '').length
  if (preset === 'phone') return figures >= 6 && figures <= 15
  return preset !== 'number_plate' || figures > 0
}
