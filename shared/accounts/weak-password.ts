/** What the most used passwords are made of, once digits and signs around them are gone. */
const words = new Set(
  (
    'password passphrase passwort motdepasse contrasena qwerty qwertz azerty letmein welcome admin administrator root ' +
    'iloveyou trustno sunshine princess football baseball basketball superman batman starwars dragon monkey shadow ' +
    'master michael jennifer jordan hunter killer computer internet whatever secret changeme default guest login ' +
    'london liverpool arsenal chelsea manchester england summer winter spring autumn monday folkmoot'
  ).split(' '),
)
const runs = ['abcdefghijklmnopqrstuvwxyz', '0123456789', 'qwertyuiopasdfghjklzxcvbnm', '1qaz2wsx3edc4rfv5tgb6yhn7ujm']
const plain: Record<string, string> = {
  '0': 'o',
  '1': 'i',
  '3': 'e',
  '4': 'a',
  '5': 's',
  '7': 't',
  '@': 'a',
  $: 's',
  '!': 'i',
}

/** Whether a guesser's first ten thousand tries would find it: one word with signs around it, a run of keys, a repetition. */
export function isWeakPassword(password: string): boolean {
  const lower = password.toLowerCase()
  return isRepetition(lower) || isRun(lower) || isOneWord(lower)
}

function isRepetition(text: string): boolean {
  const half = Math.floor(text.length / 2)
  for (let size = 1; size <= half; size += 1) {
    const again = text
      .slice(0, size)
      .repeat(Math.ceil(text.length / size))
      .slice(0, text.length)
    if (again === text && size <= 6) return true
  }
  return new Set(text).size < 5
}

const isRun = (text: string) =>
  runs.some((run) => {
    const endless = run.repeat(4)
    return endless.includes(text) || [...endless].reverse().join('').includes(text)
  })

function isOneWord(text: string): boolean {
  const core = text.replace(/^[^a-z]+|[^a-z]+$/g, '')
  const read = [...core].map((letter) => plain[letter] ?? letter).join('')
  return words.has(core) || words.has(read)
}
