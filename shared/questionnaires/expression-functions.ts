/** Functions that give their first argument back, as far as a condition sees. */
export const transparent = [
  'string',
  'number',
  'int',
  'trim',
  'intval',
  'date',
  'date-time',
  'once',
  'boolean',
  'round',
  'floatval',
]

/** Functions that count choices. */
export const counting = ['count-selected', 'count', 'array_length']

/** Functions that give the length of a text. */
export const measuring = ['string-length', 'strlen', 'length']

/** Functions that give the day or the time of now. */
export const today = ['today', 'now', 'time', 'date', 'mktime']

/** Functions that choose between two values by a condition. */
export const choosing = ['if', 'iif']
