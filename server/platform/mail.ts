import { randomUUID } from 'node:crypto'
import { mkdir, writeFile } from 'node:fs/promises'
import { join } from 'node:path'
import { createTransport } from 'nodemailer'
import { emit } from './audit.ts'
import type { Ctx } from './context.ts'
import type { Subscriber } from './jobs.ts'

export interface Message {
  to: string
  subject: string
  text: string
}

/** Puts a message into the outbox of this transaction: sent once it commits, never when it rolls back. */
export const sendMail = (tx: Ctx, message: Message) => emit(tx, 'mail.send', { ...message, messageId: randomUUID() })

/** Sends by SMTP, or writes one .eml file a message into `DATA_DIR/mail` when no server is set. */
export function mailSender(smtpUrl: string | undefined, from: string): Subscriber {
  const transport = smtpUrl
    ? createTransport(smtpUrl, { from })
    : createTransport({ streamTransport: true, buffer: true, newline: 'unix' }, { from })
  return async (ctx, payload) => {
    const { to, subject, text, messageId } = payload as unknown as Message & { messageId: string }
    const id = `<${messageId}@${new URL(ctx.publicOrigin).hostname}>`
    const sent = await transport.sendMail({
      to,
      subject,
      text,
      messageId: id,
      disableFileAccess: true,
      disableUrlAccess: true,
    })
    if (smtpUrl) return
    const folder = join(ctx.dataDir, 'mail')
    await mkdir(folder, { recursive: true })
    await writeFile(join(folder, `${messageId}.eml`), (sent as unknown as { message: Buffer }).message)
  }
}
