import { readFileSync } from 'node:fs'
import fc from 'fast-check'
import { expect, test } from 'vitest'
import type { AreaProfile } from '../../client/population/api.ts'
import { unlikeLondon } from '../../client/population/unlike-london.ts'
import groups from '../../server/groups/engagement-groups.json' with { type: 'json' }
import { censusRows } from '../../server/population/load.ts'
import { boroughOf } from '../../server/population/postcodes.ts'
import { boroughByCode, boroughs, findBorough, metBoroughs } from '../../shared/population/boroughs.ts'
import { adultAges, characteristics, shares } from '../../shared/population/characteristics.ts'
import { normalisePostcode } from '../../shared/population/postcodes.ts'
import { referenceFile } from '../support/reference-files.ts'

const total = (characteristic: string, area?: string) =>
  censusRows()
    .filter((row) => row.characteristic === characteristic && (!area || row.areaCode === area))
    .reduce((sum, row) => sum + row.count, 0)

const londonShare = (characteristic: string, categories: RegExp) => {
  const counts = new Map<string, number>()
  for (const row of censusRows().filter((r) => r.characteristic === characteristic))
    counts.set(row.category, (counts.get(row.category) ?? 0) + row.count)
  const all = [...counts].reduce((sum, [, n]) => sum + n, 0)
  return [...counts].filter(([category]) => categories.test(category)).reduce((sum, [, n]) => sum + n, 0) / all
}

test('the census file holds the published totals', () => {
  expect(censusRows()).toHaveLength(2805)
  expect(total('population')).toBe(8_799_756)
  expect(total('population', 'E09000025')).toBe(351_039)
  expect(total('population', 'E09000030')).toBe(310_303)
})

test('the census file gives the published shares of London', () => {
  expect(londonShare('ethnic_group_5', /^White$/)).toBeCloseTo(0.5376, 4)
  expect(londonShare('ethnic_group_5', /^Black/)).toBeCloseTo(0.135, 4)
  expect(londonShare('religion', /^Muslim$/)).toBeCloseTo(0.1499, 4)
  expect(londonShare('disability_2', /^Disabled/)).toBeCloseTo(0.1323, 4)
  expect(londonShare('sexual_orientation_16plus', /^(Gay|Bi|All other)/)).toBeCloseTo(0.0428, 4)
})

test('every characteristic of the file has its base said, and the other way round', () => {
  const inFile = new Set(censusRows().map((row) => row.characteristic))
  expect(new Set(characteristics.map((c) => c.id))).toEqual(inFile)
  const voluntary = new Set(
    censusRows()
      .filter((r) => r.category === 'Not answered')
      .map((r) => r.characteristic),
  )
  expect(new Set(characteristics.filter((c) => c.voluntary).map((c) => c.id))).toEqual(voluntary)
})

test('"Not answered" is no part of a share', () => {
  const { base, rows } = shares([
    { category: 'Christian', count: 30 },
    { category: 'No religion', count: 60 },
    { category: 'Not answered', count: 10 },
  ])
  expect(base).toBe(90)
  expect(rows.map((row) => row.share)).toEqual([1 / 3, 2 / 3, null])
  expect(
    adultAges([
      { category: '0-15', count: 1 },
      { category: '16-24', count: 2 },
    ]),
  ).toHaveLength(1)
})

test('33 boroughs, each on its own tile, 32 of them with the Metropolitan Police', () => {
  expect(boroughs).toHaveLength(33)
  expect(new Set(boroughs.map((b) => `${b.col},${b.row}`)).size).toBe(33)
  expect(new Set(boroughs.map((b) => b.label)).size).toBe(33)
  expect(metBoroughs).toHaveLength(32)
  expect(boroughByCode('E09000001')?.police).toBe('city')
})

test('a borough is found by its other names', () => {
  const named: Record<string, string> = {
    'City of Westminster': 'E09000033',
    'Kensington & Chelsea': 'E09000020',
    'Royal Borough of Kensington and Chelsea': 'E09000020',
    'Richmond Upon Thames': 'E09000027',
    'London Borough of Haringey': 'E09000014',
    ' tower  hamlets ': 'E09000030',
    E09000008: 'E09000008',
    'The City': 'E09000001',
  }
  for (const [name, code] of Object.entries(named)) expect(findBorough(name)?.code, name).toBe(code)
  for (const name of ['Essex', '', 'Westminste', 'constructor']) expect(findBorough(name), name).toBeUndefined()
})

