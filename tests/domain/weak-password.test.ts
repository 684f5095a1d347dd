import { expect, test } from 'vitest'
import { isWeakPassword } from '../../shared/accounts/weak-password.ts'

// Case 27.
test.each([
  'password1234',
  'Passw0rd1234',
  'P@ssword2026!',
  '123456789012',
  '210987654321',
  'qwertyuiopas',
  'abcdefghijkl',
  'aaaaaaaaaaaa',
  'abcabcabcabc',
  'liverpool2026',
  '1qaz2wsx3edc',
  'iloveyou!!!!!',
])('%s is weak', (password) => {
  expect(isWeakPassword(password)).toBe(true)
})

// Case 27.
test.each([
  'correct horse battery staple',
  'my password is not this',
  'kettle-thimble-94-orchard',
  'Wasserfall im Oktober',
  'zXk3-vq81-Lmw0',
])('%s is not', (password) => {
  expect(isWeakPassword(password)).toBe(false)
})
