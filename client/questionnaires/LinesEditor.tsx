import { say } from '../../shared/kernel/text.ts'
import type { Option, QuestionOf } from '../../shared/questionnaires/document.ts'
import { useBuilding } from './context.ts'
import { TextSetting } from './TextSetting.tsx'

type Listed = QuestionOf<'long_list'> | QuestionOf<'hidden'>

/** Many answers as lines of text: typed or pasted, one a line. A line that stays as it was stays the same answer. */
export function LinesEditor({ question }: { question: Listed }) {
  const { document, act } = useBuilding()
  const { language } = document
  const save = (text: string) => {
    const lines = [
      ...new Set(
        text
          .split('\n')
          .map((line) => line.trim())
          .filter(Boolean),
      ),
    ]
    act({ do: 'change-type', question: { ...question, options: optionsFrom(lines, question.options, language) } })
  }
  return (
    <TextSetting
      label="Answers, one a line"
      help={question.type === 'hidden' ? linkHelp(question) : 'Up to 2,000. Paste them from a list.'}
      lines
      value={question.options.map((option) => say(option.label, language)).join('\n')}
      onSave={save}
    />
  )
}

function linkHelp({ code, options }: Listed): string {
  const example = `?${code}=${options[0]?.code ?? 'poster'}`
  return `Nobody sees this question. Put ${example} at the end of the link to say where it was found.`
}

/** A code that reads like its line: it stands in links and exports, and as the id it keeps a page of 2,000 small. */
function codeOf(line: string, taken: Set<string>): string {
  const plain = line
    .toLowerCase()
    .normalize('NFKD')
    .replace(/[^a-z0-9]+/g, '_')
  const stem = plain.replace(/^_+|_+$/g, '').slice(0, 30) || 'a'
  let code = stem
  for (let n = 2; taken.has(code); n += 1) code = `${stem}_${n}`
  taken.add(code)
  return code
}

function optionsFrom(lines: string[], before: Option[], language: string): Option[] {
  const same = lines.map((line) => before.find((option) => say(option.label, language) === line))
  const taken = new Set(before.flatMap(({ id, code }) => [code, id.replaceAll('-', '_')]))
  const gone = before.filter((option) => !same.includes(option))
  return lines.map((line, i) => {
    const kept = same[i]
    if (kept) return kept
    // A line that was reworded where it stood is still the answer it was.
    const stood = before[i]
    const reworded = stood && gone.includes(stood) && say(stood.label, language) !== '' ? stood : undefined
    if (reworded) return { ...reworded, label: { ...reworded.label, [language]: line } }
    const code = codeOf(line, taken)
    return { id: code.replaceAll('_', '-'), code, label: { [language]: line } }
  })
}
