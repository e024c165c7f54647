import {
  BookingProgressService,
  BookingStartService,
  BookingsService,
  NoShowService,
  PlacementService,
} from '../../src/features/bookings/index.js';
import type { ProgressEvent } from '../../src/features/bookings/index.js';
import { ProviderBlocksService } from '../../src/features/bookings/providers/provider-blocks.service.js';
import { reevaluate } from '../../src/features/dispatch/offer-receipt.js';
import { OfferAnswersService } from '../../src/features/dispatch/offer-answers.service.js';
import { RankingService } from '../../src/features/dispatch/ranking.service.js';
import { PoliciesService } from '../../src/features/policies/index.js';
import { ProviderEntity } from '../../src/features/providers/index.js';
import { systemActor } from '../../src/kernel/actor.js';
import { DispatchApp, providerActor } from '../factories/dispatch-app.js';
import { codeOf } from '../factories/outcomes.js';

/** A Monday, 11:30 in India. */
const now = '2026-03-09T06:00:00.000Z';
const minuteMs = 60_000;
const at = (hour: number, day = 10) => new Date(Date.UTC(2026, 2, day, hour) - 5.5 * 60 * minuteMs);

describe('who is asked first', () => {
  let world: DispatchApp;
  beforeAll(async () => {
    world = await DispatchApp.open(now);
  });
  beforeEach(() => world.clock.set(now));
  afterEach(async () => expect(await world.deadJobs()).toEqual([]));
  afterAll(() => world.close());

  const setActive = (ids: readonly string[], isActive: boolean) =>
    world.work.run(async (tx) => {
      for (const id of ids) await tx.getRepository(ProviderEntity).update({ id }, { isActive });
    });
  const answer = async (bookingId: string, providerId: string, verb: 'accept' | 'decline') => {
    const open = (await world.offers(bookingId)).find(
      (each) => each.providerId === providerId && each.state === 'open',
    );
    const answers = world.get(OfferAnswersService);
    const actor = providerActor(providerId);
    return verb === 'accept'
      ? answers.accept(actor, open?.id ?? '')
      : answers.decline(actor, open?.id ?? '', null);
  };
  /** How those who could do a booking stand. */
  const ranked = (bookingId: string) =>
    world.work.run(async (tx) => {
      const { id: policyId } = await world
        .get(PoliciesService)
        .resolve(tx, 'dispatch', {}, world.clock.now());
      const policy = await world.get(PoliciesService).get(tx, policyId, 'dispatch');
      const { able, job } = await world
        .get(PlacementService)
        .candidatesFor(tx, await world.bookingWithin(tx, bookingId));
      return world.get(RankingService).rank(tx, able, job, policy, bookingId);
    });
  const work = async (bookingId: string, providerId: string, until: ProgressEvent, arrivesAt: Date) => {
    const steps: ProgressEvent[] = ['depart', 'arrive', 'start', 'complete'];
    for (const step of steps.slice(0, steps.indexOf(until) + 1)) {
      if (step === 'arrive') world.clock.set(arrivesAt);
      const by = providerActor(providerId);
      if (step === 'start') {
        const { booking } = await world.get(BookingsService).get(systemActor, bookingId);
        await world.get(BookingStartService).start(by, bookingId, booking.startCode);
      } else await world.get(BookingProgressService).advance(by, bookingId, step, 'As it happened.');
    }
    await world.settle();
  };

  it('is the best by the score of DI-1, and the offer says why (PO-4)', async () => {
    const hired = await world.hire(4);
    const { id } = await world.book(at(10));
    await world.settle();
    expect((await ranked(id)).map((each) => each.id)).toEqual(hired);
    const [offer] = await world.offers(id);
    expect(offer?.providerId).toBe(hired[0]);
    const body = await world.work.read(async (reader) => {
      const [receipt] = offer?.receipts ?? [];
      return (await world.get(PoliciesService).get(reader, receipt?.policyId ?? '', 'dispatch')).body;
    });
    const [receipt] = offer?.receipts ?? [];
    expect(receipt?.rule).toBe('DI-1');
    expect(receipt && reevaluate(receipt, body)).toEqual({ total: offer?.score, parts: offer?.parts });
  });

  it('is not somebody five jobs above the others, however good, unless they are the only one (DI-4)', async () => {
    const [best = '', second = '', third = ''] = await world.hire(3);
    await setActive([second, third], false);
    for (const hour of [8, 10, 12, 14, 16])
      expect(await world.holders((await world.book(at(hour, 11))).id)).toEqual([best]);
    await setActive([second, third], true);
    const { id } = await world.book(at(10, 12));
    expect(await world.booking(id)).toMatchObject({ providerId: second });
    await world.settle();
    for (const seconds of [90, 120]) await world.pass(seconds);
    const asked = async () => new Set((await world.offers(id)).map(({ providerId }) => providerId));
    expect(await asked()).toEqual(new Set([second, third]));
    await answer(id, second, 'decline');
    await answer(id, third, 'decline');
    expect(await world.booking(id)).toMatchObject({ providerId: best, unplaced: false });
    expect((await answer(id, best, 'accept')).offer).toMatchObject({ state: 'accepted', waveIndex: 3 });
  });

  it('is asked when they are the only one left, even five jobs above', async () => {
    const [best = '', second = ''] = await world.hire(2);
    await setActive([second], false);
    for (const hour of [8, 10, 12, 14, 16]) await world.book(at(hour, 11));
    await setActive([second], true);
    const { id } = await world.book(at(10, 12));
    await world.settle();
    await answer(id, second, 'decline');
    const open = (await world.offers(id)).filter(({ state }) => state === 'open');
    expect(open.map(({ providerId }) => providerId)).toEqual([best]);
  });

  it('reckons a newcomer to have had the mean of the others’ jobs of the week when they came (DI-4)', async () => {
    const [first = '', second = ''] = await world.hire(2);
    for (const hour of [8, 10, 12, 14]) await world.book(at(hour, 11));
    world.clock.advance(minuteMs);
    const newcomer = await world.hireOneMore({ createdAt: world.clock.now() });
    world.clock.advance(minuteMs);
    const { id } = await world.book(at(10, 12));
    const jobsOf = new Map((await ranked(id)).map((each) => [each.id, each.facts.weekJobs]));
    const settled = (jobsOf.get(first) ?? 0) + (jobsOf.get(second) ?? 0);
    expect(settled).toBe(4);
    expect(jobsOf.get(newcomer)).toBe(2);
  });

  it('counts the jobs of the week of the slot, Monday to Sunday, and none that was cancelled', async () => {
    const [only = ''] = await world.hire(1);
    const { id: moved, customer } = await world.book(at(8, 11));
    await world.book(at(8, 15));
    await world.book(at(8, 16));
    const { id } = await world.book(at(12, 12));
    expect((await ranked(id)).map(({ facts }) => [facts.id, facts.weekJobs])).toEqual([[only, 2]]);
    await world.cancel(customer, moved);
    expect((await ranked(id))[0]?.facts.weekJobs).toBe(1);
  });

  it('knows who has been on time, who was late, who never came, and whom the customer has had before', async () => {
    const [punctual = ''] = await world.hire(1);
    const { id, customer, addressId } = await world.book(at(10));
    await world.settle();
    await answer(id, punctual, 'accept');
    await work(id, punctual, 'complete', at(10));
    expect(await world.record(punctual)).toMatchObject({ visitCount: 1, onTimeCount: 1 });
    const { id: late } = await world.book(at(15));
    await world.settle();
    await answer(late, punctual, 'accept');
    await work(late, punctual, 'complete', new Date(at(15).getTime() + 1));
    expect(await world.record(punctual)).toMatchObject({ visitCount: 2, onTimeCount: 1 });
    const missed = await world.book(at(10, 11));
    await world.settle();
    await answer(missed.id, punctual, 'accept');
    world.clock.set(at(11, 11));
    await world.get(NoShowService).report(missed.customer, missed.id, 'provider', 'Nobody came.');
    await world.settle();
    expect(await world.record(punctual)).toMatchObject({ visitCount: 3, onTimeCount: 1 });
    const { id: again } = await world.bookAgain(customer, addressId, at(10, 12));
    expect((await ranked(again))[0]?.facts).toMatchObject({
      ...{ acceptedCount: 3, visitCount: 3, onTimeCount: 1, visitsToCustomer: 1 },
    });
  });

  it('is nobody the customer has blocked, however good (AV-2)', async () => {
    const [first = '', second = ''] = await world.hire(3);
    const { id, customer, addressId } = await world.book(at(10));
    await world.settle();
    await world.get(ProviderBlocksService).block(customer, customer.id, first, 'They were rude.');
    await answer(id, first, 'decline');
    expect(await world.booking(id)).toMatchObject({ providerId: second });
    const again = await world.bookAgain(customer, addressId, at(10, 11));
    expect((await ranked(again.id)).map((each) => each.id)).not.toContain(first);
    await world.settle();
    for (const seconds of [90, 120, 300]) await world.pass(seconds);
    expect((await world.offers(again.id)).map(({ providerId }) => providerId)).not.toContain(first);
  });

  it('does not have the job who may not do it any more when they accept', async () => {
    const [first = ''] = await world.hire(2);
    const { id } = await world.book(at(10));
    await world.settle();
    await setActive([first], false);
    expect(await codeOf(answer(id, first, 'accept'))).toBe('offer.not_free');
    expect(await world.booking(id)).toMatchObject({ state: 'confirmed', providerId: first });
    await world.pass(90);
    expect((await world.offers(id)).filter(({ state }) => state === 'open')).toHaveLength(1);
  });

  it('is settled by the policy in force when the search began (PO-3)', async () => {
    await world.hire(4);
    const { id } = await world.book(at(10));
    await world.settle();
    await world.work.run(async (tx) => {
      const policies = world.get(PoliciesService);
      const { body } = await policies.resolve(tx, 'dispatch', {}, world.clock.now());
      const waves = [{ providers: 2, seconds: 30 }];
      await policies.publish(tx, {
        ...{ kind: 'dispatch', scopeKind: 'default', scopeId: null, code: 'default-dispatch' },
        ...{ effectiveFrom: world.clock.now(), effectiveTo: null, body: { ...body, waves } },
      });
    });
    const { id: later } = await world.book(at(10, 11));
    await world.settle();
    expect(await world.offers(later)).toHaveLength(2);
    await world.pass(30);
    expect(await world.booking(later)).toMatchObject({ unplaced: true });
    expect(await world.offers(id)).toHaveLength(1);
    await world.pass(60);
    expect(await world.offers(id)).toHaveLength(4);
  });
});
