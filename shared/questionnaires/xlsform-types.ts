/** What the type column of a survey row asks for. */
export type RowType =
  | { is: 'choice'; many: boolean; list: string; other: boolean }
  | { is: 'rank'; list: string }
  | { is: 'begin'; what: 'group' | 'repeat' }
  | { is: 'end'; what: 'group' | 'repeat' }
  | { is: 'written'; type: Written; note?: string }
  | { is: 'calculate' }
  | { is: 'external'; why: string }
  | { is: 'none'; why: string }

type Written = 'text' | 'phone' | 'integer' | 'decimal' | 'percentage' | 'range' | 'date' | 'note' | 'acknowledge'

const choice =
  /^(?:add )?(select[ _]?(?:one|1)|select[ _]multiple|select all that apply)(?:[ _]prompt using)?(?: from)?\s+(.+?)(\s+or[ _]other|\s+or specify other)?$/i
const fromFile = /^select_(?:one|multiple)_(?:from_file|external)\b/i
const ranking = /^(?:odk:)?rank\s+(.+)$/i

const written: Record<string, [Written, string?]> = {
  text: ['text'],
  string: ['text'],
  'q string': ['text'],
  'add text prompt': ['text'],
  'phone number': ['phone'],
  integer: ['integer'],
  int: ['integer'],
  'q int': ['integer'],
  'add integer prompt': ['integer'],
  decimal: ['decimal'],
  'q decimal': ['decimal'],
  'add decimal prompt': ['decimal'],
  percentage: ['percentage'],
  range: ['range'],
  date: ['date'],
  'q date': ['date'],
  'add date prompt': ['date'],
  datetime: ['date', 'It asks for a date and a time; the date alone is asked here.'],
  time: ['text', 'It asks for a time; here it is a short text.'],
  'add time prompt': ['text', 'It asks for a time; here it is a short text.'],
  barcode: ['text', 'It reads a barcode; here it is a short text.'],
  note: ['note'],
  'add note prompt': ['note'],
  'q note': ['note'],
  acknowledge: ['acknowledge'],
  trigger: ['acknowledge'],
  'add acknowledge prompt': ['acknowledge'],
}

const devices = [
  'start',
  'end',
  'today',
  'deviceid',
  'device id',
  'subscriberid',
  'subscriber id',
  'simserial',
  'sim id',
  'simid',
  'imei',
  'email',
  'username',
  'phonenumber',
  'audit',
  'start-geopoint',
  'background-audio',
  'background-geopoint',
  'start time',
  'end time',
  'get start time',
  'get end time',
  'get today',
  'get device id',
  'get subscriber id',
  'get sim id',
  'get phone number',
  'last-saved',
  'start_time',
  'end_time',
]
const places = [
  'geopoint',
  'geotrace',
  'geoshape',
  'gps',
  'location',
  'q geopoint',
  'q location',
  'add location prompt',
  'map',
]
const media = [
  'image',
  'photo',
  'picture',
  'audio',
  'video',
  'file',
  'q image',
  'q picture',
  'q audio',
  'q video',
  'add image prompt',
  'add audio prompt',
  'add video prompt',
  'add file prompt',
  'q photo',
  'annotate',
  'signature',
  'draw',
]

export function rowType(value: string): RowType {
  const type = value.trim().replace(/\s+/g, ' ')
  const lower = type.toLowerCase()
  const edge = /^(begin|end)[ _](group|repeat|loop)\b/i.exec(lower)
  if (edge) return { is: edge[1] as 'begin' | 'end', what: edge[2] === 'group' ? 'group' : 'repeat' }
  if (fromFile.test(lower))
    return { is: 'external', why: 'Its choices are in another file, which is not part of this one.' }
  const rank = ranking.exec(type)
  if (rank) return { is: 'rank', list: rank[1]! }
  const select = choice.exec(type)
  if (select) {
    const many = /multiple|all/i.test(select[1]!)
    return { is: 'choice', many, list: select[2]!.trim(), other: Boolean(select[3]) }
  }
  if (/^select[ _]?(one|1|multiple)$/.test(lower)) return { is: 'none', why: 'It names no list of choices.' }
  const known = Object.hasOwn(written, lower) ? written[lower] : undefined
  if (known) return { is: 'written', type: known[0], ...(known[1] && { note: known[1] }) }
  if (/^(calculate|q calculate|add calculate prompt)$/.test(lower)) return { is: 'calculate' }
  if (devices.includes(lower))
    return {
      is: 'none',
      why: 'It records something of the device or the person without asking; that is not kept here.',
    }
  if (places.includes(lower)) return { is: 'none', why: 'It asks for a place on a map, which is not asked here.' }
  if (media.includes(lower))
    return { is: 'none', why: 'It asks for a picture, a recording or a file, which cannot be given here.' }
  if (lower.startsWith('hidden'))
    return { is: 'none', why: 'It is a hidden value without choices; only a hidden choice is kept here.' }
  if (lower === 'csv-external' || lower === 'xml-external')
    return { is: 'external', why: 'It names another file, which is not part of this one.' }
  return { is: 'none', why: `“${type}” is no type of question that is known here.` }
}
