import { randomInt } from 'node:crypto';
import { DateTime } from 'luxon';
import { newId } from '../../src/kernel/ids.js';
import { PostOffice } from '../fakes/post-office.js';
import { SmsOperator } from '../fakes/sms-operator.js';
import type { TestHome } from '../database.js';
import { makeSeededHome } from '../seeded-home.js';
import type { Booking, List, Rate, Slot } from './marketplace.js';
import { Program } from './program.js';
import { eventually } from './programs.js';

interface Inbox {
  data: { id: string; channel: string; kind: string; to: string | null; state: string }[];
}

const pincode = '560001';

/** A new customer books a visit of the coming days. */
async function bookSomething(
  program: Program,
): Promise<{ email: string; mobile: string; orderNumber: string }> {
  const email = `${newId()}@example.com`;
  const mobile = `+9198${String(randomInt(100_000_000)).padStart(8, '0')}`;
  const person = { email, mobile, password: 'Str0ng!Passw0rd', firstName: 'Asha' };
  const { tokens } = await program.call<{ tokens: { accessToken: string } }>(
    'POST',
    '/api/v1/auth/register',
    {
      body: person,
    },
  );
  const token = tokens.accessToken;
  const home = { line1: '12, 5th Cross', city: 'Bangalore', state: 'Karnataka', pincode };
  const address = await program.call<{ id: string }>('POST', '/api/v1/addresses', { token, body: home });
  const rates = await program.call<List<Rate>>('GET', `/api/v1/services/ac-repair/rates?pincode=${pincode}`);
  const rateCardId = rates.data[0]?.id ?? '';
  const from = DateTime.now().setZone('Asia/Kolkata').plus({ days: 2 }).toISODate() ?? '';
  const query = new URLSearchParams({ pincode, from, rateCardId }).toString();
  const slots = await program.call<{ data: Slot[] }>('GET', `/api/v1/services/ac-repair/slots?${query}`);
  const slotStart = slots.data.find(({ available }) => available)?.start;
  const items = [{ rateCardId, quantity: 1 }];
  const body = { addressId: address.id, slotStart, items, paymentMethod: 'cash' };
  const booking = await program.call<Booking>('POST', '/api/v1/bookings', { token, body, key: newId() });
  return { email, mobile, orderNumber: booking.orderNumber };
}

/** The program by itself, which does the jobs too; with a Redis it would leave them to a worker. */
function withoutRedis(settings: Readonly<Record<string, string>>): Record<string, string> {
  return Object.fromEntries(Object.entries(settings).filter(([name]) => !name.startsWith('REDIS_')));
}

describe('a process that is killed while a letter is on its way', () => {
  const running: Program[] = [];
  let home: TestHome;
  let office: PostOffice;
  let operator: SmsOperator;

  beforeAll(async () => {
    home = await makeSeededHome();
    [office, operator] = [await PostOffice.open(), await SmsOperator.open()];
  });
  afterAll(async () => {
    for (const each of running) await each.end('SIGKILL');
    await office.close();
    await operator.close();
    await home.remove();
  });

  async function start(): Promise<Program> {
    const program = new Program(home.folder, {
      ...withoutRedis(home.settings),
      SMTP_URL: `smtp://127.0.0.1:${office.port}`,
      SMS_URL: operator.url,
      MAIL_TIMEOUT_MS: '60000',
      SMS_TIMEOUT_MS: '60000',
      JOBS_LEASE_MS: '1000',
      SEED_ON_START: 'false',
    });
    running.push(program);
    await program.ready();
    return program;
  }

  it('has it sent again under the same name, so that a mailbox shows it once', async () => {
    const first = await start();
    office.behaviour = { does: 'say nothing' };
    operator.conduct = { does: 'accept and wait' };
    const { email, mobile, orderNumber } = await bookSomething(first);
    const lettersOf = () =>
      office.letters.filter(({ to, text }) => to === email && text.includes(orderNumber));
    const isToThem = ({ to, text }: { to: string; text: string }) =>
      to === mobile && text.includes(orderNumber);
    const requestsOf = () => operator.requests.filter(({ body }) => isToThem(body));
    await eventually(() => lettersOf().length > 0 && requestsOf().length > 0);
    await first.end('SIGKILL');

    office.behaviour = { does: 'accept' };
    operator.conduct = { does: 'accept' };
    const second = await start();
    await eventually(() => lettersOf().length > 1 && requestsOf().length > 1);
    const ofTheBooking = async () =>
      (await second.call<Inbox>('GET', '/dev/inbox')).data.filter(
        ({ to, kind }) => to === email && kind === 'booking.confirmed',
      );
    await eventually(async () => (await ofTheBooking()).every(({ state }) => state === 'sent'));
    const [mail, ...others] = await ofTheBooking();
    expect(others).toEqual([]);
    expect(new Set(lettersOf().map(({ messageId }) => messageId))).toEqual(
      new Set([`<${mail?.id}@nexora.example>`]),
    );
    const shown = [...operator.messages.values()].filter(isToThem);
    expect(shown).toHaveLength(1);
  });
});
