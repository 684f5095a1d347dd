import { setTimeout as wait } from 'node:timers/promises'
import { expect, test } from 'vitest'
import { settings, startProduct } from '../support/product.ts'
import { databaseOf, type Load, missingFrom, prepared, startLoad } from '../support/under-load.ts'

/** `npm run test:kills` does it five hundred times. */
const kills = Number(process.env.FOLKMOOT_KILLS ?? 2)

/** Waits until so many receipts were shown: the middle of things, wherever the machine's speed puts it. */
async function shownTo(load: Load, people: number) {
  while (load.receipts.length < people) await wait(5)
}

// Case 38; promise 1.
test(
  'kill -9 under load: every receipt that was shown is found after the restart, and boots are quick',
  async () => {
    const env = await settings()
    const to = await prepared(env)
    const shown: string[] = []
    const boots: number[] = []
    for (let kill = 0; kill < kills; kill += 1) {
      const began = Date.now()
      const product = await startProduct(env)
      boots.push(Date.now() - began)
      const load = startLoad(product.origin, to)
      await shownTo(load, 5 + Math.floor(Math.random() * 60))
      product.signal('SIGKILL')
      await product.ended
      await load.stop()
      shown.push(...load.receipts)
      const database = await databaseOf(env)
      const { missing, stored } = await missingFrom(database, to, shown)
      await database.close()
      expect(missing, `lost at kill ${kill + 1}`).toEqual([])
      expect(stored).toBeGreaterThanOrEqual(new Set(shown).size)
      expect(new Set(shown).size).toBe(shown.length)
    }
    console.log(`${kills} kills, ${shown.length} receipts shown, none lost; slowest boot ${Math.max(...boots)} ms`)
    // Ten seconds on a machine of its own; here the tests of two workers share it.
    expect(Math.max(...boots)).toBeLessThan(30_000)
  },
  Math.max(120_000, kills * 20_000),
)

// Cases 38 and 46.
test('SIGTERM under load: whoever was shown a receipt is in, whoever came too late was told so, the end is clean', async () => {
  const env = await settings()
  const to = await prepared(env)
  const product = await startProduct(env)
  const load = startLoad(product.origin, to)
  await shownTo(load, 30)
  const asked = Date.now()
  product.signal('SIGTERM')
  expect(await product.ended).toBe(0)
  expect(Date.now() - asked).toBeLessThan(15_000)
  await load.stop()
  expect([...new Set(load.refused)].filter((what) => what !== '503' && what !== 'no answer')).toEqual([])
  const database = await databaseOf(env)
  const { missing, stored } = await missingFrom(database, to, load.receipts)
  await database.close()
  expect(missing).toEqual([])
  // A request in flight is answered: no row is left whose sender was told nothing.
  expect(stored).toBe(load.receipts.length)
}, 120_000)
