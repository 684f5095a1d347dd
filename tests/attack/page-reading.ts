import { publicRule, type ReleaseRule } from '../../shared/analysis/disclosure-rules.ts'
import type { HeardRows } from '../../shared/feedback/heard-tables.ts'
import type { Counts, EarlierRelease } from '../../shared/feedback/seal-tables.ts'
import type { Dataset } from './people.ts'
import type { System } from './system.ts'

/** How the page of a borough is made, so that each protection can be taken away alone. */
export interface PageRule extends ReleaseRule {
  /** It moves on by tens of the borough's own people; else with whoever came. */
  isInTens: boolean
  /** What a release holds is told as the release shows it; else what is counted now. */
  followsReleases: boolean
}

export const pageRule: PageRule = { ...publicRule, isInTens: true, followsReleases: true }

/** The pages of all boroughs at one moment: whoever sees one may know somebody who sees another. */
export interface Look {
  /** People who had answered in all. */
  at: number
  counts: Counts
  isInTens: boolean
  /** Whether it tells of the people of this moment, and so how many of each borough it is made of; else only what releases hold. */
  isOfNow: boolean
  page: HeardRows
  /** Releases frozen by then. */
  releases: number
}

/** What is known so far, and what it is checked against. */
export interface Reading {
  system: System
  truth: Map<string, number>
  dataset: Dataset
  releases: readonly EarlierRelease[]
  /** How many had answered at each of them. */
  people: readonly number[]
  rule: PageRule
}

/** Names of counts at a look: of a group in a borough, and of all who had answered there. */
export const fine = (m: number, key: string, borough: string, option: string) => `look ${m}|${key}|${borough}|${option}`
export const peopleAt = (m: number, borough: string) => `look ${m}|people|${borough}`

/** Names of the groups of a characteristic, by borough. */
export function boroughsIn(system: System, m: number, key: string): Map<string, string[]> {
  const found = new Map<string, string[]>()
  for (const name of system.names) {
    const [look, of, borough, option] = name.split('|')
    if (look !== `look ${m}` || of !== key || option === 'unknown') continue
    found.set(borough!, [...(found.get(borough!) ?? []), name])
  }
  return found
}
