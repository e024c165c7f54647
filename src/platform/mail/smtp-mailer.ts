import { createTransport } from 'nodemailer';
import type { SendMailOptions, Transporter } from 'nodemailer';
import type SMTPPool from 'nodemailer/lib/smtp-pool/index.js';
import type { SmtpServer } from '../../config/smtp-url.js';
import { MailRefused, MailUnavailable } from './mail.errors.js';
import { Mailer } from './mailer.js';
import type { Mail } from './mailer.js';

export interface SmtpOptions {
  server: SmtpServer;
  /** `Nexora <no-reply@nexora.example>` */
  from: string;
  /** For each step: connecting, greeting, an answer. */
  timeoutMs: number;
  maxConnections?: number;
}

/** Steps of the dialogue whose refusal is about this letter; before them it is about the server or about us. */
const aboutTheLetter: readonly unknown[] = ['MAIL FROM', 'RCPT TO', 'DATA'];

/** Hands letters to an SMTP server over a few connections that are kept open. */
export class SmtpMailer extends Mailer {
  readonly leaves = true;
  private readonly transport: Transporter<SMTPPool.SentMessageInfo, SMTPPool.Options>;
  private readonly domain: string;

  constructor(private readonly options: SmtpOptions) {
    super();
    this.transport = createTransport(poolOptions(options));
    this.domain = /@([^\s>@]+)>?\s*$/.exec(options.from)?.[1] ?? 'localhost';
  }

  /** The Message-ID is made from the notification's id: a mailbox that gets a letter twice shows it once. */
  async send({ id, to, subject, text }: Mail): Promise<string> {
    const messageId = `<${id}@${this.domain}>`;
    const letter: SendMailOptions = {
      from: this.options.from,
      // An object, so that no comma or bracket in an address makes another recipient of it.
      to: { name: '', address: to },
      ...{ subject, text, messageId },
      headers: { 'Auto-Submitted': 'auto-generated' },
    };
    let accepted: readonly unknown[];
    try {
      ({ accepted } = await this.transport.sendMail({
        ...letter,
        disableFileAccess: true,
        disableUrlAccess: true,
      }));
    } catch (error) {
      throw refusalOf(error);
    }
    if (accepted.length === 0) throw new MailRefused('nobody was accepted as its recipient');
    return messageId;
  }

  /** Ends the connections; what is on its way is finished first. */
  close(): void {
    this.transport.close();
  }
}

/** Trying again is the jobs' business, so the pool tries each letter once. */
function poolOptions({ server, timeoutMs, maxConnections }: SmtpOptions): SMTPPool.Options {
  const { host, port, tls, user } = server;
  const once: { maxRequeues: number } = { maxRequeues: 0 };
  return {
    pool: true,
    ...{ host, port },
    secure: tls === 'implicit',
    requireTLS: tls === 'required',
    ignoreTLS: tls === 'never',
    maxConnections: maxConnections ?? 5,
    connectionTimeout: timeoutMs,
    greetingTimeout: timeoutMs,
    socketTimeout: timeoutMs,
    dnsTimeout: timeoutMs,
    ...(user && { auth: { user: user.name, pass: user.password } }),
    ...once,
  };
}

/** What the server said goes into the reason by its number only: its words may repeat the address. */
function refusalOf(error: unknown): MailRefused | MailUnavailable {
  const { code, responseCode, command } = partsOf(error);
  const isAnswer = typeof responseCode === 'number';
  if (isAnswer && responseCode >= 500 && aboutTheLetter.includes(command))
    return new MailRefused(`${String(responseCode)} at ${String(command)}`);
  // nodemailer refuses an address it cannot send to before it says anything to the server.
  if (code === 'EENVELOPE' && !isAnswer) return new MailRefused('the address cannot be written to');
  const what = isAnswer ? `${String(responseCode)} at ${String(command)}` : String(code ?? 'no answer');
  return new MailUnavailable(what);
}

function partsOf(error: unknown): { code?: unknown; responseCode?: unknown; command?: unknown } {
  return typeof error === 'object' && error !== null ? error : {};
}
