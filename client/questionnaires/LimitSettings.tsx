import { NativeSelect } from '@mantine/core'
import { say, type Text } from '../../shared/kernel/text.ts'
import type { Changes } from '../../shared/questionnaires/acts.ts'
import type { Question, QuestionType, TextPreset } from '../../shared/questionnaires/document.ts'
import { useBuilding } from './context.ts'
import { TextSetting } from './TextSetting.tsx'

interface LimitProps {
  question: Question
  set: (changes: Changes) => boolean
}

interface Limit {
  key: string
  label: string
  kind: 'number' | 'date' | 'text' | 'words' | 'lines' | 'choice'
  choices?: { value: string; label: string }[]
  help?: string
  /** May not be taken away. */
  needed?: boolean
  /** Takes the whole line: too much stands in it for half of one. */
  wide?: boolean
}

const unit: Limit = { key: 'unit', label: 'Unit, after the field', kind: 'words' }
const decimals: Limit = { key: 'decimals', label: 'Decimal places', kind: 'number' }
const precisions = [
  { value: 'year', label: 'The year' },
  { value: 'month', label: 'The month and the year' },
]
const presets: { value: TextPreset | ''; label: string }[] = [
  { value: '', label: 'Anything' },
  { value: 'email', label: 'An e-mail address' },
  { value: 'phone', label: 'A phone number' },
  { value: 'url', label: 'A web address' },
  { value: 'number_plate', label: 'A number plate' },
]

/** What of each type has ends: fewest and most, from and to, and what else it alone has. */
const limits: { [T in QuestionType]: Limit[] } = {
  single: [],
  multiple: [
    { key: 'minimum', label: 'At least this many', kind: 'number' },
    { key: 'maximum', label: 'At most this many', kind: 'number' },
  ],
  grid: [],
  ranking: [{ key: 'top', label: 'Only the first so many', kind: 'number', help: 'Empty: all of them.' }],
  yes_no: [],
  scale: [
    { key: 'from', label: 'From', kind: 'number', needed: true },
    { key: 'to', label: 'To', kind: 'number', needed: true },
    { key: 'low', label: 'Words at the low end', kind: 'words' },
    { key: 'high', label: 'Words at the high end', kind: 'words' },
    {
      key: 'labels',
      label: 'Words for each point',
      kind: 'lines',
      wide: true,
      help: 'One a line, from the lowest. Then the words are shown instead of the numbers.',
    },
  ],
  number: [
    { key: 'minimum', label: 'Smallest', kind: 'number' },
    { key: 'maximum', label: 'Largest', kind: 'number' },
    decimals,
    unit,
  ],
  constant_sum: [{ key: 'total', label: 'They add up to', kind: 'number', needed: true }, unit, decimals],
  short_text: [
    { key: 'maximum', label: 'Most characters', kind: 'number' },
    { key: 'preset', label: 'It must be', kind: 'choice', choices: presets, wide: true },
  ],
  long_text: [{ key: 'maximum', label: 'Most characters', kind: 'number' }],
  date: [
    { key: 'earliest', label: 'Earliest day', kind: 'date', wide: true },
    { key: 'latest', label: 'Latest day', kind: 'date', wide: true },
  ],
  partial_date: [
    { key: 'precision', label: 'People enter', kind: 'choice', choices: precisions, needed: true, wide: true },
    { key: 'earliest', label: 'Earliest', kind: 'text', help: 'Like 1990 or 1990-01.' },
    { key: 'latest', label: 'Latest', kind: 'text', help: 'Like 2026 or 2026-12.' },
  ],
  postcode: [],
  area: [],
  long_list: [],
  consent: [{ key: 'label', label: 'Words beside the box', kind: 'words', wide: true }],
  hidden: [],
  statement: [],
}

export function LimitSettings({ question, set }: LimitProps) {
  const own = limits[question.type]
  if (own.length === 0) return null
  return (
    <div className="settings-pair">
      {own.map((limit) => (
        <div key={limit.key} className={limit.wide ? 'whole-line' : undefined}>
          <LimitField limit={limit} question={question} set={set} />
        </div>
      ))}
    </div>
  )
}

function LimitField({ limit, question, set }: LimitProps & { limit: Limit }) {
  const { document } = useBuilding()
  const held = (question as unknown as Record<string, unknown>)[limit.key]
  const save = (text: string) => {
    if (!text.trim()) return limit.needed ? undefined : set({ [limit.key]: null })
    const value = read(limit, text, document.language, held)
    return value === undefined ? undefined : set({ [limit.key]: value })
  }
  if (limit.kind === 'choice')
    return (
      <NativeSelect
        label={limit.label}
        value={String(held ?? '')}
        data={limit.choices ?? []}
        onChange={(event) => save(event.currentTarget.value)}
      />
    )
  const type = limit.kind === 'number' || limit.kind === 'date' ? limit.kind : 'text'
  return (
    <TextSetting
      label={limit.label}
      {...(limit.help && { help: limit.help })}
      type={type}
      lines={limit.kind === 'lines'}
      value={shown(limit, held, document.language)}
      onSave={save}
    />
  )
}

function shown({ kind }: Limit, held: unknown, language: string): string {
  if (kind === 'words') return say(held as Text | undefined, language)
  if (kind === 'lines') return ((held ?? []) as Text[]).map((line) => say(line, language)).join('\n')
  return String(held ?? '')
}

/** What was typed, as the document keeps it; undefined while it is not that yet. */
function read({ kind }: Limit, text: string, language: string, held: unknown): unknown {
  if (kind === 'words') return { ...(held as Text | undefined), [language]: text }
  if (kind === 'lines') {
    const before = (held ?? []) as Text[]
    return text
      .trim()
      .split('\n')
      .map((line, i) => ({ ...before[i], [language]: line.trim() }))
  }
  if (kind === 'number') return Number.isFinite(Number(text)) ? Number(text) : undefined
  return text
}
