import { expect, test } from 'vitest'
import { readEnv, WrongEnvironment } from '../../server/env.ts'

function refusal(source: Record<string, string>): string {
  try {
    readEnv(source)
  } catch (error) {
    if (error instanceof WrongEnvironment) return error.message
    throw error
  }
  return 'taken'
}

test.each([
  ['PORT', 'http'],
  ['PORT', '70000'],
  ['PORT', '0'],
  ['PUBLIC_ORIGIN', 'consult.example.org'],
  ['DATABASE_URL', 'mysql://localhost/x'],
  ['SECRET', 'short'],
  ['SMTP_URL', 'mail.example.org'],
  ['TRUSTED_PROXY_HOPS', 'many'],
  ['FOLKMOOT_EXAMPLE', 'yes'],
  ['LOG_LEVEL', 'loud'],
])('%s=%s is refused in one plain sentence that names it', (name, value) => {
  expect(refusal({ [name]: value })).toMatch(/^[A-Z_]+ must [^\n]+\.$/)
  expect(refusal({ [name]: value })).toMatch(name)
})

test('serving beyond this machine needs https in PUBLIC_ORIGIN', () => {
  expect(refusal({ HOST: '0.0.0.0' })).toMatch(/^PUBLIC_ORIGIN must/)
  expect(refusal({ HOST: '0.0.0.0', PUBLIC_ORIGIN: 'http://consult.example.org' })).toMatch(/^PUBLIC_ORIGIN must/)
  expect(refusal({ HOST: '0.0.0.0', PUBLIC_ORIGIN: 'https://consult.example.org' })).toBe('taken')
})

test('with nothing set it serves this machine alone, on embedded data, with the example', () => {
  const env = readEnv({})
  expect(env).toMatchObject({ port: 3000, host: '127.0.0.1', publicOrigin: 'http://127.0.0.1:3000', example: true })
  expect(env.databaseUrl).toBeUndefined()
  expect(readEnv({ PORT: '', DATABASE_URL: '' })).toEqual(env)
})

test('the example never comes by itself to a PostgreSQL or to the world', () => {
  expect(readEnv({ DATABASE_URL: 'postgres://localhost/x' }).example).toBe(false)
  expect(readEnv({ HOST: '0.0.0.0', PUBLIC_ORIGIN: 'https://consult.example.org' }).example).toBe(false)
  expect(readEnv({ DATABASE_URL: 'postgres://localhost/x', FOLKMOOT_EXAMPLE: 'on' }).example).toBe(true)
})