test('there is one engagement group for each borough the Metropolitan Police serves', () => {
  expect(groups.map((g) => g.boroughCode)).toEqual(metBoroughs.map((b) => b.code))
  for (const group of groups) {
    expect(group.name).toBe(`${boroughByCode(group.boroughCode)?.name} Community Police Engagement Group`)
    expect(group.slug).toMatch(/^[a-z]+(-[a-z]+)*$/)
  }
})

test('a postcode is read whatever its case and spaces, and nothing else is one', () => {
  for (const text of ['n15 4rx', 'N154RX', ' N15  4RX ', 'n15-4rx', 'N15 4RX'])
    expect(normalisePostcode(text)).toBe('N15 4RX')
  for (const text of ['', 'N15', 'N15 4R', 'N15 4RXX', 'QQ1 1AA', 'N15 ARX', '12345', 'N15 4CX', "N15'4RX", 'W1N 1AA'])
    expect(normalisePostcode(text), text).toBeNull()
})

test('normalising twice is normalising once, and no text breaks it', () => {
  fc.assert(
    fc.property(fc.string({ unit: 'binary', maxLength: 40 }), (text) => {
      const once = normalisePostcode(text)
      if (once) expect(normalisePostcode(once)).toBe(once)
      expect(boroughOf(text) === undefined).toBe(once === null)
    }),
  )
})

test('a postcode gives its borough, null outside London, undefined when it is none', () => {
  const known: Record<string, string> = {
    'SW1A 1AA': 'E09000033',
    'EC2V 7HH': 'E09000001',
    'N22 8HQ': 'E09000014',
    'CR0 1EA': 'E09000008',
    'E14 2BG': 'E09000030',
    'BR1 1LG': 'E09000006',
    'NW1 1NU': 'E09000007',
    'SE1 2AA': 'E09000028',
  }
  for (const [postcode, code] of Object.entries(known)) expect(boroughOf(postcode), postcode).toBe(code)
  for (const outside of ['M1 1AE', 'EN8 1NG', 'KT17 1NH', 'EH1 1YZ']) expect(boroughOf(outside), outside).toBeNull()
  for (const none of ['London', 'W1V', '']) expect(boroughOf(none), none).toBeUndefined()
})

const sample = referenceFile('postcode-borough-sample.csv')
test.skipIf(sample.missing)('the lookup agrees with 1,000 postcodes of the ONS directory', () => {
  const lines = readFileSync(sample.path, 'utf8').trim().split(/\r?\n/).slice(1)
  expect(lines).toHaveLength(1000)
  const wrong: string[] = []
  const withdrawn: string[] = []
  for (const line of lines) {
    const [postcode = '', code = ''] = line.split(',')
    const found = boroughOf(postcode)
    if (found === undefined) withdrawn.push(postcode)
    else if (found !== (code.startsWith('E09') ? code : null)) wrong.push(line)
  }
  expect(wrong).toEqual([])
  expect(withdrawn.every((postcode) => /^W1[NRVXY]/.test(postcode))).toBe(true)
  expect(withdrawn).toHaveLength(13)
})

const area = (rows: { category: string; share: number; london: number }[]) =>
  ({
    area: { code: 'E09000025', name: 'Newham' },
    characteristics: [{ id: 'ethnic_group_5', rows: rows.map((row) => ({ count: 1, ...row })) }],
  }) as unknown as AreaProfile

test('the sentence on a borough names only what differs by 3 points or more, the widest first', () => {
  const differing = area([
    { category: 'White', share: 0.308, london: 0.538 },
    { category: 'Asian, Asian British or Asian Welsh', share: 0.425, london: 0.207 },
    { category: 'Mixed or Multiple ethnic groups', share: 0.049, london: 0.057 },
  ])
  expect(unlikeLondon(differing)).toBe(
    'Beside London, Newham has fewer White people (23 points); and more people who are Asian, Asian British or Asian Welsh (22 points).',
  )
  const alike = area([{ category: 'White', share: 0.53, london: 0.538 }])
  expect(unlikeLondon(alike)).toBe('Newham is much like London in age, ethnic group, religion and disability.')
})
