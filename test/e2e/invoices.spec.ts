import { until } from '../contracts/cache.contract.js';
import { World } from '../world.js';
import { expectStatus, rateOf } from './marketplace.js';
import type { Problem } from './marketplace.js';
import { payingIn } from './paying.js';

interface Invoice {
  id: string;
  kind: string;
  number: string;
  totalPaise: number;
  totalInWords: string;
  recipient: { state: string };
  creditNotes: Invoice[];
  corrects: { number: string } | null;
}

describe('invoices', () => {
  let world: World;
  let pay: ReturnType<typeof payingIn>;

  beforeAll(async () => {
    world = await World.open({ env: { JOBS_POLL_MS: '20' } });
    pay = payingIn(world, await rateOf(world, 'fan-repair'));
  });
  afterAll(() => world.close());

  const ask = (token: string, path: string, accept = 'application/json') =>
    world.call<Invoice & Problem>('GET', path, { token, headers: { Accept: accept } });
  const finished = async () => {
    const made = await pay.one('cash');
    await pay.move(made.booking.id, 'assign', 'depart', 'arrive', 'start', 'complete');
    const path = `/bookings/${made.booking.id}/invoice`;
    await until(async () => (await ask(made.token, path)).status === 200);
    return { ...made, path };
  };

  it('follow the completion, and are shown to their customer and to staff alone (MO-4)', async () => {
    const waiting = await pay.one('cash');
    const early = await ask(waiting.token, `/bookings/${waiting.booking.id}/invoice`);
    expect([early.status, early.body.code]).toEqual([404, 'invoice.not_found']);
    const { token, booking, path } = await finished();
    const invoice = expectStatus(200, await ask(token, path));
    expect(invoice).toMatchObject({ kind: 'invoice', corrects: null, creditNotes: [] });
    expect(invoice.totalPaise).toBe(booking.price.totalPaise);
    expect(invoice.number).toMatch(/^KA\d{4}-\d{7}$/);
    const stranger = await ask((await world.newCustomer()).token, path);
    expect([stranger.status, stranger.body.code]).toEqual([404, 'booking.not_found']);
    expect((await ask('', path)).status).toBe(401);
    const support = await world.staff('EMP008');
    expect(expectStatus(200, await ask(support, `/ops${path}`))).toEqual(invoice);
    // Finance sees the same without whom it is for (ID-6).
    const finance = await world.staff('EMP006');
    expect(expectStatus(200, await ask(finance, `/ops${path}`))).toEqual({
      ...invoice,
      recipient: { ...invoice.recipient, name: '[name]', address: ['[address]', '[address]'] },
    });
    expect((await ask(token, `/ops${path}`)).status).toBe(403);
  });

  it('are printed as PDF when that is asked for, each time the same, and in no other form', async () => {
    const { token, path } = await finished();
    const { number } = expectStatus(200, await ask(token, path));
    const [first, again] = [
      await ask(token, path, 'application/pdf'),
      await ask(token, path, 'application/pdf'),
    ];
    expect(first.status).toBe(200);
    expect(first.headers.get('Content-Type')).toBe('application/pdf');
    expect(first.headers.get('Content-Disposition')).toBe(`inline; filename="${number}.pdf"`);
    const text = String(first.body);
    expect(text.slice(0, 5)).toBe('%PDF-');
    expect(text).toContain(`(Tax invoice ${number})`);
    expect(text).toContain('/Count 1');
    expect(again.body).toEqual(first.body);
    const other = await ask(token, path, 'text/csv');
    expect([other.status, other.body.code]).toEqual([406, 'request.not_acceptable']);
  });

  it('are followed by a credit note when staff give something back, and the books add up (MO-1)', async () => {
    const { token, booking, path } = await finished();
    const staff = await world.staff('EMP006');
    const body = { bookingId: booking.id, amountPaise: 5_000, reason: 'The work took too long.' };
    const asked = await world.call('POST', '/ops/refunds', {
      token: staff,
      key: true,
      body,
    });
    expect(asked.status).toBeLessThan(300);
    await until(async () => ((await ask(token, path)).body.creditNotes ?? []).length > 0);
    const invoice = expectStatus(200, await ask(token, path));
    expect(invoice.creditNotes).toMatchObject([
      { kind: 'credit_note', totalPaise: 5_000, corrects: { number: invoice.number } },
    ]);
    const printed = String((await ask(token, path, 'application/pdf')).body);
    expect(printed).toContain('/Count 2');
    expect(await pay.faults()).toEqual([]);
  });
});
