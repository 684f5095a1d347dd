import { type Verb, verbOf } from '../platform/operator.ts'
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
    usage: 'folkmoot bench [--rows N] [--only PART[,PART…]]',
    about: 'measures how fast this is on this machine, on data of its own',
  },
}

const head = `How to use it: npm run --silent folkmoot -- VERB …
Every verb: --json gives one JSON document; exit 0 done, 1 refused with the reasons, 2 used wrongly.
Where answers are read, or a person is acted for, --as EMAIL --reason TEXT say for whom and why; it is kept on record.
"folkmoot VERB --help" says more of one verb.
`

/** What the words ask to be explained, or null when they ask for something to be done. Needs no data. */
export function helpFor(words: string[]): { text: string; code: 0 | 2 } | null {
  if (['help', '--help', '-h'].includes(words[0] ?? ''))
    return words[1] ? one(words.slice(1)) : { text: list(), code: 0 }
  if (words.includes('--help') || words.includes('-h')) return one(words)
  if (words.length === 0) return { text: list(), code: 2 }
  return verbOf(all, words).verb ? null : { text: `There is no verb “${words[0]}”. The verbs:\n${list()}`, code: 2 }
}

function one(words: string[]): { text: string; code: 0 | 2 } {
  const { verb } = verbOf(all, words)
  if (verb) return { text: [verb.usage, `It ${verb.about}.`, verb.help].filter(Boolean).join('\n\n'), code: 0 }
  const under = Object.entries(all).filter(([name]) => name.startsWith(`${words[0]} `))
  if (under.length === 0) return { text: `There is no verb “${words[0]}”. The verbs:\n${list()}`, code: 2 }
  return { text: under.map(([, { usage, about }]) => `${usage}\n    ${about}`).join('\n'), code: 0 }
}

const list = () =>
  `${head}\n${Object.values(all)
    .map(({ usage, about }) => `  ${usage}\n      ${about}`)
    .join('\n')}`
