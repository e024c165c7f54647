import {
  BookingCancellationService,
  BookingEntity,
  BookingEventEntity,
} from '../../src/features/bookings/index.js';
import { BookingExpiry } from '../../src/features/bookings/booking-expiry.service.js';
import { BookingPayouts } from '../../src/features/bookings/money/booking-payouts.service.js';
import { BookingWaivers } from '../../src/features/bookings/cancelling/booking-waivers.service.js';
import { BookingRefunds } from '../../src/features/bookings/money/booking-refunds.service.js';
import { ReconciliationService } from '../../src/features/bookings/money/reconciliation.service.js';
import {
  LedgerEntryEntity,
  PaymentEntity,
  PaymentEventEntity,
  PayoutEntity,
  RefundDelivery,
  RefundEntity,
  WalletService,
} from '../../src/features/payments/index.js';
import { RefundApproval } from '../../src/features/payments/refund-approval.service.js';
import { localDate } from '../../src/kernel/calendar.js';
import type { DomainError } from '../../src/kernel/errors.js';
import { newId } from '../../src/kernel/ids.js';
import { BookingsApp } from '../factories/bookings-app.js';
import type { Householder } from '../factories/bookings-app.js';
import { Money, staffMember, zone } from '../factories/money.js';

/** A Tuesday, 09:30 in India. */
const now = '2026-03-10T04:00:00.000Z';
const dayMs = 86_400_000;
const skills = ['electrical', 'packers-and-movers'];

