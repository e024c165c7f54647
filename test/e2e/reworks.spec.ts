import { BookingEntity } from '../../src/features/bookings/index.js';
import { LedgerEntryEntity } from '../../src/features/payments/index.js';
import { newId } from '../../src/kernel/ids.js';
import { UnitOfWork } from '../../src/platform/database/unit-of-work.js';
import { World } from '../world.js';
import { expectStatus, indianTime, localDay, times } from './marketplace.js';
import type { Booking, List, Problem } from './marketplace.js';
import { asCustomer, newJob, seen, step, workDone } from './work.js';
import type { Job } from './work.js';

type Rework = Booking & { reworkOfId: string | null; price: { totalPaise: number } };
type Refused = Problem & {
  bookingId?: string;
  reworks?: number;
  refundPaise?: number;
  refunds?: { instrument: string; amountPaise: number; state: string }[];
};

const dayMs = 86_400_000;
const reason = 'The tap drips again.';

describe('rework under warranty (DI-6)', () => {
  let world: World;
  let hour = 8;
  let openedAt: Date;
  beforeAll(async () => {
    world = await World.open();
    openedAt = world.clock.now();
  });
  afterEach(() => world.clock.set(openedAt));
  afterAll(() => world.close());

  const done = async (over?: { slug?: string; by?: string }) => {
    hour = hour === 18 ? 9 : hour + 1;
    const job = await newJob(world, 1, `${String(hour).padStart(2, '0')}:00`, over);
    await workDone(world, job);
    world.clock.set(new Date(job.startAt.getTime() + 3_600_000));
    return job;
  };
  const ask = async (job: Job, body: object, key?: string) =>
    world.call<Rework & Refused>('POST', `/bookings/${job.id}/rework`, {
      token: await asCustomer(world, job),
      body,
      ...(key && { key }),
    });
  const tomorrow = (clockTime: string) => indianTime(localDay(world, 1), clockTime);
  const at = (job: Job, days: number) => {
    const start = new Date(job.startAt.getTime() + days * dayMs);
    return start.toISOString();
  };
  /** The rework as a job of its own, done. */
  const doneAgain = async (job: Job, made: Rework) => {
    const again: Job = {
      ...job,
      id: made.id,
      providerId: made.provider?.id ?? '',
      startCode: made.startCode ?? '',
      startAt: new Date(made.slot.start),
    };
    const staff = await world.staff('EMP004');
    const body = { providerId: again.providerId };
    expectStatus(200, await world.call('POST', `/ops/bookings/${made.id}/assign`, { token: staff, body }));
    await workDone(world, again);
    world.clock.set(new Date(again.startAt.getTime() + 3_600_000));
    return again;
  };
  const entries = (bookingId: string) =>
    world.get(UnitOfWork).read((reader) => reader.getRepository(LedgerEntryEntity).findBy({ bookingId }));
  const faults = async () => {
    const token = await world.staff('EMP001');
    const answer = await world.call<{ faults: unknown[] }>('GET', '/ops/reconciliation', { token });
    return expectStatus(200, answer).faults;
  };

  it('costs nothing, is done by the same provider, and leaves the books as they were', async () => {
    const job = await done();
    const wanted = { slotStart: at(job, 2), reason };
    const made = expectStatus(201, await ask(job, wanted, 'again'));
    expect(made).toMatchObject({
      state: 'confirmed',
      reworkOfId: job.id,
      provider: { id: job.providerId },
      paymentState: 'paid',
      price: { totalPaise: 0, taxablePaise: 0, cgstPaise: 0 },
      items: [{ amountPaise: 0, quantity: 1 }],
    });
    const replayed = await ask(job, wanted, 'again');
    expect([replayed.status, replayed.body.id]).toEqual([201, made.id]);
    const events = await world.call<{ data: { event: string; reason: string }[] }>(
      'GET',
      `/bookings/${job.id}/events`,
      { token: await asCustomer(world, job) },
    );
    expect(events.body.data.at(-1)).toMatchObject({ event: 'rework', reason });
    await world.settle();
    const again = await doneAgain(job, made);
    expect(await seen(world, again)).toMatchObject({ state: 'completed', price: { totalPaise: 0 } });
    expect(await entries(again.id)).toEqual([]);
    expect(await faults()).toEqual([]);
  });

  it('is one at a time, however many are asked for at once', async () => {
    const job = await done();
    const answers = await Promise.all(times(4, () => ask(job, { slotStart: at(job, 3), reason })));
    const made = answers.filter(({ status }) => status === 201);
    expect(made).toHaveLength(1);
    for (const { status, body } of answers)
      if (status !== 201)
        expect([body.code, body.bookingId]).toEqual(['rework.already_booked', made[0]?.body.id]);
  });

  it('is by another when the customer will not have the same one, who is kept away from then on (AV-2)', async () => {
    const job = await done();
    const made = expectStatus(201, await ask(job, { slotStart: at(job, 2), reason, anotherProvider: true }));
    expect(made.provider?.id).not.toBe(job.providerId);
    const token = await asCustomer(world, job);
    const blocked = await world.call<List<{ providerId: string; blockedBy: string }>>(
      'GET',
      '/users/me/blocked-providers',
      { token },
    );
    expect(blocked.body.data).toMatchObject([{ providerId: job.providerId, blockedBy: 'customer' }]);
  });

  it('is by another after a safety concern', async () => {
    const job = await done();
    await world
      .get(UnitOfWork)
      .run((tx) =>
        tx.getRepository(BookingEntity).update({ id: job.id }, { safetyFlaggedAt: world.clock.now() }),
      );
    const made = expectStatus(201, await ask(job, { slotStart: at(job, 2), reason }));
    expect(made.provider?.id).not.toBe(job.providerId);
  });

  it('waits for the same provider, whose free times are named', async () => {
    const job = await done();
    world.clock.set(openedAt);
    const other = await done({ by: job.providerId });
    const start = at(job, 4);
    const taken = expectStatus(201, await ask(job, { slotStart: start, reason }));
    expect(taken.provider?.id).toBe(job.providerId);
    const refused = await ask(other, { slotStart: start, reason });
    expect([refused.status, refused.body.code]).toEqual([409, 'slot.taken']);
    const [named] = refused.body.alternatives ?? [];
    const made = expectStatus(201, await ask(other, { slotStart: named?.start, reason }));
    expect(made.provider?.id).toBe(job.providerId);
  });

  it('is over with the warranty: through the last day, and not a second longer', async () => {
    const job = await done();
    // Tap repair has fifteen days.
    const lastDay = new Date(indianTime(at(job, 16).slice(0, 10), '00:00'));
    world.clock.set(new Date(lastDay.getTime() - 1));
    const inTime = await ask(job, { slotStart: indianTime(localDay(world, 2), '10:00'), reason });
    expect(inTime.status).toBe(201);
    const late = await done();
    world.clock.set(new Date(indianTime(at(late, 16).slice(0, 10), '00:00')));
    const refused = await ask(late, { slotStart: indianTime(localDay(world, 2), '10:00'), reason });
    expect([refused.status, refused.body.code]).toEqual([409, 'rework.warranty_over']);
  });

  it('gives the money back when two did not help, once, and says so again', async () => {
    const job = await done();
    const paid = (await seen(world, job)).price.totalPaise;
    let last = job;
    for (const days of [2, 4]) {
      const made = expectStatus(201, await ask(last, { slotStart: at(job, days), reason }));
      expect(made.reworkOfId).toBe(job.id);
      last = await doneAgain(job, made);
    }
    const wanted = { slotStart: at(job, 6), reason };
    const refused = await ask(last, wanted, 'third');
    expect([refused.status, refused.body.code]).toEqual([409, 'rework.exhausted']);
    expect(refused.body).toMatchObject({ reworks: 2, refundPaise: paid, refunds: [{ amountPaise: paid }] });
    for (const again of [await ask(last, wanted, 'third'), await ask(job, wanted)]) {
      expect([again.status, again.body.code]).toEqual([409, 'rework.exhausted']);
      expect(again.body.refunds).toHaveLength(1);
    }
    await world.settle();
    expect(await faults()).toEqual([]);
    expect((await seen(world, job)).paymentState).toBe('refunded');
  });

  it('is of work that is done, and of your own (ID-10, ST-1)', async () => {
    const job = await newJob(world, 3, '09:00');
    expect((await ask(job, { slotStart: tomorrow('15:00'), reason })).body.code).toBe(
      'booking.illegal_transition',
    );
    const mine = await done();
    for (const id of [mine.id, newId(), 'nonsense']) {
      const foreign = await ask({ ...job, id }, { slotStart: at(mine, 2), reason });
      expect([foreign.status, foreign.body.code]).toEqual([404, 'booking.not_found']);
    }
    for (const body of [
      {},
      { reason },
      { slotStart: at(mine, 2) },
      { slotStart: at(mine, 2), reason: 'x' },
      { slotStart: 'tomorrow', reason },
      { slotStart: at(mine, -2), reason },
      { slotStart: new Date(new Date(at(mine, 2)).getTime() + 60_000).toISOString(), reason },
      { slotStart: at(mine, 200), reason },
      { slotStart: at(mine, 2), reason, price: 0 },
      { slotStart: at(mine, 2), reason, anotherProvider: 'yes' },
    ])
      expect((await ask(mine, body)).status).toBe(422);
    const wrong = await step(world, mine, 'start', { startCode: '0000' });
    expect(wrong.status).toBe(409);
  });

  it('has none where the service has no warranty', async () => {
    const job = await done({ slug: 'water-tank-cleaning' });
    const refused = await ask(job, { slotStart: at(job, 2), reason });
    expect([refused.status, refused.body.code]).toEqual([409, 'rework.warranty_over']);
  });
});
