import { ImportRefused } from './sketch-document.ts'

const mostChoices = 400_000

/** How many choices a questionnaire may still take: a short file may give thousands of them to each of thousands of questions. */
export class ChoiceRoom {
  #left = mostChoices

  take(choices: number): void {
    this.#left -= choices
    if (this.#left < 0)
      throw new ImportRefused(
        'Its questions have more than 400,000 choices together, and there is no room for so many.',
      )
  }
}
