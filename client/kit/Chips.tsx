interface ChipsProps<K extends string> {
  label: string
  choices: { key: K; says: string }[]
  value: K
  onChange: (key: K) => void
}

/** One of a few filters, as pressed buttons: "All 5", "Open 1". */
export function Chips<K extends string>({ label, choices, value, onChange }: ChipsProps<K>) {
  return (
    <fieldset className="chips" aria-label={label}>
      {choices.map((choice) => (
        <button key={choice.key} type="button" aria-pressed={choice.key === value} onClick={() => onChange(choice.key)}>
          {choice.says}
        </button>
      ))}
    </fieldset>
  )
}
