import { readFileSync } from 'node:fs'
import { connect } from 'node:net'
import { setTimeout as wait } from 'node:timers/promises'
import { afterAll, beforeAll, expect, test } from 'vitest'
import type { OpenConsultation } from '../support/fixtures.ts'
import { type Product, settings, startProduct } from '../support/product.ts'
import { prepared, sentForm } from '../support/under-load.ts'

// Case 52, over real connections.
let product: Product
let to: OpenConsultation
beforeAll(async () => {
  const env = await settings()
  to = await prepared(env)
  product = await startProduct(env)
}, 120_000)
afterAll(async () => {
  product.signal('SIGTERM')
  expect(await product.ended).toBe(0)
}, 60_000)

interface Rude {
  status: string
  seconds: number
}

/** Writes these bytes, then goes on with a trickle if there is one, until the server ends the connection. */
function rude(bytes: string | Buffer, trickle = ''): Promise<Rude> {
  const began = Date.now()
  return new Promise((resolve) => {
    const socket = connect(Number(product.env.PORT), '127.0.0.1')
    let got = ''
    const dripping = setInterval(() => trickle && socket.write(trickle), 400)
    socket.on('data', (data) => {
      got += data
    })
    socket.on('error', () => {})
    socket.on('close', () => {
      clearInterval(dripping)
      resolve({ status: got.slice(9, 12), seconds: (Date.now() - began) / 1000 })
    })
    socket.write(bytes)
  })
}

const head = (more: string) =>
  `POST /c/${to.slug}/respond/check HTTP/1.1\r\nHost: 127.0.0.1:${product.env.PORT}\r\nOrigin: ${product.origin}\r\n` +
  `Connection: close\r\nContent-Type: application/x-www-form-urlencoded\r\n${more}\r\n`

/** After a form that it did not read to its end the server ends the connection: a browser then asks again on a new one. */
async function post(body: BodyInit, type = 'application/x-www-form-urlencoded', path = `/c/${to.slug}/respond/check`) {
  const send = () =>
    fetch(product.origin + path, { method: 'POST', headers: { origin: product.origin, 'content-type': type }, body })
  return send().catch(send)
}

const kilobytes = () => Number(/VmRSS:\s+(\d+)/.exec(readFileSync(`/proc/${product.pid}/status`, 'utf8'))?.[1])

test('slow, false and endless requests are ended in ten seconds, and others do not feel them', async () => {
  const slow = [
    rude('GET / HTTP/1.1\r\nHost: a\r\nX: ', 'a'),
    rude(head('Content-Length: 100000\r\n'), 'a=1&'),
    rude(`${head('Content-Length: 500\r\n')}key=a`),
    ...Array.from({ length: 50 }, () => rude('GET / HTTP/1.1\r\n', 'X-A: b\r\n')),
  ]
  const broken = await Promise.all([
    rude(`${head('Content-Length: 3\r\n')}key=abc\r\nGET / HTTP/1.1\r\n\r\n`),
    rude(`${head('Content-Length: 3\r\nTransfer-Encoding: chunked\r\n')}0\r\n\r\n`),
    rude(`${head('Transfer-Encoding: chunked\r\n')}ZZ\r\nkey=a`),
    rude(`GET /\0 HTTP/1.1\r\nHost: a\r\n\r\n`),
    rude(`GET / HTTP/1.1\r\nHost: a\r\nX: ${'a'.repeat(40_000)}\r\n\r\n`),
  ])
  for (const { status, seconds } of broken) {
    expect(['400', '422', '431']).toContain(status)
    expect(seconds).toBeLessThan(10)
  }
  const times: number[] = []
  for (let i = 0; i < 20; i += 1) {
    const began = performance.now()
    expect((await fetch(`${product.origin}/healthz`)).status).toBe(200)
    times.push(performance.now() - began)
    await wait(100)
  }
  expect(times.sort((a, b) => a - b)[18]).toBeLessThan(1000)
  for (const { status, seconds } of await Promise.all(slow)) {
    expect(['408', '']).toContain(status)
    expect(seconds).toBeLessThan(12)
  }
}, 60_000)

const boundary = 'multipart/form-data; boundary=x'
const part = (name: string, value: string) =>
  `--x\r\nContent-Disposition: form-data; name="${name}"\r\n\r\n${value}\r\n`

test('huge, repeated and unreadable forms are refused, memory stays, and the next answer is taken', async () => {
  const fields = (n: number, name: (i: number) => string) =>
    Array.from({ length: n }, (_, i) => `${name(i)}=1`).join('&')
  const bad = (): [string, number[], () => Promise<Response>][] => [
    ['10 MB', [413], () => post('a'.repeat(10_000_000))],
    ['10 MB in parts', [413], () => post(part('answers', 'a'.repeat(10_000_000)), boundary)],
    ['10,000 fields', [413], () => post(fields(10_000, (i) => `f${i}`))],
    ['1,000 keys', [404, 410, 422], () => post(`${fields(1000, () => 'key')}&answers={}&notice=1`)],
    ['10,000 parts', [413], () => post(Array.from({ length: 10_000 }, (_, i) => part(`f${i}`, '')).join(''), boundary)],
    ['no UTF-8', [404, 410, 422], () => post(Buffer.from('key=%ff%fe&answers=\xff\xfe&notice=1', 'latin1'))],
    [
      'no end of the parts',
      [400, 422],
      () => post('--x\r\nContent-Disposition: form-data; name="a"\r\n\r\nabc', boundary),
    ],
    ['a file', [422], () => post(`${part('a"; filename="x.svg', '<svg/>')}--x--`, boundary)],
    ['JSON', [400], () => post('{"key":"a"}', 'application/json')],
    ['brackets', [400, 422], () => post('['.repeat(100_000), 'application/json', '/api/accounts/sign-in')],
  ]
  for (const [, , send] of bad()) await (await send()).text()
  const before = kilobytes()
  for (let round = 0; round < 5; round += 1) {
    for (const [what, statuses, send] of bad()) {
      const began = Date.now()
      const answer = await send()
      expect(await answer.text()).not.toMatch(/at .*\.[tj]s:\d+|node_modules/)
      expect([what, statuses.includes(answer.status), answer.status]).toEqual([what, true, answer.status])
      expect(Date.now() - began).toBeLessThan(10_000)
    }
  }
  expect((kilobytes() - before) / 1024).toBeLessThan(50)
  const good = await post(sentForm(to))
  expect([good.status, /[0-9A-Z]{4}(?:-[0-9A-Z]{4}){5}/.test(await good.text())]).toEqual([200, true])
  expect(product.printed().err).not.toContain('a request failed')
}, 120_000)
