import fc from 'fast-check';
import type { Mail, Mailer } from '../../src/platform/mail/mailer.js';
import { newId } from '../../src/kernel/ids.js';

/** A mailer, and the place where its letters come out. */
export interface MailerHarness {
  mailer: Mailer;
  /** Writes the letter down as the application does before it is sent. */
  write(mail: Mail): void;
  /** What whoever gets the letter of that name reads; several when it came in several letters. */
  received(reference: string): Promise<Mail[]>;
}

export interface MailerLaw {
  readonly fact: string;
  readonly check: (harness: MailerHarness) => Promise<void>;
}

export function letter(change: Partial<Mail> = {}): Mail {
  return { id: newId(), to: 'asha@example.in', subject: 'Booked', text: 'AC repair is booked.', ...change };
}

async function post({ mailer, write }: MailerHarness, mail: Mail): Promise<string> {
  write(mail);
  return mailer.send(mail);
}

/** Mail ends its lines in CRLF and its text in one. */
const asRead = (mail: Mail): Mail => ({ ...mail, text: mail.text.replace(/\r?\n/g, '\n').trimEnd() });

const words = fc.string({ unit: 'grapheme', maxLength: 40 });
const attacks = [
  'AC\r\nBcc: all@example.in',
  'AC\r\n\r\nAnother letter',
  'AC\nTo: all@example.in',
  '=?utf-8?Q?AC?=',
];
/** Blanks are all the same to a header, wherever its line is broken. */
const oneLine = (subject: string): string => subject.replace(/\s+/g, ' ');

export const mailerLaws: readonly MailerLaw[] = [
  {
    fact: 'hands a letter over word for word to the one it is for',
    check: async (harness) => {
      const mail = letter({ text: 'Dear Asha,\n\nAC repair is booked.\n.\nFrom now on\n\nNexora' });
      expect((await harness.received(await post(harness, mail))).map(asRead)).toEqual([mail]);
    },
  },
  {
    fact: 'keeps every script and sign, and long lines',
    check: async (harness) => {
      const mail = letter({
        subject: 'बुकिंग पक्की हो गई है: ₹706.82 😀',
        text: `नमस्ते रवि, "कुल" राशि ₹706.82 =20 =E0\n${'लंबा '.repeat(400).trim()}\n${'x'.repeat(1_500)}`,
      });
      expect((await harness.received(await post(harness, mail))).map(asRead)).toEqual([mail]);
    },
  },
  {
    fact: 'gives a repeat the same name, by which it is one letter',
    check: async (harness) => {
      const mail = letter();
      const first = await post(harness, mail);
      expect(await post(harness, mail)).toBe(first);
      expect(await harness.received(first)).toHaveLength(1);
    },
  },
  {
    fact: 'gives each letter a name of its own, of 1 to 100 characters',
    check: async (harness) => {
      const mails = Array.from({ length: 20 }, (_, at) => letter({ text: `Letter ${at}` }));
      const names = await Promise.all(mails.map((mail) => post(harness, mail)));
      expect(new Set(names).size).toBe(20);
      for (const [at, name] of names.entries()) {
        expect(name.length).toBeGreaterThan(0);
        expect(name.length).toBeLessThanOrEqual(100);
        expect((await harness.received(name)).map(({ text }) => text.trim())).toEqual([`Letter ${at}`]);
      }
    },
  },
  {
    fact: 'lets no words add a recipient or a header',
    check: async (harness) => {
      await fc.assert(
        fc.asyncProperty(fc.oneof(fc.constantFrom(...attacks), words), async (said) => {
          const mail = letter({ subject: `About ${said}.` });
          const [read] = await harness.received(await post(harness, mail));
          expect(read?.to).toBe(mail.to);
          expect(oneLine(read?.subject ?? '')).toBe(oneLine(mail.subject));
        }),
        { numRuns: 20 },
      );
    },
  },
];

/** Holds a mailer to everything the port promises. */
export function mailerContract(
  name: string,
  open: () => Promise<MailerHarness> | MailerHarness,
  close: () => Promise<void> = () => Promise.resolve(),
): void {
  describe(`the mailer port: ${name}`, () => {
    afterEach(close);
    for (const { fact, check } of mailerLaws) it(fact, async () => check(await open()));
  });
}
