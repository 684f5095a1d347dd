import { Button } from '@mantine/core'
import { useMutation, useQueryClient } from '@tanstack/react-query'
import { Link, useNavigate } from '@tanstack/react-router'
import { useForm } from 'react-hook-form'
import { count } from '../../shared/kernel/text.ts'
import { useMayOn } from '../accounts/api.ts'
import { ErrorBox } from '../kit/ErrorBox.tsx'
import { TextField } from '../kit/Field.tsx'
import { Panel } from '../kit/Panel.tsx'
import { addQuestionnaire, type Consultation, lookAgain } from './api.ts'
import { ImportQuestionnaire } from './ImportQuestionnaire.tsx'

/** The instruments of the consultation, each a way into the builder. */
export function QuestionnairesPanel({ one }: { one: Consultation }) {
  const mayEdit = useMayOn('questionnaire.edit', one.id)
  return (
    <Panel>
      <h2 id="part-questionnaires" tabIndex={-1}>
        Questionnaires
      </h2>
      {one.questionnaires.length === 0 ? (
        <p className="help">None yet. A full one is usual; a postcard or one for young people can stand beside it.</p>
      ) : (
        <ul className="questionnaires">
          {one.questionnaires.map((each) => (
            <li key={each.id}>
              <Link to="/questionnaires/$questionnaireId" params={{ questionnaireId: each.id }}>
                {each.name}
              </Link>
              <small className="small">{standing(each)}</small>
            </li>
          ))}
        </ul>
      )}
      {mayEdit && one.phase !== 'asked' ? (
        <>
          <NewQuestionnaire one={one} />
          <ImportQuestionnaire one={one} />
        </>
      ) : null}
    </Panel>
  )
}

function standing({ version, questions, changed }: Consultation['questionnaires'][number]): string {
  const asked = count(questions, 'question')
  if (version === null) return `Draft of version 1, ${asked}`
  return changed ? `Version ${version} is out; changed since, ${asked}` : `Version ${version}, ${asked}`
}

function NewQuestionnaire({ one }: { one: Consultation }) {
  const first = one.questionnaires.length === 0
  const form = useForm({ defaultValues: { name: first ? 'Full questionnaire' : '' } })
  const cache = useQueryClient()
  const go = useNavigate()
  const add = useMutation({
    mutationFn: ({ name }: { name: string }) => addQuestionnaire(one.id, name),
    onSuccess: async ({ id }) => {
      await lookAgain(cache, one.id)
      await go({ to: '/questionnaires/$questionnaireId', params: { questionnaireId: id } })
    },
  })
  return (
    <form
      className="new-questionnaire"
      onSubmit={(event) => void form.handleSubmit((input) => add.mutate(input))(event)}
    >
      <TextField form={form} name="name" label="Name of a new questionnaire" />
      <Button type="submit" disabled={add.isPending}>
        Build it
      </Button>
      {add.isError ? <ErrorBox error={add.error} what="Not made." /> : null}
    </form>
  )
}
