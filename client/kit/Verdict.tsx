export type VerdictWord = 'much fewer' | 'fewer' | 'in line' | 'more' | 'cannot tell'

/** A verdict is a word in neutral ink, never a traffic light. */
export const Verdict = ({ word }: { word: VerdictWord }) => (
  <span className={`verdict ${word.replace(' ', '-')}`}>{word}</span>
)
