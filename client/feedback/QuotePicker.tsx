export function QuotePicker(_props: unknown) {
  return null
}
