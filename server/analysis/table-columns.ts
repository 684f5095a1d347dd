import type { Column } from '../../shared/analysis/layout.ts'
import { everybody, type Filter } from '../../shared/analysis/select.ts'
import { say } from '../../shared/kernel/text.ts'
import { findBorough } from '../../shared/population/boroughs.ts'
import { AppError } from '../platform/errors.ts'
import { type Frame, named } from './frame.ts'
import type { WorkerLink } from './worker-link.ts'

/** The columns there are, with nothing counted. */
export const columnsIn = async (link: WorkerLink, frame: Frame): Promise<Column[]> =>
  named(frame, (await link.ask('crosstabs', [frame.consultationId, frame.isOpen, everybody, []])).columns)

/** A question whose answers tell the borough. */
export const tellsBorough = ({ type }: Column): boolean => type === 'postcode' || type === 'area'

/** What may stand down a table, and across it. */
export function standing(columns: readonly Column[]): { downs: Column[]; acrosses: Column[] } {
  const closed = columns.filter(({ kind, type }) => (kind === 'codes' || kind === 'set') && type !== 'characteristic')
  return {
    downs: closed.filter(({ part }) => part !== 'about'),
    acrosses: closed.filter(({ kind, key }) => kind === 'codes' && key !== 'version'),
  }
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

/** What is made of other columns, or grouped anew for each table. */
const unfiltered = new Set<Column['type']>(['characteristic', 'partial_date'])

/** `sex=female`, `borough=Haringey,Camden`, `priorities=knives`. */
export function filterOf(columns: readonly Column[], filters: readonly string[]): Filter {
  return {
    where: filters.map((text) => {
      const [name = '', list = ''] = text.split(/=(.*)/s)
      const may = columns.filter(
        ({ kind, type, key }) => (kind === 'codes' || kind === 'set') && !unfiltered.has(type) && key !== 'version',
      )
      const column = called(may, name) ?? refuse('filter', name, may)
      return { column: column.key, categories: list.split(',').map((one) => categoryOf(column, one.trim())) }
    }),
  }
}

/** By its id, its words, or the end of its id that is its code. */
function categoryOf({ categories, code, key }: Column, name: string): string {
  const borough = key === 'area' ? findBorough(name)?.code : undefined
  const words = name.toLowerCase()
  const found =
    categories.find(({ id }) => id === name || id === borough) ??
    categories.find(({ label }) => say(label, 'en').toLowerCase() === words) ??
    categories.find(({ id }) => id.endsWith(`-${words.replaceAll('_', '-')}`))
  if (found) return found.id
  throw new AppError(
    'bad-input',
    `--filter: “${name}” is no answer to “${code}”. It may be: ${categories.map(({ label }) => say(label, 'en')).join('; ')}.`,
  )
}

/** Few people are alike in a place and two equality questions, or in three of them. */
export function refuseTooFine(used: readonly Column[]) {
  const equality = new Set(used.filter(({ part }) => part === 'equality').map(({ key }) => key)).size
  const isPlace = (column: Column) => column.key === 'area' || tellsBorough(column)
  if (equality > 2 || (equality > 1 && used.some(isPlace)))
    throw new AppError(
      'bad-input',
      'Two equality questions are never crossed within boroughs, and three never at all: few people are alike in all of them.',
    )
}
