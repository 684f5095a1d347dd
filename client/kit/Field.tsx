import { NativeSelect, Switch, Textarea, TextInput } from '@mantine/core'
import type { ReactNode } from 'react'
import { type FieldValues, type Path, type UseFormReturn, useController } from 'react-hook-form'

interface FieldProps<F extends FieldValues> {
  form: UseFormReturn<F>
  name: Path<F>
  label: string
  help?: ReactNode
}

const errorOf = <F extends FieldValues>(form: UseFormReturn<F>, name: Path<F>) =>
  form.getFieldState(name, form.formState).error?.message

/** A line of text; `type` may be email, password, date, url, number. */
export function TextField<F extends FieldValues>(
  props: FieldProps<F> & { type?: string; autoComplete?: string; inputMode?: 'numeric'; width?: number },
) {
  const { form, name, label, help, width, ...rest } = props
  return (
    <TextInput
      dir="auto"
      label={label}
      description={help}
      error={errorOf(form, name)}
      maw={width}
      {...rest}
      {...form.register(name)}
    />
  )
}

/** Several lines of text; grows as it is written in. */
export function AreaField<F extends FieldValues>({
  form,
  name,
  label,
  help,
  rows = 3,
}: FieldProps<F> & { rows?: number }) {
  return (
    <Textarea
      dir="auto"
      label={label}
      description={help}
      error={errorOf(form, name)}
      minRows={rows}
      maxRows={20}
      {...form.register(name)}
    />
  )
}

export function SelectField<F extends FieldValues>(
  props: FieldProps<F> & { choices: { value: string; label: string }[] },
) {
  const { form, name, label, help, choices } = props
  return (
    <NativeSelect
      label={label}
      description={help}
      error={errorOf(form, name)}
      data={choices}
      {...form.register(name)}
    />
  )
}

export function DateField<F extends FieldValues>(props: FieldProps<F>) {
  return <TextField {...props} type="date" width={220} />
}

export function SwitchField<F extends FieldValues>({ form, name, label, help }: FieldProps<F>) {
  const { field, fieldState } = useController({ control: form.control, name })
  return (
    <Switch
      label={label}
      description={help}
      labelPosition="left"
      error={fieldState.error?.message}
      checked={field.value === true}
      onChange={(event) => field.onChange(event.currentTarget.checked)}
      onBlur={field.onBlur}
      name={field.name}
      ref={field.ref}
    />
  )
}
