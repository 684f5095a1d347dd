import { Combobox, TextInput, useCombobox } from '@mantine/core'
import { useQuery } from '@tanstack/react-query'
import { useNavigate } from '@tanstack/react-router'
import { useEffect, useState } from 'react'
import { mayEver } from '../../shared/accounts/policy.ts'
import { useMe } from '../accounts/api.ts'
import { consultationsQuery } from '../consultations/api.ts'
import { SearchIcon } from '../kit/icons.tsx'
import { nouns } from './nouns.ts'

interface Found {
  key: string
  says: string
  kind: string
  go: () => void
}

/** One search over what the desk holds: its pages, consultations and questionnaires, by their names. */
export function FindAnything() {
  const [words, setWords] = useState('')
  const box = useCombobox({ onDropdownClose: () => box.resetSelectedOption() })
  const found = useFound(words)
  const first = found[0]?.key
  // biome-ignore lint/correctness/useExhaustiveDependencies: what Enter opens is marked as soon as it is drawn
  useEffect(() => {
    if (first) box.selectFirstOption()
  }, [first, words])
  const choose = (key: string) => {
    found.find((one) => one.key === key)?.go()
    setWords('')
    box.closeDropdown()
  }
  return (
    <Combobox
      store={box}
      onOptionSubmit={choose}
      offset={6}
      width="min(380px, calc(100vw - 32px))"
      position="bottom-end"
      withinPortal={false}
    >
      <Combobox.Target>
        <TextInput
          className="find"
          aria-label="Find anything"
          placeholder="Find anything"
          leftSection={<SearchIcon />}
          rightSection={<kbd>/</kbd>}
          value={words}
          onChange={(event) => {
            setWords(event.currentTarget.value)
            box.openDropdown()
          }}
          onBlur={() => box.closeDropdown()}
        />
      </Combobox.Target>
      <Combobox.Dropdown hidden={!words.trim()}>
        {found.length === 0 ? (
          // No list at all: one without an option is none to a screen reader.
          <Combobox.Empty role="status">Nothing has the words “{words.trim()}”.</Combobox.Empty>
        ) : (
          <Combobox.Options aria-label="Found">
            {found.map((one) => (
              <Combobox.Option key={one.key} value={one.key}>
                {one.says} <span className="note">{one.kind}</span>
              </Combobox.Option>
            ))}
          </Combobox.Options>
        )}
      </Combobox.Dropdown>
    </Combobox>
  )
}

function useFound(words: string): Found[] {
  const go = useNavigate()
  const grants = useMe().data?.grants ?? []
  const may = (noun: (typeof nouns)[number]) => noun.needs.some((need) => mayEver({ kind: 'account', grants }, need))
  const listed = useQuery({ ...consultationsQuery, enabled: mayEver({ kind: 'account', grants }, 'consultation.list') })
  const needle = words.trim().toLowerCase()
  if (!needle) return []
  const pages = nouns
    .filter(may)
    .map((noun): Found => ({ key: noun.to, says: noun.says, kind: 'page', go: () => void go({ to: noun.to }) }))
  const held = (listed.data?.consultations ?? []).flatMap((one): Found[] => [
    {
      key: one.id,
      says: one.title,
      kind: 'consultation',
      go: () => void go({ to: '/consultations/$consultationId', params: { consultationId: one.id } }),
    },
    ...one.questionnaires.map(
      (q): Found => ({
        key: q.id,
        says: `${q.name}: ${one.title}`,
        kind: 'questionnaire',
        go: () => void go({ to: '/questionnaires/$questionnaireId', params: { questionnaireId: q.id } }),
      }),
    ),
  ])
  return [...pages, ...held].filter((one) => one.says.toLowerCase().includes(needle)).slice(0, 12)
}
