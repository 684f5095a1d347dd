/** The expression languages of the formats, as one table: what differs between them and nothing else. */
export type Infix =
  | 'or'
  | 'and'
  | '='
  | '!='
  | '<'
  | '<='
  | '>'
  | '>='
  | 'contains'
  | 'lacks'
  | 'anyof'
  | 'allof'
  | 'noneof'
  | '+'
  | '-'
  | '*'
  | '/'
  | '%'
  | '^'

export interface Dialect {
  /** What a reader knows the language by. */
  name: string
  /** How a reference is written; null when a bare word is one. */
  reference: { open: string; close: string } | null
  word: RegExp
  /** Marks, longer ones first. */
  marks: string[]
  escapes: boolean
  infix: Record<string, Infix>
  prefix: Record<string, 'not' | '-'>
  postfix: Record<string, 'empty' | 'filled'>
  /** Signs that mean something no condition can be, and what. */
  refused?: Record<string, string>
  /** What a bare word is: the name of a question, a text without quotes, or a path, which is not read. */
  bare: 'name' | 'text' | 'path'
  /** Words and marks that stand for the question the expression belongs to. */
  self: string[]
}

const arithmetic = { '+': '+', '-': '-', '*': '*' } as const
const compares = { '=': '=', '!=': '!=', '<': '<', '<=': '<=', '>': '>', '>=': '>=' } as const

/** XPath 1.0 as XLSForm writes it: `selected(${work}, 'yes') and . > 3`. */
export const xpath: Dialect = {
  name: 'XLSForm',
  reference: { open: '${', close: '}' },
  word: /[\p{L}_][\p{L}\p{N}_.-]*(?::[\p{L}_][\p{L}\p{N}_.-]*)?/uy,
  marks: ['!=', '<=', '>=', '..', '//', '(', ')', '[', ']', ',', '=', '<', '>', '+', '-', '*', '/', '.', '|', '@'],
  escapes: false,
  infix: { ...arithmetic, ...compares, and: 'and', or: 'or', div: '/', mod: '%' },
  prefix: { '-': '-' },
  postfix: {},
  bare: 'path',
  self: ['.'],
}

/** SurveyJS: `{work} = 'yes' and {age} notempty`. */
export const surveyjs: Dialect = {
  name: 'SurveyJS',
  reference: { open: '{', close: '}' },
  word: /[\p{L}_$][\p{L}\p{N}_$-]*/uy,
  marks: [
    '==',
    '!=',
    '<>',
    '<=',
    '>=',
    '*=',
    '&&',
    '||',
    '(',
    ')',
    '[',
    ']',
    ',',
    '=',
    '<',
    '>',
    '+',
    '-',
    '*',
    '/',
    '%',
    '^',
    '!',
  ],
  escapes: true,
  infix: {
    ...arithmetic,
    ...compares,
    '==': '=',
    '<>': '!=',
    '&&': 'and',
    '||': 'or',
    '/': '/',
    '%': '%',
    '^': '^',
    '*=': 'contains',
    and: 'and',
    or: 'or',
    equal: '=',
    equals: '=',
    notequal: '!=',
    notequals: '!=',
    greater: '>',
    less: '<',
    greaterorequal: '>=',
    lessorequal: '<=',
    contains: 'contains',
    contain: 'contains',
    notcontains: 'lacks',
    notcontain: 'lacks',
    anyof: 'anyof',
    allof: 'allof',
    noneof: 'noneof',
    div: '/',
    mod: '%',
    power: '^',
  },
  prefix: { '-': '-', '!': 'not', negate: 'not' },
  postfix: { empty: 'empty', notempty: 'filled' },
  bare: 'text',
  self: [],
}

/** LimeSurvey's ExpressionScript: `Q1_SQ001.NAOK == "Y" and !is_empty(age)`. */
export const expressionScript: Dialect = {
  name: 'LimeSurvey',
  reference: null,
  word: /\d+X\d+X\d+[A-Za-z0-9_#.]*|[\p{L}_][\p{L}\p{N}_.#]*(?::[\p{L}\p{N}_.#]+)?/uy,
  marks: [
    '===',
    '==',
    '!=',
    '<=',
    '>=',
    '&&',
    '||',
    '(',
    ')',
    ',',
    '=',
    '<',
    '>',
    '+',
    '-',
    '*',
    '/',
    '!',
    ';',
    '{',
    '}',
  ],
  escapes: true,
  infix: {
    ...arithmetic,
    '!=': '!=',
    '<': '<',
    '<=': '<=',
    '>': '>',
    '>=': '>=',
    '/': '/',
    '==': '=',
    '===': '=',
    '&&': 'and',
    '||': 'or',
    and: 'and',
    or: 'or',
    eq: '=',
    ne: '!=',
    lt: '<',
    le: '<=',
    gt: '>',
    ge: '>=',
  },
  prefix: { '-': '-', '!': 'not', not: 'not' },
  postfix: {},
  refused: { '=': 'A single “=” sets an answer there; “==” compares one.' },
  bare: 'name',
  self: ['self', 'this', 'self.NAOK', 'this.NAOK'],
}
