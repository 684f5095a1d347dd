import { expect, test } from 'vitest'
import { newToken } from '../../server/platform/secret.ts'
import { newKey, receiptOf } from '../../server/responses/keys.ts'
import { submit } from '../../server/responses/submit.ts'
import { formatReceipt } from '../../shared/responses/receipt-code.ts'
import { aSubmission } from '../support/answers.ts'
import { anOpenConsultation } from '../support/fixtures.ts'
import { openWorld, origin } from '../support/world.ts'

const world = await openWorld()
const { ctx } = world

// Case 28: who tries is never taken from what a request says of itself.
test('a new address in every header buys no more tries at a password', async () => {
  const email = `tried-${Date.now()}@example.org`
  const statuses: number[] = []
  for (let i = 0; i < 12; i += 1) {
    const answer = await world.app.request(`${origin}/api/accounts/sign-in`, {
      method: 'POST',
      headers: {
        origin,
        'content-type': 'application/json',
        'x-forwarded-for': `203.0.113.${i}, ::ffff:198.51.100.${i}`,
        'cf-connecting-ip': `2001:db8::${i}`,
        forwarded: `for="[2001:db8::${i}]"`,
        'x-real-ip': `203.0.113.${i}`,
      },
      body: JSON.stringify({ email: i % 2 ? email : email.toUpperCase(), password: `wrong password ${i}` }),
    })
    statuses.push(answer.status)
  }
  expect(statuses).toEqual([...Array(10).fill(401), 429, 429])
})

// Cases 23 and 24: a guess costs a request and tells nothing, and there are more codes than guesses.
test('guessed receipts, links and tokens all get the same answer, and every one has 120 bits or more', async () => {
  const to = await anOpenConsultation(world)
  expect((await submit(ctx, aSubmission(to))).outcome).toBe('in')
  const visitor = world.visitor()
  const told = new Set<string>()
  for (let i = 0; i < 40; i += 1) {
    const code = formatReceipt(ctx.random(15))
    const receipt = await visitor.form('/receipt', { code })
    const link = await visitor.form(`/c/${to.slug}/respond/return/${newToken(ctx)}`, {})
    const signIn = await visitor.form(`/sign-in/${newToken(ctx)}`, {})
    const text = (await receipt.text()).replaceAll(code, 'CODE')
    const plain = (html: string) => html.replace(/nonce="[^"]*"/g, '').replace(/form_token" value="[^"]*"/g, '')
    told.add([receipt.status, plain(text), link.status, plain(await link.text()), signIn.status].join('\n'))
  }
  expect(told.size).toBe(1)
  const receipts = new Set(Array.from({ length: 2000 }, () => receiptOf(newKey(ctx))))
  expect(receipts.size).toBe(2000)
  expect([...receipts][0]?.replaceAll('-', '')).toHaveLength(24) // 24 letters of 5 bits
  expect(Buffer.from(newToken(ctx), 'base64url')).toHaveLength(32)
  expect(Buffer.from(newKey(ctx), 'base64url')).toHaveLength(16)
})
