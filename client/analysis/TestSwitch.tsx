import { Chips } from '../kit/Chips.tsx'
import type { Search } from './asked.ts'
import { Switched } from './Switched.tsx'

const help =
  'Letters tell which columns differ by more than chance would make them, and one test speaks for the whole table. They are off because people chose to answer: tests are made for random samples.'

/** No test on answers unless the analyst turns it on with a reason. */
export function TestSwitch({ search, change }: { search: Search; change: (next: Search) => void }) {
  const isOn = search.tests !== undefined && search.reason !== undefined
  return (
    <Switched
      says="Test the differences"
      saysOn="The differences are tested"
      help={help}
      reason={isOn ? search.reason : undefined}
      turnOn={(reason) => change({ tests: 'holm', reason })}
      turnOff={() => change({ tests: '', reason: '' })}
    >
      <Chips
        label="Adjusted for many pairs"
        choices={[
          { key: 'holm', says: 'By Holm' },
          { key: 'bonferroni', says: 'By Bonferroni' },
        ]}
        value={search.tests === 'bonferroni' ? 'bonferroni' : 'holm'}
        onChange={(tests) => change({ tests })}
      />
    </Switched>
  )
}
