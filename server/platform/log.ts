import pino from 'pino'

/** One JSON line an event; no answers, addresses or e-mails in it. */
export type Log = pino.Logger
export const createLog = (level: string): Log => pino({ level, base: undefined }, pino.destination(2))
