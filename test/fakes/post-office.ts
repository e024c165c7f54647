import type { AddressInfo, Socket } from 'node:net';
import type { Readable } from 'node:stream';
import { SMTPServer } from 'smtp-server';
import type { SMTPServerEnvelope, SMTPServerOptions } from 'smtp-server';
import type { Mail } from '../../src/platform/mail/mailer.js';

/** What the office does with the next letters. */
export type Behaviour =
  | { does: 'accept' }
  /** Says so at the recipient or after the text. */
  | { does: 'answer'; code: number; at: 'recipient' | 'text' }
  | { does: 'drop' }
  /** Takes the letter and then cuts the line without a word. */
  | { does: 'accept and drop' }
  /** Takes the letter and leaves the other side waiting. */
  | { does: 'say nothing' };

/** A real SMTP server on this machine, which can behave badly. Its letters are read as a mail program reads them. */
export class PostOffice {
  behaviour: Behaviour = { does: 'accept' };
  /** Whole letters in the order in which they came, repeats included. */
  readonly letters: ReceivedLetter[] = [];
  /** How many lines were opened to it. */
  connections = 0;
  private readonly lines = new Set<Socket>();
  private readonly server: SMTPServer;

  private constructor(options: SMTPServerOptions) {
    this.server = new SMTPServer({
      authOptional: true,
      disabledCommands: ['STARTTLS'],
      disableReverseLookup: true,
      logger: false,
      onRcptTo: (_address, _session, done) => {
        const { behaviour } = this;
        done(behaviour.does === 'answer' && behaviour.at === 'recipient' ? answer(behaviour.code) : null);
      },
      onData: (stream, { envelope }, done) => this.take(stream, envelope, done),
      ...options,
    });
    this.server.on('error', () => undefined);
    this.server.server.on('connection', (line: Socket) => {
      this.connections += 1;
      this.lines.add(line);
      line.on('close', () => this.lines.delete(line));
      line.on('error', () => undefined);
    });
  }

  static async open(options: SMTPServerOptions = {}): Promise<PostOffice> {
    const office = new PostOffice(options);
    await new Promise<void>((resolve) => office.server.listen(0, '127.0.0.1', resolve));
    return office;
  }

  get port(): number {
    return (this.server.server.address() as AddressInfo).port;
  }

  /** Letters as mailboxes show them: one for each Message-ID. */
  distinct(): ReceivedLetter[] {
    return [...new Map(this.letters.map((each) => [each.messageId, each])).values()];
  }

  /** Cuts every line. */
  cut(): void {
    for (const each of this.lines) each.destroy();
  }

  close(): Promise<void> {
    this.cut();
    return new Promise((resolve) => this.server.close(() => resolve()));
  }

  private take(stream: Readable, { rcptTo }: SMTPServerEnvelope, done: (error?: Error | null) => void): void {
    const parts: Buffer[] = [];
    stream.on('data', (part: Buffer) => {
      parts.push(part);
      if (this.behaviour.does === 'drop') this.cut();
    });
    stream.on('end', () => {
      const { behaviour } = this;
      if (behaviour.does === 'drop') return this.cut();
      if (behaviour.does === 'answer') return done(answer(behaviour.code));
      const to = rcptTo.map(({ address }) => address).join(', ');
      this.letters.push(readLetter(Buffer.concat(parts).toString('latin1'), to));
      if (behaviour.does === 'accept and drop') return this.cut();
      if (behaviour.does === 'accept') done(null);
    });
  }
}

export interface ReceivedLetter extends Omit<Mail, 'id'> {
  messageId: string;
  headers: ReadonlyMap<string, string>;
}

function answer(code: number): Error {
  return Object.assign(new Error('The office has spoken.'), { responseCode: code });
}

/** A letter of one part of plain text (RFC 5322, 2045, 2047). */
function readLetter(raw: string, to: string): ReceivedLetter {
  const end = raw.indexOf('\r\n\r\n');
  const lines = raw
    .slice(0, end)
    .replace(/\r\n[ \t]+/g, ' ')
    .split('\r\n');
  const headers = new Map(
    lines.map((line): [string, string] => {
      const at = line.indexOf(':');
      return [line.slice(0, at).toLowerCase(), line.slice(at + 1).trim()];
    }),
  );
  const bytes = decodeBody(raw.slice(end + 4), headers.get('content-transfer-encoding') ?? '7bit');
  return {
    to,
    headers,
    messageId: headers.get('message-id') ?? '',
    subject: decodeWords(headers.get('subject') ?? ''),
    text: bytes.toString('utf8'),
  };
}

function decodeBody(body: string, encoding: string): Buffer {
  if (encoding === 'base64') return Buffer.from(body, 'base64');
  if (encoding === 'quoted-printable') return unquote(body.replace(/=\r\n/g, ''));
  return Buffer.from(body, 'latin1');
}

function unquote(text: string): Buffer {
  const bytes = text.replace(/=([0-9A-F]{2})/gi, (_whole, hex: string) =>
    String.fromCharCode(parseInt(hex, 16)),
  );
  return Buffer.from(bytes, 'latin1');
}

/** Blanks between two encoded words are none. */
function decodeWords(text: string): string {
  return Buffer.from(text, 'latin1')
    .toString('utf8')
    .replace(/(\?=)\s+(=\?)/g, '$1$2')
    .replace(/((?:=\?utf-8\?[QB]\?[^?]*\?=)+)/gi, (run) =>
      Buffer.concat(
        [...run.matchAll(/=\?utf-8\?([QB])\?([^?]*)\?=/gi)].map(([, form = '', word = '']) =>
          form.toUpperCase() === 'B' ? Buffer.from(word, 'base64') : unquote(word.replaceAll('_', ' ')),
        ),
      ).toString('utf8'),
    );
}
