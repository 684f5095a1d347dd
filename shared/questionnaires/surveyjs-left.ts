import type { Cell } from './fidelity.ts'

/** What is said of a key that nothing here stands for. */
const sentences: Record<string, string> = {
  defaultValue: 'A value that is filled in beforehand is not kept.',
  defaultRowValue: 'A value that is filled in beforehand is not kept.',
  correctAnswer: 'Right and wrong answers are not kept: nobody is tested here.',
  requiredIf: 'Whether it must be answered depends on other answers, which is not kept; it may be left blank.',
  requiredErrorText: 'The words of the reminder are the page’s own here.',
  placeholder: 'Words within an empty field are not shown: they are gone once one writes.',
  placeHolder: 'Words within an empty field are not shown: they are gone once one writes.',
  otherPlaceholder: 'Words within an empty field are not shown: they are gone once one writes.',
  hasSelectAll: 'A choice that ticks all others is not offered.',
  showSelectAllItem: 'A choice that ticks all others is not offered.',
  selectAllText: 'A choice that ticks all others is not offered.',
  readOnly: 'A question that nobody may answer is not kept apart.',
  imageLink: 'Pictures are not shown with a question.',
  completedHtml: 'The page after sending is the service’s own: it gives the receipt.',
  completedBeforeHtml: 'The page after sending is the service’s own: it gives the receipt.',
  completedHtmlOnCondition: 'The page after sending is the service’s own: it gives the receipt.',
  navigateToUrl: 'After sending, people stay here, with their receipt.',
  triggers: 'What happens when an answer changes is not kept.',
  setValueIf: 'A value that is set by other answers is not kept.',
  setValueExpression: 'A value that is set by other answers is not kept.',
  defaultValueExpression: 'A value that is set by other answers is not kept.',
  resetValueIf: 'A value that is set by other answers is not kept.',
  choicesByUrl: 'Its choices come from an address, which is not asked here.',
  choicesOrder: 'A sorted order is the author’s to write; the order of the file is kept.',
  questionsOrder: 'Questions are asked in the author’s order.',
  quizMode: 'Nobody is tested here.',
  maxTimeToFinish: 'There is no time limit here.',
  timeLimit: 'There is no time limit here.',
  expression: 'No condition uses this value, and no value is kept that nobody gave.',
  validators: 'A rule of this kind cannot be kept.',
  regex: 'A pattern that an answer must match is not kept.',
  minLength: 'The least length of a text is not asked for.',
}

const drawing =
  /^(width|minWidth|maxWidth|indent|colSpan|rowSpan|colCount|columnColCount|startWithNewLine|title(Location|Width|Actions)|description\w*Location|description[A-Z]\w*|errorLocation|hideNumber|\w*Number\w*|show\w+|logo\w*|theme\w*|css\w*|state|\w*[Hh]eight\w*|render\w*|display\w*|rate(Type|Display\w*|Color\w*)|searchEnabled|allowClear|inner\w*|questionTitle\w*|question\w*Location|progressBar\w*|size|textUpdateMode|rows|cols|autoGrow|align\w*|verticalAlign|image\w*|contentMode|background\w*|header\w*|is\w*|fit\w*|max\w*TextLength|hide\w*|icon\w*|style|color\w*|font\w*|border\w*|cells?\w*|mode|allow\w*|focus\w*|go\w*|checkErrorsMode|send\w*|cookie\w*|clear\w*|store\w*|keep\w*|complete\w*|page(Next|Prev)\w*|start\w*|edit\w*|swap\w*|popup\w*|close\w*|itemSize|autocomplete|mask\w*|use\w*)$/

export function leftOver({ at, value }: Cell): string {
  const keys = at
    .split('/')
    .filter((key) => !/^\d+$/.test(key))
    .reverse()
  for (const key of keys) if (Object.hasOwn(sentences, key)) return sentences[key]!
  const key = keys[0] ?? ''
  if (drawing.test(key)) return `“${key}” says how it is drawn or behaves, which the page here decides.`
  return `“${key}” is “${value.slice(0, 60)}”, which has no counterpart here.`
}
