import { mkdtempSync, statSync } from 'node:fs'
import { createServer } from 'node:http'
import { tmpdir } from 'node:os'
import { join } from 'node:path'
import { expect, test } from 'vitest'
import { askHolder, listenForOperator, type Print, type Verbs } from '../../server/platform/operator.ts'
import { WrongUsage } from '../../server/platform/operator-words.ts'
import { openWorld } from '../support/world.ts'

const many = 40
const part = (n: number) => new Uint8Array(100_000).fill(n)

const verbs: Verbs = {
  'big file': {
    usage: 'folkmoot big file',
    about: 'writes a file to stdout',
    run: async (_ctx, args, out) => {
      if (args.length > 0) throw new WrongUsage('It takes no words.')
      for (let n = 0; n < many; n++) await out.bytes(part(n))
      out.note(`asked from ${out.cwd}`)
      return 0
    },
  },
  fail: {
    usage: 'folkmoot fail',
    about: 'meets what nobody foresaw',
    run: () => Promise.reject(new Error('The disk is full.')),
  },
}

test("a file goes through the operator's socket whole and in order; the holder knows where the asker stands", async () => {
  const { ctx } = await openWorld()
  const dataDir = mkdtempSync(join(tmpdir(), 'folkmoot-socket-'))
  const server = await listenForOperator({ ...ctx, dataDir }, verbs)
  try {
    expect(statSync(join(dataDir, 'operator.sock')).mode & 0o777).toBe(0o600)
    const chunks: Uint8Array[] = []
    const said: string[] = []
    const print: Print = async (printed) => {
      if ('bytes' in printed) chunks.push(printed.bytes)
      else said.push(`${printed.to} ${printed.text}`)
    }
    expect(await askHolder(dataDir, ['big', 'file'], print)).toBe(0)
    expect(Buffer.concat(chunks).equals(Buffer.concat(Array.from({ length: many }, (_, n) => part(n))))).toBe(true)
    expect(said).toEqual([`err asked from ${process.cwd()}`])
    expect(await askHolder(dataDir, ['big', 'file', 'now'], print)).toBe(2)
    expect(said.at(-1)).toBe('err It takes no words.\nUsage: folkmoot big file')
    expect(await askHolder(dataDir, ['small', 'file'], print)).toBe(2)
    expect(await askHolder(dataDir, ['fail', '--json'], print)).toBe(1)
    const error = { code: 'fault', message: 'It failed: The disk is full.', fields: {} }
    expect(said.slice(-2)).toEqual([`err ${error.message}`, `out ${JSON.stringify({ error }, null, 2)}`])
  } finally {
    server.close()
  }
})

test('the asker is told when the holder ends before the verb is done', async () => {
  const dataDir = mkdtempSync(join(tmpdir(), 'folkmoot-socket-'))
  const holder = createServer((_asked, answer) => {
    answer.write('{"to":"err","text":"begun"}\n', () => answer.destroy())
  })
  await new Promise<void>((resolve) => holder.listen(join(dataDir, 'operator.sock'), resolve))
  try {
    await expect(askHolder(dataDir, ['verify'], async () => {})).rejects.toThrow(/ended before this was done/)
  } finally {
    holder.close()
  }
})
