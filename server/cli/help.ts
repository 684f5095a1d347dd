import { type Verb, verbOf } from '../platform/operator.ts'
import { benchParts } from './bench.ts'
import { verbs } from './verbs.ts'

type Helped = Pick<Verb, 'usage' | 'about' | 'help'>

/** `serve` and `bench` bring their own data; all others work on the installation's. */
const all: Record<string, Helped> = {
  serve: {
    usage: 'folkmoot serve',
    about: 'serves the public pages and the desk; the same as “npm start”',
    help: 'Settings come from the environment: PORT, HOST, PUBLIC_ORIGIN, DATABASE_URL, DATA_DIR, SECRET, SMTP_URL,\nMAIL_FROM, TRUSTED_PROXY_HOPS, FOLKMOOT_EXAMPLE.',
  },
  ...verbs,
  bench: {
    usage: 'folkmoot bench [--rows N] [--only PART[,PART…]] [--json]',
    about: 'measures how fast this is on this machine, on data of its own',
    help: `The parts are ${benchParts.join(', ')}. N is the rows of the largest, in hundreds of thousands. Exit 1 when a budget does not hold.`,
  },
}

const head = `How to use it: npm run --silent folkmoot -- VERB …
Every verb but serve: --json gives one JSON document, also of a refusal. Exit 0 done, 1 refused with the reasons, 2 used wrongly.
Where answers are read, or a person is acted for, --as EMAIL --reason TEXT say for whom and why; it is kept on record.
"folkmoot VERB --help" says more of one verb.
`

interface Help {
  text: string
  /** What was wrong with the words; the text goes beneath it. */
  wrong?: string
}

/** What the words ask to be explained, or null when they ask for something to be done. Needs no data. */
export function helpFor(words: string[]): Help | null {
  if (['help', '--help', '-h'].includes(words[0] ?? '')) return words[1] ? one(words.slice(1)) : { text: list() }
  if (words.includes('--help') || words.includes('-h')) return one(words)
  if (words.length === 0) return { wrong: 'Say what is to be done.', text: list() }
  return verbOf(all, words).verb ? null : unknown(words)
}

export const usageOf = (name: string) => all[name]?.usage ?? ''

function one(words: string[]): Help {
  const { verb } = verbOf(all, words)
  if (verb) return { text: [verb.usage, `It ${verb.about}.`, verb.help].filter(Boolean).join('\n\n') }
  const under = verbsUnder(words[0])
  return under.length > 0 ? { text: listOf(under) } : unknown(words)
}

/** The first word alone, or with a second that is none of its own: those it goes with are named. */
function unknown([first = '', second = '']: string[]): Help {
  const under = verbsUnder(first)
  if (under.length === 0) return { wrong: `There is no verb “${first}”.`, text: list() }
  const seconds = under.map(([name]) => name.slice(first.length + 1)).join(', ')
  const isAlone = second === '' || second.startsWith('-')
  const wrong = isAlone ? `“${first}” needs a second word` : `There is no verb “${first} ${second}”`
  return { wrong: `${wrong}: ${seconds}.`, text: listOf(under) }
}

const verbsUnder = (first = '') => Object.entries(all).filter(([name]) => name.startsWith(`${first} `))

const listOf = (verbs: [string, Helped][]) =>
  verbs.map(([, { usage, about }]) => `  ${usage}\n      ${about}`).join('\n')

const list = () => `${head}\n${listOf(Object.entries(all))}`
