import { InboxMailer } from '../../src/platform/mail/inbox-mailer.js';
import { Mailer } from '../../src/platform/mail/mailer.js';
import type { Mail } from '../../src/platform/mail/mailer.js';
import { newId } from '../../src/kernel/ids.js';
import { mailerContract, mailerLaws } from './mailer.contract.js';
import type { MailerHarness } from './mailer.contract.js';

/** The rows are the letters; the inbox shows them by the id in the name. */
function inbox(mailer: Mailer = new InboxMailer()): MailerHarness {
  const rows = new Map<string, Mail>();
  return {
    mailer,
    write: (mail) => void rows.set(mail.id, mail),
    received: (reference) => {
      const found = rows.get(reference.replace(/^inbox:/, ''));
      return Promise.resolve(found ? [found] : []);
    },
  };
}

mailerContract('InboxMailer', inbox);

type Defect = 'loses' | 'renames' | 'oneName' | 'cuts' | 'ascii' | 'addsRecipient' | 'longNames';

/** The simplest post office, to be broken in one place. */
class BreakableMailer extends Mailer {
  readonly leaves = true;
  readonly letters: { name: string; mail: Mail }[] = [];

  constructor(private readonly defect: Defect | null) {
    super();
  }

  send(mail: Mail): Promise<string> {
    const name = this.nameOf(mail);
    const known = this.letters.some((each) => each.name === name);
    if (this.defect !== 'loses' && !known) this.letters.push({ name, mail: this.carried(mail) });
    return Promise.resolve(name);
  }

  private nameOf({ id }: Mail): string {
    if (this.defect === 'renames') return newId();
    if (this.defect === 'oneName') return 'sent';
    return this.defect === 'longNames' ? id.repeat(4) : id;
  }

  private carried(mail: Mail): Mail {
    if (this.defect === 'cuts') return { ...mail, text: mail.text.split('\n.\n')[0]?.slice(0, 998) ?? '' };
    if (this.defect === 'ascii') return { ...mail, subject: mail.subject.replace(/[^ -~]/g, '?') };
    return this.defect === 'addsRecipient' ? { ...mail, to: `${mail.to}, all@example.in` } : mail;
  }
}

async function brokenFacts(defect: Defect | null): Promise<string[]> {
  const broken: string[] = [];
  for (const { fact, check } of mailerLaws) {
    const mailer = new BreakableMailer(defect);
    const received = (reference: string) =>
      Promise.resolve(mailer.letters.filter(({ name }) => name === reference).map(({ mail }) => mail));
    await check({ mailer, write: () => undefined, received }).catch(() => broken.push(fact));
  }
  return broken;
}

describe('the contract of mailers', () => {
  it('passes the breakable mailer while nothing is broken', async () => {
    expect(await brokenFacts(null)).toEqual([]);
  });

  it.each<[string, Defect, string]>([
    ['loses letters', 'loses', 'word for word'],
    ['cuts the text', 'cuts', 'word for word'],
    ['knows no script but one', 'ascii', 'every script'],
    ['gives a repeat another name', 'renames', 'the same name'],
    ['gives all letters one name', 'oneName', 'a name of its own'],
    ['gives names that no row can hold', 'longNames', 'a name of its own'],
    ['writes to others as well', 'addsRecipient', 'add a recipient'],
  ])('fails a mailer that %s', async (_what, defect, fact) => {
    expect((await brokenFacts(defect)).filter((each) => each.includes(fact))).toHaveLength(1);
  });
});
