import {
  BookingCancellationService,
  BookingCreationService,
  BookingEntity,
  BookingEventEntity,
  BookingFees,
  BookingProgressService,
  BookingWaivers,
  NoShowService,
  ProviderPenaltyEntity,
} from '../../src/features/bookings/index.js';
import { reevaluate } from '../../src/features/bookings/cancelling/receipt-evaluation.js';
import { DuesService, LedgerService } from '../../src/features/payments/index.js';
import { PoliciesService, PolicyDrafts } from '../../src/features/policies/index.js';
import type { Actor } from '../../src/kernel/actor.js';
import { permissions } from '../../src/kernel/permissions.js';
import { newId } from '../../src/kernel/ids.js';
import { BookingsApp } from '../factories/bookings-app.js';
import type { Householder } from '../factories/bookings-app.js';
import { codeOf, outcomesOf } from '../factories/outcomes.js';

/** A Tuesday, 11:30 in India. */
const now = '2026-03-10T06:00:00.000Z';
const minuteMs = 60_000;

describe('ending a booking', () => {
  let world: BookingsApp;
  let provider: Actor;
  const staff: Actor = {
    kind: 'staff',
    id: newId(),
    channel: 'rest',
    permissions: new Set(permissions),
    level: 80,
  };

  beforeAll(async () => {
    world = await BookingsApp.open(now);
  });
  beforeEach(async () => {
    world.clock.set(now);
    await world.retireProviders();
    provider = await aProvider();
  });
  afterAll(() => world.close());

  async function aProvider(): Promise<Actor> {
    return { kind: 'provider', id: await world.provider({ skills: ['plumbing'] }), channel: 'rest' };
  }
  /** A time of tomorrow in India. */
  const at = (hour: number) => new Date(Date.UTC(2026, 2, 11, hour) - 5.5 * 60 * minuteMs);
  const topUp = ({ actor }: Householder, amountPaise: number) =>
    world.work.run((tx) =>
      world.get(LedgerService).post(tx, {
        reason: 'wallet.topped_up',
        bookingId: null,
        lines: [
          { account: 'wallet_funding', amountPaise },
          { account: 'wallet_liability', subject: actor.id, amountPaise: -amountPaise },
        ],
      }),
    );
  const wallet = ({ actor }: Householder) =>
    world.work.read((reader) => world.get(LedgerService).walletBalancePaise(reader, actor.id));
  const dues = ({ actor }: Householder) =>
    world.work.read((reader) => world.get(DuesService).owedPaise(reader, actor.id));
  const balance = (bookingId: string, kind: Parameters<LedgerService['bookingBalancePaise']>[2]) =>
    world.work.read((reader) => world.get(LedgerService).bookingBalancePaise(reader, bookingId, kind));

  /** A booking of tomorrow at ten, paid from the wallet, of somebody who has Rs 5,000. */
  async function booked(paymentMethod: 'wallet' | 'cash' = 'wallet', hour = 10, owner?: Householder) {
    const householder = owner ?? (await world.householder());
    if (!owner) await topUp(householder, 500_000);
    const { booking } = await world.get(BookingCreationService).create(householder.actor, {
      addressId: householder.addressId,
      startAt: at(hour),
      items: [{ rateCardId: world.ids.rateCard('tap-repair-repair'), quantity: 1 }],
      paymentMethod,
    });
    return { householder, booking };
  }
  const take = (id: string, event: 'assign' | 'depart' | 'arrive' | 'contact_attempt', by = provider) =>
    world.get(BookingProgressService).advance(by, id, event, 'As it happened.');
  const cancellation = () => world.get(BookingCancellationService);
  const stored = (id: string): Promise<BookingEntity> =>
    world.work.read((reader) => reader.getRepository(BookingEntity).findOneByOrFail({ id }));
  const lastEvent = (bookingId: string): Promise<BookingEventEntity> =>
    world.work.read((reader) =>
      reader
        .getRepository(BookingEventEntity)
        .findOneOrFail({ where: { bookingId }, order: { sequence: 'DESC' } }),
    );
  /** Every stored receipt of a booking, decided again by the very versions it names (PO-4). */
  async function decidedAgain(bookingId: string): Promise<void> {
    const rows = await world.work.read((reader) =>
      reader.getRepository(BookingEventEntity).findBy({ bookingId }),
    );
    for (const receipt of rows.flatMap(({ receipts }) => receipts ?? [])) {
      const { body } = await world.get(PolicyDrafts).get(receipt.policyId);
      const taxId = receipt.inputs['taxPolicyId'];
      const tax = typeof taxId === 'string' ? (await world.get(PolicyDrafts).get(taxId)).body : undefined;
      expect(reevaluate(receipt, body, tax)).toEqual(receipt.output);
    }
  }

  it('freezes every policy a booking goes by (PO-3), and a later version never reaches it (CX-3)', async () => {
    const { householder, booking } = await booked();
    const kept = 'cancellationId,compensationId,penaltyId,pricingId,rescheduleId,warrantyId';
    expect(Object.keys(booking.frozenPolicies).toSorted().join()).toBe(kept);
    await take(booking.id, 'assign');
    world.clock.set(new Date(at(10).getTime() - 30 * minuteMs));
    const before = await cancellation().quote(householder.actor, booking.id);
    const { body } = await world.work.read((reader) =>
      world.get(PoliciesService).get(reader, booking.frozenPolicies.cancellationId, 'cancellation'),
    );
    const publish = async (bands: typeof body.bands) => {
      const draft = await world.get(PolicyDrafts).draft({
        ...{ kind: 'cancellation', code: 'default-cancellation', scopeKind: 'default', scopeId: null },
        ...{ effectiveFrom: world.clock.now(), effectiveTo: null, body: { ...body, bands } },
      });
      await world.get(PolicyDrafts).publish(draft.id);
    };
    const all = { percentBps: 10_000, capPaise: 900_000 };
    await publish(body.bands.map((band) => ({ ...band, assigned: all, enRoute: all })));
    const after = await cancellation().quote(householder.actor, booking.id);
    expect(after.feePaise).toBe(before.feePaise);
    expect(before.feePaise).toBe(Math.min(Math.round(booking.serviceValuePaise * 0.3), 20_000));
    // Bookings made from now on go by the new one; so that other tests do not, it is taken over again.
    await publish(body.bands);
    await decidedAgain(booking.id);
  });

  it('goes by the policy of its service before that of its category (PO-2)', async () => {
    const scoped = async (scopeKind: 'category' | 'service', scopeId: string) => {
      const draft = await world.get(PolicyDrafts).draft({
        ...{ kind: 'warranty', code: `warranty-${scopeKind}`, scopeKind, scopeId },
        ...{ effectiveFrom: world.clock.now(), effectiveTo: null },
        body: { defaultDays: scopeKind === 'service' ? 21 : 14, maxReworks: 2 },
      });
      return (await world.get(PolicyDrafts).publish(draft.id)).id;
    };
    await scoped('category', world.ids.category('plumbing'));
    const ofService = await scoped('service', world.ids.service('tap-repair'));
    const { booking } = await booked();
    expect(booking.frozenPolicies.warrantyId).toBe(ofService);
  });

  it('says by which ways the refund goes, and gives it back so (CX-8)', async () => {
    const { householder, booking } = await booked();
    const { actor } = householder;
    await take(booking.id, 'assign');
    world.clock.set(new Date(at(10).getTime() - 30 * minuteMs));
    const quote = await cancellation().quote(actor, booking.id);
    const refundPaise = booking.totalPaise - quote.feePaise;
    expect(quote.refunds).toEqual([{ instrument: 'wallet', amountPaise: refundPaise }]);
    await cancellation().cancel(actor, booking.id, { quoteId: quote.id, reason: 'Plans.' });
    expect(await wallet(householder)).toBe(500_000 - quote.feePaise);
    expect(await balance(booking.id, 'customer_receivable')).toBe(0);
    await decidedAgain(booking.id);
  });

  it('refuses a figure that has changed and encloses a new one, which then holds (CX-8)', async () => {
    const { householder, booking } = await booked();
    const { actor } = householder;
    const seen = await cancellation().quote(actor, booking.id);
    await take(booking.id, 'assign');
    await take(booking.id, 'depart');
    const { codes, refusals } = await outcomesOf([
      cancellation().cancel(actor, booking.id, { quoteId: seen.id, reason: 'Plans.' }),
    ]);
    expect(codes).toEqual(['quote.stale']);
    const fresh = refusals[0]?.details['quote'] as { quoteId: string; feePaise: number };
    expect(fresh.feePaise).toBeGreaterThan(0);
    const done = await cancellation().cancel(actor, booking.id, { quoteId: fresh.quoteId, reason: 'Plans.' });
    expect(done.booking.state).toBe('cancelled');
  });

  it('by the platform gives all back and credits what the customer would have paid (CX-4)', async () => {
    const { householder, booking } = await booked();
    await take(booking.id, 'assign');
    world.clock.set(new Date(at(10).getTime() - 30 * minuteMs));
    const { feePaise } = await cancellation().quote(householder.actor, booking.id);
    expect(feePaise).toBeGreaterThan(0);
    const { booking: cancelled } = await cancellation().cancelOnBehalf(staff, booking.id, {
      onBehalfOf: 'platform',
      reason: 'The depot is flooded.',
    });
    expect([cancelled.state, cancelled.paymentState]).toEqual(['cancelled', 'refunded']);
    expect(await wallet(householder)).toBe(500_000 + feePaise);
    expect(await balance(booking.id, 'compensation_expense')).toBe(feePaise);
    expect(await balance(booking.id, 'fee_income')).toBe(0);
    expect((await lastEvent(booking.id)).receipts?.map(({ rule }) => rule)).toEqual(['CX-4']);
    await decidedAgain(booking.id);
  });

  it('by the provider does so too and takes half of their earning (CX-4, CX-7)', async () => {
    const { householder, booking } = await booked();
    await take(booking.id, 'assign');
    await take(booking.id, 'depart');
    world.clock.set(new Date(at(10).getTime() - 30 * minuteMs));
    await world.work.run(async (tx) => {
      const row = await tx.getRepository(BookingEntity).findOneByOrFail({ id: booking.id });
      await cancellation().cancelByProvider(tx, provider, row, 'My scooter broke down.');
    });
    const penaltyPaise = -(await balance(booking.id, 'penalty_income'));
    expect(penaltyPaise).toBeGreaterThan(booking.serviceValuePaise * 0.35);
    expect(penaltyPaise).toBeLessThan(booking.serviceValuePaise * 0.5);
    expect(await balance(booking.id, 'provider_payable')).toBe(penaltyPaise);
    expect(await wallet(householder)).toBeGreaterThan(500_000);
    expect((await lastEvent(booking.id)).receipts?.map(({ rule }) => rule)).toEqual(['CX-4', 'CX-7']);
    await decidedAgain(booking.id);
  });

  it('for a provider who has not taken it is refused', async () => {
    const { booking } = await booked();
    const theirs = { onBehalfOf: 'provider', reason: 'They called in.' } as const;
    const refused = codeOf(cancellation().cancelOnBehalf(staff, booking.id, theirs));
    expect(await refused).toBe('booking.not_assigned');
  });

  it('counts a provider’s faults over 30 days, also when two come at once (CX-7)', async () => {
    const bookings = [];
    for (const hour of [9, 11, 13, 15]) {
      const { booking } = await booked('wallet', hour);
      await take(booking.id, 'assign');
      bookings.push(booking.id);
    }
    await Promise.all(
      bookings.map((id) =>
        cancellation().cancelOnBehalf(staff, id, { onBehalfOf: 'provider', reason: 'They fell ill.' }),
      ),
    );
    const rows = await world.work.read((reader) =>
      reader.getRepository(ProviderPenaltyEntity).findBy({ providerId: provider.id }),
    );
    const counted = rows.map(({ receipts }) => Number(receipts[0]?.inputs['earlierFaults'])).toSorted();
    expect(counted).toEqual([0, 1, 2, 3]);
    expect(rows.filter(({ receipts }) => receipts[0]?.output['needsReview'] === true)).toHaveLength(2);
  });

  it('by staff for a customer takes a quote when it costs, or a waiver with a reason (CX-5, CX-8)', async () => {
    const { householder, booking } = await booked();
    await take(booking.id, 'assign');
    await take(booking.id, 'depart');
    const wanted = { onBehalfOf: 'customer', reason: 'She called us.' } as const;
    expect(await codeOf(cancellation().cancelOnBehalf(staff, booking.id, wanted))).toBe(
      'booking.cancellation_costs',
    );
    const { booking: cancelled } = await cancellation().cancelOnBehalf(staff, booking.id, {
      ...wanted,
      waiveFee: true,
    });
    expect([cancelled.state, cancelled.feeWaivedReason]).toEqual(['cancelled', 'She called us.']);
    expect(await wallet(householder)).toBe(500_000);
    expect((await lastEvent(booking.id)).receipts?.[0]).toMatchObject({ rule: 'CX-5' });
    await decidedAgain(booking.id);
  });

  it('is waived by each of CX-5: lateness, a changed provider, safety, staff', async () => {
    const { booking } = await booked();
    await take(booking.id, 'assign');
    await take(booking.id, 'depart');
    const row = await stored(booking.id);
    const feeOf = (change: Partial<BookingEntity>, minutesAfterStart = -30) =>
      world.work.read((reader) =>
        world
          .get(BookingFees)
          .cancellation(
            reader,
            { ...row, ...change },
            new Date(at(10).getTime() + minutesAfterStart * minuteMs),
          ),
      );
    expect((await feeOf({})).feePaise).toBeGreaterThan(0);
    for (const change of [
      { providerChangedAt: world.clock.now() },
      { safetyFlaggedAt: world.clock.now() },
      { feeWaivedReason: 'Staff did.' },
    ])
      expect(await feeOf(change)).toMatchObject({ feePaise: 0, tier: 'waived' });
    expect((await feeOf({}, 30)).feePaise).toBeGreaterThan(0);
    expect(await feeOf({}, 31)).toMatchObject({ feePaise: 0, tier: 'waived' });
    // Who is at the door in time is not late however long they wait.
    expect((await feeOf({ arrivedAt: at(10) }, 50)).feePaise).toBeGreaterThan(0);
    expect((await feeOf({ arrivedAt: new Date(at(10).getTime() + 31 * minuteMs) }, 50)).tier).toBe('waived');
  });

  it('a fee on an unpaid booking is owed, and struck when staff waive it (CX-9)', async () => {
    const { householder, booking } = await booked('cash');
    await take(booking.id, 'assign');
    await take(booking.id, 'depart');
    const quote = await cancellation().quote(householder.actor, booking.id);
    expect([quote.feePaise > 0, quote.refunds]).toEqual([true, []]);
    await cancellation().cancel(householder.actor, booking.id, { quoteId: quote.id, reason: 'Plans.' });
    expect(await dues(householder)).toBe(quote.feePaise);
    const waivers = world.get(BookingWaivers);
    await waivers.waive(staff, booking.id, 'A death in the family.');
    expect([await dues(householder), await wallet(householder)]).toEqual([0, 500_000]);
    expect(await codeOf(waivers.waive(staff, booking.id, 'Again.'))).toBe('booking.fee_already_waived');
    await decidedAgain(booking.id);
  });

  it('a fee that was paid comes back when staff waive it; without one there is nothing to waive', async () => {
    const { householder, booking } = await booked();
    await take(booking.id, 'assign');
    await take(booking.id, 'depart');
    const quote = await cancellation().quote(householder.actor, booking.id);
    await cancellation().cancel(householder.actor, booking.id, { quoteId: quote.id, reason: 'Plans.' });
    expect(await wallet(householder)).toBe(500_000 - quote.feePaise);
    await world.get(BookingWaivers).waive(staff, booking.id, 'A death in the family.');
    expect([await wallet(householder), await balance(booking.id, 'fee_income')]).toEqual([500_000, 0]);
    const free = await booked('wallet', 12);
    await cancellation().cancelFree(free.householder.actor, free.booking.id);
    expect(await codeOf(world.get(BookingWaivers).waive(staff, free.booking.id, 'Kindness.'))).toBe(
      'booking.no_fee_to_waive',
    );
  });

  it('waived beforehand it costs nothing later, and an older quote no longer holds', async () => {
    const { householder, booking } = await booked();
    await take(booking.id, 'assign');
    await take(booking.id, 'depart');
    const dear = await cancellation().quote(householder.actor, booking.id);
    await world.get(BookingWaivers).waive(staff, booking.id, 'Our mistake.');
    const order = { quoteId: dear.id, reason: 'Plans.' };
    expect(await codeOf(cancellation().cancel(householder.actor, booking.id, order))).toBe('quote.stale');
    const done = await cancellation().cancelFree(householder.actor, booking.id);
    expect(done.booking.state).toBe('cancelled');
    expect(await wallet(householder)).toBe(500_000);
  });

  it('costs nothing once a safety concern is recorded, also with the provider on the way (CX-5)', async () => {
    const { householder, booking } = await booked();
    await take(booking.id, 'assign');
    await take(booking.id, 'depart');
    const flag = () => world.get(BookingWaivers).flagSafety(staff, booking.id, 'She is afraid.');
    const { won, codes } = await outcomesOf([flag(), flag()]);
    expect([won.length, codes]).toEqual([1, ['booking.safety_already_flagged']]);
    expect(await lastEvent(booking.id)).toMatchObject({ event: 'flag_safety', reason: 'She is afraid.' });
    const { booking: done } = await cancellation().cancelFree(householder.actor, booking.id);
    expect([done.state, await wallet(householder)]).toEqual(['cancelled', 500_000]);
    await decidedAgain(booking.id);
  });

  describe('by a no-show', () => {
    const after = (minutes: number) => world.clock.set(new Date(at(10).getTime() + minutes * minuteMs));
    const missed = (actor: Actor, id: string, absent: 'customer' | 'provider') =>
      world.get(NoShowService).report(actor, id, absent, 'Nobody came.');

    it('of the customer costs the visit charge after an arrival, the wait and two calls (CX-6)', async () => {
      const { householder, booking } = await booked();
      await take(booking.id, 'assign');
      await take(booking.id, 'depart');
      after(0);
      expect(await codeOf(missed(provider, booking.id, 'customer'))).toBe('booking.provider_has_not_arrived');
      await take(booking.id, 'arrive');
      after(10);
      await take(booking.id, 'contact_attempt');
      after(29);
      expect(await codeOf(missed(provider, booking.id, 'customer'))).toBe('booking.too_early_for_no_show');
      after(30);
      expect(await codeOf(missed(provider, booking.id, 'customer'))).toBe('booking.contact_attempts_missing');
      await take(booking.id, 'contact_attempt');
      const { booking: closed } = await missed(provider, booking.id, 'customer');
      expect(closed.state).toBe('no_show');
      expect(await balance(booking.id, 'fee_income')).toBe(-49_900);
      expect(await balance(booking.id, 'customer_receivable')).toBe(0);
      expect(await wallet(householder)).toBe(500_000 - Math.min(49_900, booking.totalPaise));
      expect(await dues(householder)).toBe(Math.max(0, 49_900 - booking.totalPaise));
      await decidedAgain(booking.id);
    });

    it('of the provider gives all back, credits the customer and penalises the provider (CX-4, CX-7)', async () => {
      const { householder, booking } = await booked();
      await take(booking.id, 'assign');
      after(29);
      expect(await codeOf(missed(householder.actor, booking.id, 'provider'))).toBe(
        'booking.too_early_for_no_show',
      );
      after(30);
      const { booking: closed } = await missed(householder.actor, booking.id, 'provider');
      expect([closed.state, closed.paymentState]).toEqual(['no_show', 'refunded']);
      expect(await wallet(householder)).toBe(500_000 + 49_900);
      expect(await balance(booking.id, 'penalty_income')).toBeLessThan(0);
      await decidedAgain(booking.id);
    });

    it('is reported once by ten who report it at once (ST-2)', async () => {
      const { householder, booking } = await booked();
      await take(booking.id, 'assign');
      after(30);
      const { won, codes } = await outcomesOf(
        Array.from({ length: 10 }, () => missed(householder.actor, booking.id, 'provider')),
      );
      expect([won.length, new Set(codes)]).toEqual([1, new Set(['booking.illegal_transition'])]);
      expect(await wallet(householder)).toBe(500_000 + 49_900);
    });
  });
});
