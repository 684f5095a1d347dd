import { mkdtempSync, readdirSync, readFileSync } from 'node:fs'
import type { AddressInfo } from 'node:net'
import { tmpdir } from 'node:os'
import { join } from 'node:path'
import { SMTPServer } from 'smtp-server'
import { expect, test } from 'vitest'
import { subscriptions } from '../../server/app.ts'
import { emit } from '../../server/platform/audit.ts'
import type { Ctx } from '../../server/platform/context.ts'
import { deliverEvents } from '../../server/platform/jobs.ts'
import { askToBeTold } from '../../server/responses/update-requests.ts'
import { aPublishedAnswer } from '../support/published-answer.ts'
import { openWorld, type World } from '../support/world.ts'

const from = 'Folkmoot <folkmoot@example.org>'
const toFiles = subscriptions({ smtpUrl: undefined, mailFrom: from })

/** An answer that was just published, so many people waiting to hear of it; addresses of their own. */
async function waiting(world: World, people: number) {
  const { consultationId, slug } = await aPublishedAnswer(world)
  const addresses = Array.from({ length: people }, (_, i) => `${slug}-${i}@example.org`)
  for (const address of addresses) await askToBeTold(world.ctx, consultationId, address)
  await emit(world.ctx, 'feedback.published', { consultationId })
  return { consultationId, slug, addresses }
}

/** A process of its own: its own folder for mail, and a clock that it shares with nobody. */
function aProcess(world: World): { ctx: Ctx; clock: { now: Date }; mail: () => string[] } {
  const clock = { now: new Date(world.ctx.now()) }
  const dataDir = mkdtempSync(join(tmpdir(), 'folkmoot-mail-'))
  const folder = join(dataDir, 'mail')
  const mail = () => readdirSync(folder).map((name) => readFileSync(join(folder, name), 'utf8').replace(/=\n/g, ''))
  return { ctx: { ...world.ctx, dataDir, now: () => new Date(clock.now) }, clock, mail }
}

const mailsTo = (all: string[], address: string) => all.filter((text) => text.includes(`To: ${address}`))

test('each of those who asked is written one message, with the way to the answer and nothing of theirs', async () => {
  const world = await openWorld()
  const { ctx, mail } = aProcess(world)
  const { consultationId, slug, addresses } = await waiting(world, 3)
  await deliverEvents(ctx, toFiles)
  await emit(ctx, 'feedback.published', { consultationId })
  await deliverEvents(ctx, toFiles)
  for (const address of addresses) {
    const [message, ...more] = mailsTo(mail(), address)
    expect(more).toEqual([])
    expect(message).toContain(`${ctx.publicOrigin}/c/${slug}/results`)
    expect(message).toContain('Subject: What came of it')
    expect(message).not.toContain(addresses.find((other) => other !== address))
  }
})

test('two processes delivering at the same moment write to nobody twice', async () => {
  const world = await openWorld()
  const [one, two] = [aProcess(world), aProcess(world)]
  const { consultationId, addresses } = await waiting(world, 20)
  await emit(world.ctx, 'feedback.published', { consultationId })
  await Promise.all([deliverEvents(one.ctx, toFiles), deliverEvents(two.ctx, toFiles)])
  await deliverEvents(one.ctx, toFiles)
  const all = [one, two].flatMap(({ mail }) => {
    try {
      return mail()
    } catch {
      return []
    }
  })
  for (const address of addresses) expect(mailsTo(all, address), address).toHaveLength(1)
})

/** A real SMTP server that refuses the first so many messages to an address, as a busy one does. */
async function smtp(refuse: (address: string) => boolean) {
  const accepted: { to: string; text: string }[] = []
  const server = new SMTPServer({
    authOptional: true,
    disabledCommands: ['STARTTLS'],
    onData(stream, session, done) {
      let text = ''
      stream.on('data', (piece: Buffer) => {
        text += piece.toString()
      })
      stream.on('end', () => {
        const to = session.envelope.rcptTo[0]?.address ?? ''
        if (refuse(to)) return done(Object.assign(new Error('Try again later'), { responseCode: 451 }))
        accepted.push({ to, text })
        done()
      })
    },
  })
  await new Promise<void>((resolve) => server.listen(0, '127.0.0.1', resolve))
  const { port } = server.server.address() as AddressInfo
  const close = () => new Promise<void>((resolve) => server.close(resolve))
  return { accepted, close, url: `smtp://127.0.0.1:${port}` }
}

test('when the mail server refuses a message it is tried again, and arrives once', async () => {
  const world = await openWorld()
  const { ctx, clock } = aProcess(world)
  // What other tests left in the outbox is not this server's.
  await deliverEvents(ctx, toFiles)
  const tries = new Map<string, number>()
  const { addresses, slug } = await waiting(world, 3)
  const server = await smtp((address) => {
    tries.set(address, (tries.get(address) ?? 0) + 1)
    return address === addresses[1] && tries.get(address)! <= 2
  })
  const toServer = subscriptions({ smtpUrl: server.url, mailFrom: from })
  const received = (address = '') => server.accepted.filter(({ to }) => to === address)
  await deliverEvents(ctx, toServer)
  expect(addresses.map((address) => received(address).length)).toEqual([1, 0, 1])
  for (let turn = 0; turn < 4; turn += 1) {
    clock.now = new Date(clock.now.getTime() + 60_000)
    await deliverEvents(ctx, toServer)
  }
  expect(addresses.map((address) => received(address).length)).toEqual([1, 1, 1])
  expect(tries.get(addresses[1]!)).toBe(3)
  expect(received(addresses[1])[0]?.text).toContain(`/c/${slug}/results`)
  await server.close()
})

test('while the mail server is away, for days if need be, nothing is lost: it is sent when it is back', async () => {
  const world = await openWorld()
  const { ctx, clock } = aProcess(world)
  await deliverEvents(ctx, toFiles)
  const { addresses } = await waiting(world, 1)
  const away = subscriptions({ smtpUrl: 'smtp://127.0.0.1:9', mailFrom: from })
  for (let hour = 0; hour < 70; hour += 1) {
    await deliverEvents(ctx, away)
    clock.now = new Date(clock.now.getTime() + 3_600_000)
  }
  const server = await smtp(() => false)
  await deliverEvents(ctx, subscriptions({ smtpUrl: server.url, mailFrom: from }))
  expect(server.accepted.map(({ to }) => to)).toEqual(addresses)
  await server.close()
})
