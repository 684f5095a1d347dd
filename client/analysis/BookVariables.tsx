import { Checkbox } from '@mantine/core'
import { useState } from 'react'
import { mostBanners } from '../../shared/analysis/banner.ts'
import { list } from '../../shared/analysis/words.ts'
import type { Cross } from './api.ts'
import type { Search } from './asked.ts'

type Choice = Cross['acrosses'][number]

interface VariablesProps {
  choices: Choice[]
  chosen: Choice[]
  change: (next: Search) => void
}

/** What every question is to be shown by; it stands in the address, as filters do. */
export function BookVariables({ choices, chosen, change }: VariablesProps) {
  const keys = chosen.map(({ key }) => key)
  // Open to begin with where nothing is chosen; afterwards it is the reader's, and a tick does not shut it.
  const [wasEmpty] = useState(keys.length === 0)
  const [hadQuestion] = useState(chosen.some(({ part }) => part === 'main'))
  const isFull = keys.length >= mostBanners
  const toggle = (key: string, isOn: boolean) =>
    change({ by: (isOn ? [...keys, key] : keys.filter((one) => one !== key)).join(',') })
  const of = (part: Choice['part']) => choices.filter((choice) => choice.part === part)
  const ticks = { keys, isFull, toggle }
  return (
    <details className="measure book-variables" open={wasEmpty}>
      <summary>{chosen.length > 0 ? `By: ${list(chosen.map(({ text }) => text))}` : 'By what?'}</summary>
      <p className="note">
        Up to {mostBanners}. Every question is shown by each of them.
        {isFull ? ` ${mostBanners} are chosen: untick one to choose another.` : ''}
      </p>
      <Ticks says="About people" own={of('equality')} {...ticks} />
      <Ticks says="About the answer" own={of('about')} {...ticks} />
      {of('main').length > 0 ? (
        <details open={hadQuestion}>
          <summary>Or by what people answered</summary>
          <Ticks says="Questions" own={of('main')} {...ticks} />
        </details>
      ) : null}
    </details>
  )
}

interface TicksProps {
  says: string
  own: Choice[]
  keys: string[]
  isFull: boolean
  toggle: (key: string, isOn: boolean) => void
}

function Ticks({ says, own, keys, isFull, toggle }: TicksProps) {
  if (own.length === 0) return null
  return (
    <fieldset>
      <legend>{says}</legend>
      {own.map(({ key, text }) => (
        <Checkbox
          key={key}
          label={text}
          checked={keys.includes(key)}
          disabled={isFull && !keys.includes(key)}
          onChange={(event) => toggle(key, event.currentTarget.checked)}
        />
      ))}
    </fieldset>
  )
}
