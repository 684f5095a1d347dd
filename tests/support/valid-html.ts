import { HtmlValidate } from 'html-validate'

/** React writes attributes as it knows them (`charSet`), and boolean ones as `disabled=""`; both are right in HTML. */
const validator = new HtmlValidate({
  extends: ['html-validate:recommended', 'html-validate:document'],
  rules: {
    'attr-case': 'off',
    'doctype-style': 'off',
    'attribute-boolean-style': 'off',
    'attribute-empty-style': 'off',
    'void-style': 'off',
    'no-trailing-whitespace': 'off',
    'long-title': 'off',
    // The pages say words that hyphenate by themselves, and telephone numbers that people wrote into texts.
    'tel-non-breaking': 'off',
    'require-sri': 'off',
    'heading-level': ['error', { minInitialRank: 'h2' }], // the error summary comes before the h1
    'form-dup-name': ['error', { shared: ['radio', 'checkbox'] }],
    'valid-id': ['error', { relaxed: true }],
    'no-inline-style': 'error',
  },
})

async function faultsOf(name: string, html: string): Promise<string[]> {
  const report = await validator.validateString(html)
  return report.results.flatMap((result) =>
    result.messages.map((m) => `${name}: ${m.ruleId} ${m.message}: ${html.slice(m.offset, m.offset + 120)}`),
  )
}

/** What is not valid in each of these named states of pages, in a line each. */
export async function allFaults(states: Map<string, string>): Promise<string[]> {
  const found = await Promise.all([...states].map(([name, html]) => faultsOf(name, html)))
  return found.flat()
}
