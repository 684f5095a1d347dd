import { namesOf } from '../../shared/analysis/inclusion-words.ts'
import { sum } from '../../shared/kernel/sum.ts'
import {
  areaNames,
  type FalseAlarms,
  falseAlarms,
  families,
  numbersFrom,
  power,
  together,
  verdicts,
} from './verdict-simulation.ts'

/**
 * The long simulation behind docs/inclusion-method.md: `npm run simulate:verdicts -- [runs a family] [seed]`.
 * Prints its tables in Markdown; minutes, not seconds.
 */
const [runs, seed] = [Number(process.argv[2] ?? 1000), Number(process.argv[3] ?? 2026)]
const sizes = [100, 300, 1000, 3000]
const random = numbersFrom(seed)
const percent = (share: number) => `${(100 * share).toFixed(share < 0.1 ? 2 : 1)}%`
const line = (...cells: (string | number)[]) => console.log(`| ${cells.join(' | ')} |`)
const heading = (...cells: string[]) => {
  line(...cells)
  line(...cells.map(() => '---'))
}

console.log(`${families.length} families, ${runs} samples of each at each size, seed ${seed}\n`)
const results = sizes.map((n) => families.map((family) => ({ family, found: falseAlarms(family, n, runs, random) })))

console.log('Unbiased samples: runs with at least one such word among the categories of a characteristic\n')
heading('n', 'much fewer', 'fewer or much fewer', 'more', 'worst family: much fewer', 'worst family: fewer or much')
for (const [k, n] of sizes.entries()) {
  const all = together(results[k]!.map(({ found }) => found))
  // The worst of 272 is partly bad luck: it is drawn again, ten times as often.
  const worst = (of: (one: FalseAlarms) => number) => {
    const { family, found } = results[k]!.reduce((a, b) => (of(b.found) > of(a.found) ? b : a))
    const again = falseAlarms(family, n, runs * 10, random)
    const name = areaNames[family.area] ?? family.area
    return `${percent(of(found) / runs)}, drawn again ${percent(of(again) / again.runs)} (${name}, ${family.characteristic})`
  }
  line(
    n,
    percent(all.muchFewer / all.runs),
    percent(all.anyFewer / all.runs),
    percent(all.more / all.runs),
    worst(({ muchFewer }) => muchFewer),
    worst(({ anyFewer }) => anyFewer),
  )
}

console.log('\nBy characteristic, all areas: much fewer / fewer or much fewer\n')
heading('characteristic', ...sizes.map((n) => `n = ${n}`))
for (const id of new Set(families.map(({ characteristic }) => characteristic)))
  line(
    id,
    ...results.map((list) => {
      const all = together(list.filter(({ family }) => family.characteristic === id).map(({ found }) => found))
      return `${percent(all.muchFewer / all.runs)} / ${percent(all.anyFewer / all.runs)}`
    }),
  )

console.log('\nUnbiased samples: what a single category is told\n')
heading('n', 'in line', 'cannot tell', 'fewer or much fewer', 'more')
for (const [k, n] of sizes.entries()) {
  const { words } = together(results[k]!.map(({ found }) => found))
  const all = sum(Object.values(words))
  const of = (...list: (keyof typeof words)[]) => percent(list.reduce((sum, word) => sum + words[word], 0) / all)
  line(n, of('in line'), of('cannot tell'), of('fewer', 'much fewer'), of('more'))
}

console.log('\nA whole page (six characteristics of one area, drawn apart): at least one word too many\n')
const page = ['age_band', 'sex', 'ethnic_group_5', 'religion', 'disability_3_16plus', 'sexual_orientation_16plus']
heading('n', 'much fewer', 'fewer or much fewer')
const areas = [...new Set(families.map(({ area }) => area))]
for (const n of sizes) {
  let [much, any, pages] = [0, 0, 0]
  for (const area of areas) {
    const shown = families.filter((family) => family.area === area && page.includes(family.characteristic))
    for (let run = 0; run < Math.ceil(runs / 4); run++, pages++) {
      const said = shown.flatMap((family) => verdicts(family, family.residents, n, random))
      if (said.includes('much fewer')) much++
      if (said.includes('much fewer') || said.includes('fewer')) any++
    }
  }
  line(n, percent(much / pages), percent(any / pages))
}

console.log('\nPower in London: much fewer / fewer or much fewer, for a category at this index\n')
heading('category', 'share', 'true index', ...sizes.map((n) => `n = ${n}`))
const plantings: [string, string][] = [
  ['sex', 'Male'],
  ['ethnic_group_5', 'Asian, Asian British or Asian Welsh'],
  ['ethnic_group_5', 'Black, Black British, Black Welsh, Caribbean or African'],
  ['ethnic_group_5', 'Mixed or Multiple ethnic groups'],
  ['age_band', '16-24'],
  ['religion', 'Sikh'],
  ['sexual_orientation_16plus', 'Bisexual'],
]
const missed: string[][] = []
for (const [characteristic, category] of plantings) {
  const family = families.find((one) => one.area === 'London' && one.characteristic === characteristic)!
  const at = family.categories.indexOf(category)
  const share = family.residents[at]! / sum(family.residents)
  for (const index of [50, 70, 85]) {
    const found = sizes.map((n) => power(family, { category: at, index, n, runs }, random))
    const name = namesOf(characteristic, category).label
    line(
      name,
      percent(share),
      index,
      ...found.map((said) => `${percent(said['much fewer'])} / ${percent(said['much fewer'] + said.fewer)}`),
    )
    missed.push([name, String(index), ...found.map((said) => percent(said['in line']))])
  }
}

console.log('\nThe same gaps told "in line"\n')
heading('category', 'true index', ...sizes.map((n) => `n = ${n}`))
for (const cells of missed) line(...cells)
