import { newId } from '../../src/kernel/ids.js';
import { InboxSmsSender } from '../../src/platform/sms/inbox-sms-sender.js';
import { SmsSender } from '../../src/platform/sms/sms-sender.js';
import type { Sms } from '../../src/platform/sms/sms-sender.js';
import { smsContract, smsLaws } from './sms.contract.js';

smsContract('InboxSmsSender', () => {
  const rows = new Map<string, Sms>();
  return {
    sender: new InboxSmsSender(),
    write: (sms) => void rows.set(sms.id, sms),
    received: (reference) => {
      const found = rows.get(reference.replace(/^inbox:/, ''));
      return Promise.resolve(found ? [found] : []);
    },
  };
});

type Defect = 'loses' | 'renames' | 'oneName' | 'ascii' | 'swapsTemplates';

/** The simplest operator, to be broken in one place. */
class BreakableSmsSender extends SmsSender {
  readonly leaves = true;
  readonly messages: { name: string; sms: Sms }[] = [];

  constructor(private readonly defect: Defect | null) {
    super();
  }

  send(sms: Sms): Promise<string> {
    const name = this.defect === 'renames' ? newId() : this.defect === 'oneName' ? 'sent' : sms.id;
    const known = this.messages.some((each) => each.name === name);
    if (this.defect !== 'loses' && !known) this.messages.push({ name, sms: this.carried(sms) });
    return Promise.resolve(name);
  }

  private carried(sms: Sms): Sms {
    if (this.defect === 'ascii') return { ...sms, text: sms.text.replace(/[^ -~₹]/g, '?') };
    return this.defect === 'swapsTemplates' ? { ...sms, dltId: '1107161234567890999' } : sms;
  }
}

async function brokenFacts(defect: Defect | null): Promise<string[]> {
  const broken: string[] = [];
  for (const { fact, check } of smsLaws) {
    const sender = new BreakableSmsSender(defect);
    const received = (reference: string) =>
      Promise.resolve(sender.messages.filter(({ name }) => name === reference).map(({ sms }) => sms));
    await check({ sender, write: () => undefined, received }).catch(() => broken.push(fact));
  }
  return broken;
}

describe('the contract of senders of text messages', () => {
  it('passes the breakable sender while nothing is broken', async () => {
    expect(await brokenFacts(null)).toEqual([]);
  });

  it.each<[string, Defect, string]>([
    ['loses messages', 'loses', 'word for word'],
    ['names another registered text', 'swapsTemplates', 'word for word'],
    ['knows no script but one', 'ascii', 'every script'],
    ['gives a repeat another name', 'renames', 'the same name'],
    ['gives all messages one name', 'oneName', 'a name of its own'],
  ])('fails a sender that %s', async (_what, defect, fact) => {
    expect((await brokenFacts(defect)).filter((each) => each.includes(fact))).toHaveLength(1);
  });
});
