import { Button } from '@mantine/core'
import { type UseFormReturn, useFieldArray } from 'react-hook-form'
import { TextField } from '../kit/Field.tsx'
import type { FactsValues } from './FactsForm.tsx'

/** Documents to read first: a title and where it is. */
export function DocumentsField({ form }: { form: UseFormReturn<FactsValues> }) {
  const list = useFieldArray({ control: form.control, name: 'documents' })
  return (
    <fieldset className="documents">
      <legend>Documents to read first</legend>
      {list.fields.map((field, i) => (
        <div className="document" key={field.id}>
          <TextField form={form} name={`documents.${i}.title`} label={`Document ${i + 1}: title`} />
          <TextField form={form} name={`documents.${i}.url`} label="Address" type="url" />
          <Button color="red" onClick={() => list.remove(i)} aria-label={`Remove document ${i + 1}`}>
            Remove
          </Button>
        </div>
      ))}
      <div>
        <Button size="xs" onClick={() => list.append({ title: '', url: 'https://' })}>
          Add a document
        </Button>
      </div>
    </fieldset>
  )
}
