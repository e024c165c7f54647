import { newId } from '../../src/kernel/ids.js';
import type { Sms, SmsSender } from '../../src/platform/sms/sms-sender.js';

/** A sender of text messages, and the phones where they come out. */
export interface SmsHarness {
  sender: SmsSender;
  /** Writes the message down as the application does before it is sent. */
  write(sms: Sms): void;
  /** What the phones show of the message of that name. */
  received(reference: string): Promise<Sms[]>;
}

export interface SmsLaw {
  readonly fact: string;
  readonly check: (harness: SmsHarness) => Promise<void>;
}

export function textMessage(change: Partial<Sms> = {}): Sms {
  return {
    id: newId(),
    to: '+919876543210',
    text: 'Nexora: AC repair is booked.',
    dltId: '1107161234567890101',
    ...change,
  };
}

async function hand({ sender, write }: SmsHarness, sms: Sms): Promise<string> {
  write(sms);
  return sender.send(sms);
}

export const smsLaws: readonly SmsLaw[] = [
  {
    fact: 'hands a message over word for word, with the id of its registered text',
    check: async (harness) => {
      const sms = textMessage({ text: 'Nexora: order "NX-1" & co, ₹706.82 \\ 100 %' });
      expect(await harness.received(await hand(harness, sms))).toEqual([sms]);
    },
  },
  {
    fact: 'keeps every script',
    check: async (harness) => {
      const sms = textMessage({ text: 'Nexora: ऑर्डर NX-7K3M9QXD पक्का है। 😀' });
      expect(await harness.received(await hand(harness, sms))).toEqual([sms]);
    },
  },
  {
    fact: 'gives a repeat the same name, by which it is one message',
    check: async (harness) => {
      const sms = textMessage();
      const first = await hand(harness, sms);
      expect(await hand(harness, sms)).toBe(first);
      expect(await harness.received(first)).toHaveLength(1);
    },
  },
  {
    fact: 'gives each message a name of its own, of 1 to 100 characters',
    check: async (harness) => {
      const all = Array.from({ length: 20 }, (_, at) => textMessage({ text: `Message ${at}` }));
      const names = await Promise.all(all.map((sms) => hand(harness, sms)));
      expect(new Set(names).size).toBe(20);
      for (const [at, name] of names.entries()) {
        expect(name.length).toBeGreaterThan(0);
        expect(name.length).toBeLessThanOrEqual(100);
        expect((await harness.received(name)).map(({ text }) => text)).toEqual([`Message ${at}`]);
      }
    },
  },
];

/** Holds a sender of text messages to everything the port promises. */
export function smsContract(
  name: string,
  open: () => Promise<SmsHarness> | SmsHarness,
  close: () => Promise<void> = () => Promise.resolve(),
): void {
  describe(`the SMS port: ${name}`, () => {
    afterEach(close);
    for (const { fact, check } of smsLaws) it(fact, async () => check(await open()));
  });
}
