import { Button, FileInput, TextInput } from '@mantine/core'
import { useMutation, useQueryClient } from '@tanstack/react-query'
import { Link } from '@tanstack/react-router'
import { useState } from 'react'
import { count, number } from '../../shared/kernel/text.ts'
import { ErrorBox } from '../kit/ErrorBox.tsx'
import { type Consultation, type ImportedQuestionnaire, importQuestionnaire, lookAgain } from './api.ts'

/** Brings in a questionnaire of another tool as a draft, and says how each part of it came over. */
export function ImportQuestionnaire({ one }: { one: Consultation }) {
  const [file, setFile] = useState<File | null>(null)
  const [name, setName] = useState('')
  const cache = useQueryClient()
  const bring = useMutation({
    mutationFn: (chosen: File) => importQuestionnaire(one.id, chosen, name),
    onSuccess: () => lookAgain(cache, one.id),
  })
  return (
    <details className="import-questionnaire">
      <summary>Bring one from another tool</summary>
      <p className="help">
        An XLSForm (.xlsx, .csv), a SurveyJS survey (.json), a LimeSurvey structure (.lss, .txt) or a questionnaire
        exported from here. It becomes a draft, and you see what came over and what did not.
      </p>
      <FileInput
        label="File"
        placeholder="Choose a file, up to 20 MB"
        value={file}
        onChange={setFile}
        clearable
        clearButtonProps={{ 'aria-label': 'Take the file out' }}
      />
      <TextInput
        label="Name"
        description="Left blank, the title in the file is taken."
        value={name}
        onChange={(event) => setName(event.currentTarget.value)}
      />
      <Button disabled={file === null || bring.isPending} onClick={() => file && bring.mutate(file)}>
        {bring.isPending ? 'Reading the file' : 'Import it'}
      </Button>
      {bring.isError ? <ErrorBox error={bring.error} what="Not imported." /> : null}
      {bring.isSuccess ? <Report found={bring.data} /> : null}
    </details>
  )
}

function Report({ found }: { found: ImportedQuestionnaire }) {
  const { converted, approximated, unsupported } = found.totals
  return (
    <div role="status">
      <p>
        <Link to="/questionnaires/$questionnaireId" params={{ questionnaireId: found.id }}>
          {found.name}
        </Link>{' '}
        is a draft now. Of its {count(converted + approximated + unsupported, 'part')}, {number(converted)} came over as
        they were, {number(approximated)} nearly, and {number(unsupported)} have no counterpart here.
      </p>
      <Sentences title="Nearly as they were" of={found.approximated} />
      <Sentences title="Without a counterpart" of={found.unsupported} />
    </div>
  )
}

/** The same sentence once, with its first places in the file. */
function Sentences({ title, of }: { title: string; of: ImportedQuestionnaire['unsupported'] }) {
  if (of.length === 0) return null
  return (
    <>
      <h3>{title}</h3>
      <ul>
        {of.map(({ message, at }) => (
          <li key={message}>
            {message} <small className="small">{placesOf(at)}</small>
          </li>
        ))}
      </ul>
    </>
  )
}

const placesOf = (at: string[]) =>
  at.length > 3 ? `${at.slice(0, 3).join(', ')} and ${at.length - 3} more` : at.join(', ')