describe('money', () => {
  let world: BookingsApp;
  let money: Money;

  beforeAll(async () => {
    world = await BookingsApp.open(now);
    money = new Money(world);
  });
  /** A morning with three providers who have nothing to do. */
  const freshMorning = async () => {
    world.clock.set(now);
    await world.retireProviders();
    for (let at = 0; at < 3; at += 1) await world.provider({ skills });
  };
  beforeEach(freshMorning);
  afterAll(() => world.close());

  const faults = async () => (await world.get(ReconciliationService).run()).faults;
  const rows = <E extends object>(entity: new () => E, where: Partial<E>) =>
    world.work.read((reader) => reader.getRepository<E>(entity).find({ where: where as never }));
  const booking = async (id: string) => {
    const [found] = await rows(BookingEntity, { id });
    if (!found) throw new Error(`There is no booking ${id}.`);
    return found;
  };
  const walletOf = ({ actor }: Householder) => world.get(WalletService).getOwn(actor);
  const refundsOf = (subjectId: string) => rows(RefundEntity, { subjectId });
  const send = async () => {
    for (const { id, attempt, state } of [...(await rows(RefundEntity, { state: 'approved' }))])
      if (state === 'approved') await world.get(RefundDelivery).send({ refundId: id, attempt: attempt + 1 });
  };
  const cancel = async ({ actor }: Householder, id: string) => {
    const cancellation = world.get(BookingCancellationService);
    const quote = await cancellation.quote(actor, id);
    await cancellation.cancel(actor, id, { quoteId: quote.id, reason: 'My plans have changed.' });
    return quote;
  };
  const payOut = async () => {
    const due = await world.work.read((reader) => reader.getRepository(BookingEntity).find());
    const onDay = localDate(world.clock.now(), zone);
    for (const providerId of new Set(due.flatMap((each) => each.providerId ?? [])))
      await world.get(BookingPayouts).pay({ providerId, onDay });
  };

  describe('told by twenty webhooks at once', () => {
    it.each([
      ['the same event', true],
      ['twenty events of one payment', false],
    ])('(%s) comes once (MO-2)', async (_, isSame) => {
      const who = await world.householder();
      const { id } = await money.book(who, 'upi');
      const payment = await money.paymentOf(id);
      const paymentRef = `pay_${newId()}`;
      const first = money.webhook(payment, { paymentRef });
      await Promise.all(
        Array.from({ length: 20 }, () => money.tell(isSame ? first : money.webhook(payment, { paymentRef }))),
      );
      const [captured, ...others] = await rows(PaymentEntity, { subjectId: id });
      expect([captured?.state, others.length]).toEqual(['captured', 0]);
      expect(await rows(BookingEventEntity, { bookingId: id, event: 'pay' })).toHaveLength(1);
      const posted = await rows(LedgerEntryEntity, { bookingId: id, reason: 'payment.captured' });
      expect(new Set(posted.map(({ postingId }) => postingId)).size).toBe(1);
      const noted = await rows(PaymentEventEntity, { paymentId: payment.id });
      expect(noted).toHaveLength(isSame ? 1 : 20);
      expect(noted.filter(({ outcome }) => outcome === 'captured')).toHaveLength(1);
      expect(await faults()).toEqual([]);
    });

    it('and by another payment for the same order comes once, and the other goes back', async () => {
      const who = await world.householder();
      const { id } = await money.book(who, 'card');
      const payment = await money.paymentOf(id);
      const refs = [`pay_${newId()}`, `pay_${newId()}`];
      await Promise.all(refs.map((paymentRef) => money.tell(money.webhook(payment, { paymentRef }))));
      await send();
      expect((await booking(id)).state).toBe('confirmed');
      expect(await refundsOf(id)).toMatchObject([
        { origin: 'duplicate', state: 'done', amountPaise: payment.amountPaise },
      ]);
      expect(await faults()).toEqual([]);
    });
  });

  it('of ten refunds at once never exceeds what was captured (MO-3)', async () => {
    const who = await world.householder();
    const { id } = await money.book(who, 'upi');
    await money.pay(id);
    await money.finish(id);
    const { capturedPaise } = await money.paymentOf(id);
    const amountPaise = Math.floor(capturedPaise / 3);
    const ask = () =>
      world
        .get(BookingRefunds)
        .request(staffMember(), { bookingId: id, amountPaise, reason: 'It was late.' });
    const outcomes = await Promise.allSettled(Array.from({ length: 10 }, ask));
    const refused = outcomes.flatMap((each) =>
      each.status === 'rejected' ? [each.reason as DomainError] : [],
    );
    expect(refused.map(({ code }) => code)).toEqual(Array.from({ length: 7 }, () => 'refund.too_much'));
    expect((await money.paymentOf(id)).refundedPaise).toBe(3 * amountPaise);
    await send();
    expect(await faults()).toEqual([]);
  });

  it('of a wallet is spent once, by however many bookings at once (MO-1)', async () => {
    const who = await world.householder();
    const startAt = await money.freeStart('fan-repair');
    const starts = [startAt, new Date(startAt.getTime() + 4 * 3_600_000)];
    const { booking: probe } = await money.book(who, 'cash');
    await cancel(who, probe.id);
    await money.topUp(who.actor.id, probe.totalPaise + 100);
    const outcomes = await Promise.allSettled(
      Array.from({ length: 6 }, (_, at) => money.book(who, 'wallet', { startAt: starts[at % 2] })),
    );
    const refused = outcomes.flatMap((each) =>
      each.status === 'rejected' ? [each.reason as DomainError] : [],
    );
    expect(refused.map(({ code }) => code)).toEqual(Array.from({ length: 5 }, () => 'wallet.too_low'));
    expect((await walletOf(who)).balancePaise).toBe(100);
    expect(await faults()).toEqual([]);
  });

  it('owed from before is asked for once, by however many bookings at once (CX-9)', async () => {
    const who = await world.householder();
    const missed = await money.book(who, 'cash');
    await money.advance(missed.id, 'assign', 'depart');
    const { feePaise } = await cancel(who, missed.id);
    expect(feePaise).toBeGreaterThan(0);
    const startAt = await money.freeStart('fan-repair');
    const starts = [0, 4, 8].map((hours) => new Date(startAt.getTime() + hours * 3_600_000));
    const made = await Promise.all(starts.map((at) => money.book(who, 'upi', { startAt: at })));
    const asked = await Promise.all(made.map(({ id }) => money.paymentOf(id)));
    expect(asked.map(({ duesPaise }) => duesPaise).toSorted((a, b) => a - b)).toEqual([0, 0, feePaise]);
    // Waived meanwhile, what is paid for it all the same is the customer's.
    await world.get(BookingWaivers).waive(staffMember(), missed.id, 'Our mistake.');
    for (const { id } of made) await money.pay(id);
    expect(await walletOf(who)).toEqual({ balancePaise: feePaise, promoPaise: 0, duesPaise: 0 });
    expect(await faults()).toEqual([]);
  });

  it('that comes while the booking lapses or is cancelled is kept or goes back, never lost (ST-1)', async () => {
    for (let round = 0; round < 5; round += 1) {
      const who = await world.householder();
      const { id } = await money.book(who, 'upi');
      const payment = await money.paymentOf(id);
      if (round % 2 === 0) world.clock.advance(10 * 60_000);
      await Promise.allSettled([
        money.pay(id),
        world.get(BookingExpiry).expire({ bookingId: id }),
        world.get(BookingCancellationService).cancelFree(who.actor, id),
      ]);
      await send();
      const { state } = await booking(id);
      const { capturedPaise, refundedPaise } = await money.paymentOf(id);
      expect([payment.amountPaise, capturedPaise]).toEqual([payment.amountPaise, payment.amountPaise]);
      expect([state, refundedPaise]).toEqual([state, state === 'confirmed' ? 0 : payment.amountPaise]);
      expect(await faults()).toEqual([]);
    }
  });

  it('that comes late goes back when the time was taken meanwhile (ST-1)', async () => {
    await world.retireProviders();
    await world.provider({ skills });
    const who = await world.householder();
    const startAt = await money.freeStart('fan-repair');
    const { id } = await money.book(who, 'card', { startAt });
    world.clock.advance(10 * 60_000);
    const other = await money.book(await world.householder(), 'cash', { startAt });
    await money.pay(id);
    await send();
    expect((await booking(id)).state).toBe('expired');
    expect(await refundsOf(id)).toMatchObject([{ origin: 'late_payment', state: 'done' }]);
    expect((await booking(other.id)).state).toBe('confirmed');
    expect(await faults()).toEqual([]);
  });

  it('back above Rs 10,000 needs somebody else than who asked (MO-3)', async () => {
    const who = await world.householder();
    const { id, booking: dear } = await money.book(who, 'upi', { rate: 'local-moving-3-bhk' });
    expect(dear.totalPaise).toBeGreaterThan(10_000_00);
    await money.pay(id);
    await money.finish(id);
    const asking = staffMember();
    const ask = (amountPaise: number) =>
      world.get(BookingRefunds).request(asking, { bookingId: id, amountPaise, reason: 'The sofa broke.' });
    await ask(6_000_00);
    // In two halves it is no less.
    await ask(4_000_01);
    const [small, large] = await refundsOf(id);
    expect([small?.state, large?.state]).toEqual(['approved', 'requested']);
    const approval = world.get(RefundApproval);
    await expect(approval.approve(asking, large?.id ?? '', null)).rejects.toMatchObject({
      code: 'refund.own_request',
      kind: 'forbidden',
    });
    expect(await faults()).toEqual([]);
    const outcomes = await Promise.allSettled([
      approval.approve(staffMember(), large?.id ?? '', null),
      approval.reject(staffMember(), large?.id ?? '', 'It was broken before.'),
      approval.approve(staffMember(), large?.id ?? '', null),
    ]);
    expect(outcomes.filter(({ status }) => status === 'fulfilled')).toHaveLength(1);
    await send();
    expect(await faults()).toEqual([]);
  });

  it('of a cancelled booking above Rs 10,000 waits for staff, and is owed meanwhile (MO-3)', async () => {
    const who = await world.householder();
    const { id } = await money.book(who, 'card', { rate: 'local-moving-3-bhk' });
    await money.pay(id);
    await cancel(who, id);
    const [refund] = await refundsOf(id);
    expect(refund).toMatchObject({ state: 'requested', origin: 'cancellation' });
    expect(await faults()).toEqual([]);
    await expect(
      world.get(RefundApproval).reject(staffMember(), refund?.id ?? '', 'No.'),
    ).rejects.toMatchObject({
      code: 'refund.owed',
    });
    await world.get(RefundApproval).approve(staffMember(), refund?.id ?? '', null);
    await send();
    expect((await refundsOf(id))[0]?.state).toBe('done');
    expect(await faults()).toEqual([]);
  });

  it('of finished work is paid out the day after, once, less cash and penalties (MO-5)', async () => {
    await world.retireProviders();
    const providerId = await world.provider({ skills });
    const who = await world.householder();
    const online = await money.book(who, 'upi');
    await money.pay(online.id);
    const inCash = await money.book(who, 'cash');
    await money.finish(online.id);
    await money.finish(inCash.id);
    await payOut();
    expect(await rows(PayoutEntity, { providerId })).toEqual([]);
    world.clock.advance(dayMs);
    await Promise.all(Array.from({ length: 5 }, payOut));
    const [payout, ...more] = await rows(PayoutEntity, { providerId });
    expect(more).toEqual([]);
    const { earnedPaise = 0, penaltyPaise, setOffPaise = 0, paidPaise } = payout ?? {};
    expect([penaltyPaise, paidPaise]).toEqual([0, earnedPaise - setOffPaise]);
    expect(setOffPaise).toBe(Math.min(earnedPaise, inCash.booking.totalPaise));
    world.clock.advance(dayMs);
    await payOut();
    expect(await rows(PayoutEntity, { providerId })).toHaveLength(1);
    expect(await faults()).toEqual([]);
  });

  it('promised as credit is spent first, and comes back as credit (MO-3)', async () => {
    const who = await world.householder();
    const { booking: probe } = await money.book(who, 'cash');
    await cancel(who, probe.id);
    await world.work.run((tx) => world.get(WalletService).grantPromo(tx, who.actor.id, 100_00));
    await money.topUp(who.actor.id, probe.totalPaise);
    const { id } = await money.book(who, 'wallet');
    expect(await walletOf(who)).toEqual({ balancePaise: 100_00, promoPaise: 0, duesPaise: 0 });
    await cancel(who, id);
    expect(await walletOf(who)).toEqual({ balancePaise: probe.totalPaise, promoPaise: 100_00, duesPaise: 0 });
    expect((await refundsOf(id)).map(({ instrument }) => instrument).toSorted()).toEqual(['promo', 'wallet']);
    expect(await faults()).toEqual([]);
  });
});
