import { boroughs } from '../../shared/population/boroughs.ts'
import { one } from './fields.ts'
import type { Asking } from './question-frame.tsx'

interface BoroughSelectProps {
  id: string
  name: string
  asking: Asking
  disabled?: boolean | undefined
  describedBy?: string | undefined
  wrong?: boolean
}

export const BoroughSelect = ({ id, name, asking, disabled, describedBy, wrong = false }: BoroughSelectProps) => (
  <select
    className="field"
    id={id}
    name={name}
    disabled={disabled}
    defaultValue={one(asking.fields, name)}
    aria-describedby={describedBy}
    aria-invalid={wrong || undefined}
  >
    <option value="">No borough chosen</option>
    {boroughs.map((borough) => (
      <option key={borough.code} value={borough.code}>
        {borough.name}
      </option>
    ))}
    <option value="outside">Outside London, or not sure</option>
  </select>
)
