import { type Column, homesAmong } from '../../shared/analysis/layout.ts'
import { everybody, type Filter } from '../../shared/analysis/select.ts'
import { say } from '../../shared/kernel/text.ts'
import { findBorough } from '../../shared/population/boroughs.ts'
import { AppError } from '../platform/errors.ts'
import { type Frame, named } from './frame.ts'
import type { WorkerLink } from './worker-link.ts'

/** The columns there are, with nothing counted. */
export const columnsIn = async (link: WorkerLink, frame: Frame): Promise<Column[]> =>
  named(frame, (await link.ask('crosstabs', [frame.consultationId, frame.isOpen, everybody, []])).columns)

/** What may stand down a table, and across it. */
export function standing(columns: readonly Column[]): { downs: Column[]; acrosses: Column[] } {
  const closed = columns.filter(({ kind, type }) => (kind === 'codes' || kind === 'set') && type !== 'characteristic')
  return {
    downs: closed.filter(({ part }) => part !== 'about'),
    acrosses: closed.filter(({ kind, key }) => kind === 'codes' && key !== 'version'),
  }
}

/**
 * Each pair of questions has one table, so that what it hides is hidden once: where people live stands across all else, who they are across what they
 * say, and of two alike the earlier one. Of several answers a person, and by what is no question, there is one way anyway.
 */
export function oneWayRound(columns: readonly Column[], down: Column, across: Column): [down: Column, across: Column] {
  if (down.kind === 'set' || across.part === 'about') return [down, across]
  const places = columns.map(({ key }) => key)
  const homes = homesAmong(columns).map(({ key }) => key)
  const rank = ({ key, part }: Column) => (homes.includes(key) ? 0 : part === 'equality' ? 1 : 2)
  const place = (column: Column) => rank(column) * columns.length + places.indexOf(column.key)
  return place(across) < place(down) ? [down, across] : [across, down]
}

/** By its code as an export names it, or by its key. */
const called = (columns: readonly Column[], name: string) =>
  columns.find(({ code, key }) => code === name || key === name)

/** The column of this name down a table; refused with the names of those that may stand there. */
export function lineColumn(columns: readonly Column[], name: string): Column {
  const { downs } = standing(columns)
  return called(downs, name) ?? refuse('rows', name, downs)
}

/** The same across it. */
export function acrossColumn(columns: readonly Column[], name: string): Column {
  const { acrosses } = standing(columns)
  return called(acrosses, name) ?? refuse('by', name, acrosses)
}

function refuse(option: string, name: string, may: readonly Column[]): never {
  if (may.length === 0) throw new AppError('bad-input', 'Nobody has answered yet, so there is nothing to count.')
  const list = [...new Set(may.map(({ code }) => code))].join(', ')
  throw new AppError('bad-input', `--${option} “${name}” is nothing that can stand there. It may be: ${list}.`)
}

/** `borough=Haringey`, or a way in by its name: one of them, and one answer. */
export function filterOf(columns: readonly Column[], filters: readonly string[]): Filter {
  const [text, ...more] = filters
  if (text === undefined) return everybody
  const [name = '', answer = ''] = text.split(/=(.*)/s)
  const may = columns.filter(({ key }) => key === 'area' || key === 'collector')
  const column = called(may, name) ?? refuse('filter', name, may)
  if (more.length > 0)
    throw new AppError(
      'bad-input',
      '--filter is given once: those of a borough and a way in at once may be few, and are not shown.',
    )
  return { where: [{ column: column.key, categories: [categoryOf(column, answer.trim())] }] }
}

/** By its id or its words. */
function categoryOf({ categories, code, key }: Column, name: string): string {
  const borough = key === 'area' ? findBorough(name)?.code : undefined
  const words = name.toLowerCase()
  const found =
    categories.find(({ id }) => id === name || id === borough) ??
    categories.find(({ label }) => say(label, 'en').toLowerCase() === words)
  if (found) return found.id
  throw new AppError(
    'bad-input',
    `--filter: “${name}” is no answer to “${code}”. It may be: ${categories.map(({ label }) => say(label, 'en')).join('; ')}.`,
  )
}
