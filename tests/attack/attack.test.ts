import loadHighs from 'highs'
import { test } from 'vitest'
import { publicRule } from '../../shared/analysis/disclosure-rules.ts'
import { attack } from './adversary.ts'
import { datasetOf } from './people.ts'

const highs = await loadHighs()

test('try', () => {
  const [from, to] = (process.env.SEEDS ?? '1,20').split(',').map(Number)
  const start = performance.now()
  let hidden = 0,
    small = 0,
    bad = 0
  for (let seed = from!; seed <= to!; seed++) {
    const found = attack(highs, datasetOf(seed), publicRule)
    hidden += found.hidden
    small += found.small
    if (found.found.length) {
      bad++
      console.log(seed, JSON.stringify(found).slice(0, 600))
    }
  }
  console.log({ hidden, small, bad }, performance.now() - start)
}, 600000)
