import { readFileSync } from 'node:fs'
import { join } from 'node:path'
import { expect, test } from 'vitest'
import { projectFolder } from '../../server/platform/folders.ts'
import { printedItems, transcription } from '../../server/projects/load.ts'
import { type Printed, sectionKeys } from '../../shared/projects/document.ts'
import { newItem } from '../../shared/projects/items.ts'

const source = readFileSync(join(projectFolder, 'server/projects', transcription.source.file), 'utf8')

/** Every piece of the transcription, wherever it stands. */
function pieces(value: unknown): Printed[] {
  if (typeof value !== 'object' || value === null) return []
  const own = 'printed' in value ? [value as Printed] : []
  return [...own, ...Object.values(value).flatMap(pieces)]
}
const all = pieces(transcription)

test('every piece of the transcription stands in the stored source, letter for letter', () => {
  expect(all.length).toBeGreaterThan(180)
  expect(all.filter((piece) => !source.includes(piece.printed)).map((piece) => piece.printed)).toEqual([])
})

test('a reading differs from what is printed, and none is empty', () => {
  const read = all.filter((piece) => piece.reading !== undefined)
  expect(read.length).toBeGreaterThan(15)
  expect(read.filter((piece) => !piece.reading?.trim() || piece.reading === piece.printed)).toEqual([])
})

test('nothing of the source is left out: each line, without its marks, is a piece', () => {
  const labels = [
    ...transcription.versions.columns,
    ...Object.values(transcription.details).flatMap((field) => ('label' in field ? [field.label] : [])),
    'CONTENTS PAGE',
  ]
  const known = new Set([...labels, ...all.map((piece) => piece.printed)])
  const marks = /^(- \*\*|- |\d\. Risk: |\d\. |Mitigation: )/
  const cells = source
    .split('\n')
    .flatMap((line) => line.split('\t'))
    .map((cell) => cell.trim())
    .filter(Boolean)
  expect(cells.length).toBeGreaterThan(150)
  expect(cells.filter((cell) => !known.has(cell) && !known.has(cell.replace(marks, '').replace(/\*\*$/, '')))).toEqual(
    [],
  )
})

test('the transcription has the parts of the paper and their counts', () => {
  expect(transcription.sections.map((section) => section.key)).toEqual([...sectionKeys])
  expect(transcription.risks).toHaveLength(5)
  expect(transcription.milestones.filter((m) => m.kind === 'activity')).toHaveLength(18)
  expect(transcription.milestones.filter((m) => m.kind === 'report')).toHaveLength(3)
  expect(transcription.stakeholders).toHaveLength(21)
  expect(transcription.versions.rows.map((version) => version.signedOffBy.length)).toEqual([0, 3, 0])
})

test('each note is about words of the paper, and the known contradictions are among them', () => {
  const { notes } = transcription
  for (const note of notes) {
    expect(note.about.length).toBeGreaterThan(0)
    for (const words of note.about) expect(source, note.says).toContain(words)
  }
  const contradictions = notes.filter((note) => note.kind === 'contradiction').flatMap((note) => note.about)
  expect(contradictions).toContain('Submitting first draft to CEP – 16th December 2009')
  expect(contradictions).toContain('Production of final project plan for July CEP meeting')
  expect(contradictions).toContain('Communities, People and Equalities Committee')
})

test('the names of those who signed off and lead stand in the piece they were read from', () => {
  for (const person of transcription.details.leads.people) expect(transcription.details.leads.printed).toContain(person)
  for (const version of transcription.versions.rows)
    for (const name of version.signedOffBy) expect(version.status.printed).toContain(name)
})

test('what is loaded as items passes the same schema as what staff write', () => {
  const items = printedItems(transcription)
  expect(items).toHaveLength(5 + 21 + 21)
  for (const { kind, content, asPrinted } of items) {
    expect(newItem.safeParse({ kind, content }).error?.issues ?? []).toEqual([])
    for (const words of Object.values(asPrinted)) expect(source).toContain(words)
  }
})
