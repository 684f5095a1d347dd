import { type Cell, shortened } from './fidelity.ts'
import type { SourceNode } from './source-node.ts'

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
  maskType: 'A pattern in which one must write is not kept.',
  inputMask: 'A pattern in which one must write is not kept.',
  inputFormat: 'A pattern in which one must write is not kept.',
  isUnique: 'That no two lines may say the same is not asked for.',
  keyName: 'That no two lines may say the same is not asked for.',
  totalType: 'A sum under a table is not worked out.',
  totalExpression: 'A sum under a table is not worked out.',
  totalFormat: 'A sum under a table is not worked out.',
  totalDisplayStyle: 'A sum under a table is not worked out.',
  totalText: 'A sum under a table is not worked out.',
  otherText: 'It words a choice that is not there.',
  noneText: 'It words a choice that is not there.',
  refuseText: 'It words a choice that is not there.',
  dontKnowText: 'It words a choice that is not there.',
  commentText: 'It words a comment that is not asked for.',
  otherErrorText: 'The words of the reminder are the page’s own here.',
  allowCustomChoices: 'People cannot add choices of their own; “other” with a text does that here.',
  clearInvisibleValues: 'Answers to what is no longer asked count for nothing here, and are not sent.',
  clearIfInvisible: 'Answers to what is no longer asked count for nothing here, and are not sent.',
  isRequired: 'That something in it must be answered is not asked for.',
  requiredText: 'How a question that must be answered is marked is the page’s own here.',
  requiredMark: 'How a question that must be answered is marked is the page’s own here.',
  visibleIf: 'Nothing that it decides about came over.',
  rateValues: 'The points are counted instead.',
  choices: 'Its columns have choices of their own.',
  minValueExpression: 'A limit that depends on the day or on other answers is not kept.',
  maxValueExpression: 'A limit that depends on the day or on other answers is not kept.',
  choicesEnableIf: 'Choices that may not be taken are not told apart.',
}

/** Keys of how it is drawn or behaves: where it stands, how it looks, what is written around it, how one goes on. */
const drawing = [
  /^(width\w*|minWidth|maxWidth|rowTitleWidth|indent|colSpan|rowSpan|colCount|columnCount|columnColCount|columnLayout|columnMinWidth|\w*[Hh]eight\w*|size|itemSize|rows|cols|autoGrow\w*|fit\w*|startWithNewLine|horizontalScroll|transposeData|allowResize|isPanelless|align\w*|verticalAlign)$/,
  /^(logo\w*|theme\w*|css\w*|style|color\w*|font\w*|border\w*|background\w*|header\w*|icon\w*|image\w*|inner\w*|cells?\w*|alternateRows|contentMode|render\w*|display\w*|rate(Type|Display\w*|Color\w*)|autoGenerate|show\w+|hide\w*|state)$/,
  /^(title(Location|Width|Actions)|questionTitle\w*|question\w*Location|description\w*Location|description[A-Z]\w*|errorLocation|hideNumber|\w*Number\w*|max\w*TextLength|textUpdateMode|dateFormat|locales|loadingHtml)$/,
  /^(mode|questionsOnPageMode|isSinglePage|firstPageIs\w*|page(Next|Prev)\w*|progressBar\w*|navigation\w*|start\w*|go\w*|preview\w*|edit\w*|complete(Text|\w*Button)|checkErrorsMode|validationEnabled|send\w*|partialSend\w*|cookie\w*|store\w*|keep\w*|focus\w*|autoFocus\w*|autoAdvance\w*|swap\w*|popup\w*|close\w*|searchEnabled|searchMode|allowClear|autocomplete|autoComplete|use\w*)$/,
]

/** Containers that say more of what is in them than the key itself does. */
const within: Record<string, string> = {
  choicesByUrl: 'Its choices come from an address, which is not asked here.',
  maskSettings: 'A pattern in which one must write is not kept.',
  completedHtmlOnCondition: 'The page after sending is the service’s own: it gives the receipt.',
  navigateToUrlOnCondition: 'After sending, people stay here, with their receipt.',
}

/** What a trigger of this type does there and not here. */
const triggers: Record<string, string> = {
  complete: 'It ends the survey for some; here everybody is asked to the end. Give the pages after it a condition.',
  skip: 'It jumps ahead; here the questions between are asked. Give them a condition.',
  visible: 'It shows questions and pages when an answer changes; here they are not asked. Give them a condition.',
}

/** A sentence for what no mapper spoke for; `survey` is what the file holds. */
export const leftOver =
  (survey: SourceNode) =>
  ({ at, value }: Cell): string => {
    const keys = at
      .slice(survey.at.length)
      .split('/')
      .filter((key) => key !== '')
    if (keys[0] === 'triggers') {
      const type =
        survey
          .list('triggers')
          [Number(keys[1])]?.text('type')
          .replace(/trigger$/, '') ?? ''
      return Object.hasOwn(triggers, type) ? triggers[type]! : sentences.triggers!
    }
    const named = keys.filter((key) => !/^\d+$/.test(key)).reverse()
    for (const key of named) if (Object.hasOwn(within, key)) return within[key]!
    for (const key of named) if (Object.hasOwn(sentences, key)) return sentences[key]!
    const key = named[0] ?? ''
    if (named.some((one) => drawing.some((keys) => keys.test(one))))
      return 'A setting of how it is drawn or behaves, which the page here decides.'
    return `“${key}” is ${shortened(value)}, which has no counterpart here.`
  }
