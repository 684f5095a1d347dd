import { mkdtempSync, statSync } from 'node:fs'
import { tmpdir } from 'node:os'
import { join } from 'node:path'
import { expect, test } from 'vitest'
import { askHolder, listenForOperator, type Print, type Verbs, WrongUsage } from '../../server/platform/operator.ts'
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
  } finally {
    server.close()
  }
})
