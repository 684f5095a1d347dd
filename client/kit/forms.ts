import type { FieldValues, Path, UseFormReturn } from 'react-hook-form'
import { Refusal } from './refusal.ts'

/** Puts the server's sentence at each field it names, and focus on the first; false when none of them is in the form. */
export function showRefusal<F extends FieldValues>(form: UseFormReturn<F>, error: unknown): boolean {
  if (!(error instanceof Refusal)) return false
  const known = Object.entries(error.fields).filter(([path]) => path.split('.')[0]! in form.getValues())
  known.forEach(([path, message], i) => {
    form.setError(path as Path<F>, { type: 'server', message }, { shouldFocus: i === 0 })
  })
  return known.length > 0
}
