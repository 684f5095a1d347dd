import { say } from '../../shared/kernel/text.ts'
import type { Changes } from '../../shared/questionnaires/acts.ts'
import type { Question } from '../../shared/questionnaires/document.ts'
import { useBuilding } from './context.ts'
import { TextSetting } from './TextSetting.tsx'

interface LimitProps {
  question: Question
  set: (changes: Changes) => boolean
}

interface Limit {
  key: string
  label: string
  kind: 'number' | 'date' | 'words'
  /** May not be taken away. */
  needed?: boolean
}

/** What of each type has ends: fewest and most, from and to. */
const limits: Partial<Record<Question['type'], Limit[]>> = {
  multiple: [
    { key: 'minimum', label: 'At least this many', kind: 'number' },
    { key: 'maximum', label: 'At most this many', kind: 'number' },
  ],
  scale: [
    { key: 'from', label: 'From', kind: 'number', needed: true },
    { key: 'to', label: 'To', kind: 'number', needed: true },
    { key: 'low', label: 'Words at the low end', kind: 'words' },
    { key: 'high', label: 'Words at the high end', kind: 'words' },
  ],
  number: [
    { key: 'minimum', label: 'Smallest', kind: 'number' },
    { key: 'maximum', label: 'Largest', kind: 'number' },
    { key: 'decimals', label: 'Decimal places', kind: 'number' },
    { key: 'unit', label: 'Unit, after the field', kind: 'words' },
  ],
  short_text: [{ key: 'maximum', label: 'Most characters', kind: 'number' }],
  long_text: [{ key: 'maximum', label: 'Most characters', kind: 'number' }],
  date: [
    { key: 'earliest', label: 'Earliest day', kind: 'date' },
    { key: 'latest', label: 'Latest day', kind: 'date' },
  ],
}

export function LimitSettings({ question, set }: LimitProps) {
  const { document } = useBuilding()
  const held = question as unknown as Record<string, unknown>
  const shown = (limit: Limit) =>
    limit.kind === 'words'
      ? say(held[limit.key] as Record<string, string> | undefined, document.language)
      : String(held[limit.key] ?? '')
  const save = (limit: Limit, text: string) => {
    if (!text.trim()) return limit.needed ? undefined : set({ [limit.key]: null })
    if (limit.kind === 'words') return set({ [limit.key]: { [document.language]: text } })
    if (limit.kind === 'date') return set({ [limit.key]: text })
    return Number.isFinite(Number(text)) ? set({ [limit.key]: Number(text) }) : undefined
  }
  const own = limits[question.type] ?? []
  if (own.length === 0) return null
  return (
    <div className="settings-pair">
      {own.map((limit) => (
        <TextSetting
          key={limit.key}
          label={limit.label}
          type={limit.kind === 'words' ? 'text' : limit.kind}
          value={shown(limit)}
          onSave={(text) => save(limit, text)}
        />
      ))}
    </div>
  )
}
