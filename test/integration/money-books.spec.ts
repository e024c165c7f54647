import fc from 'fast-check';
import { BookingCancellationService, BookingEntity } from '../../src/features/bookings/index.js';
import { BookingReschedulingService } from '../../src/features/bookings/moving/booking-rescheduling.service.js';
import { BookingWaivers } from '../../src/features/bookings/cancelling/booking-waivers.service.js';
import { BookingExpiry } from '../../src/features/bookings/booking-expiry.service.js';
import { BookingPayouts } from '../../src/features/bookings/money/booking-payouts.service.js';
import { BookingRefunds } from '../../src/features/bookings/money/booking-refunds.service.js';
import { ReconciliationService } from '../../src/features/bookings/money/reconciliation.service.js';
import {
  LedgerEntryEntity,
  PaymentEntity,
  RefundDelivery,
  RefundEntity,
  ReconciliationReports,
  WalletService,
} from '../../src/features/payments/index.js';
import { RefundApproval } from '../../src/features/payments/refund-approval.service.js';
import { localDate } from '../../src/kernel/calendar.js';
import { DomainError } from '../../src/kernel/errors.js';
import { BookingsApp } from '../factories/bookings-app.js';
import type { Householder } from '../factories/bookings-app.js';
import { Money, staffMember, zone } from '../factories/money.js';

/** A Tuesday, 09:30 in India. */
const now = '2026-03-10T04:00:00.000Z';
const dayMs = 86_400_000;
const skills = ['electrical', 'packers-and-movers'];

describe('the books', () => {
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
  const move = async ({ actor }: Householder, id: string) => {
    const rescheduling = world.get(BookingReschedulingService);
    const quote = await rescheduling.quote(actor, id);
    const startAt = await money.freeStart('fan-repair');
    await rescheduling.reschedule(actor, id, { startAt, quoteId: quote.id });
  };
  /** The provider leaves the customer to it: a penalty for the one, a credit for the other (CX-4, CX-7). */
  const leave = (id: string) =>
    world.get(BookingCancellationService).cancelOnBehalf(staffMember(), id, {
      ...{ onBehalfOf: 'provider', reason: 'The van broke down.' },
    });
  const payOut = async () => {
    const due = await world.work.read((reader) => reader.getRepository(BookingEntity).find());
    const onDay = localDate(world.clock.now(), zone);
    for (const providerId of new Set(due.flatMap((each) => each.providerId ?? [])))
      await world.get(BookingPayouts).pay({ providerId, onDay });
  };

  describe('in any order of events (MO-1, MO-3, MO-6)', () => {
    const step = fc.record({
      act: fc.constantFrom(
        ...['book', 'book', 'book', 'pay', 'pay', 'duplicate', 'second', 'mismatch', 'fail', 'expire'],
        ...['cancel', 'cancel', 'depart', 'finish', 'finish', 'refund', 'approve', 'send', 'payout', 'topUp'],
        ...['move', 'waive', 'leave'],
      ),
      who: fc.nat(1),
      which: fc.nat(9),
      method: fc.constantFrom('card' as const, 'upi' as const, 'wallet' as const, 'cash' as const),
      rate: fc.constantFrom(
        'fan-repair-repair' as const,
        'fan-repair-repair' as const,
        'local-moving-3-bhk' as const,
      ),
      share: fc.integer({ min: 1, max: 120 }),
    });
    const seen = new Map<string, number>();

    it('every booking adds up, no wallet is overdrawn, and no refund exceeds what was captured', async () => {
      await fc.assert(
        fc.asyncProperty(fc.array(step, { minLength: 8, maxLength: 24 }), async (steps) => {
          await freshMorning();
          const people = [await world.householder(), await world.householder()];
          const staff = [staffMember(), staffMember()] as const;
          const made: { id: string; who: Householder }[] = [];
          const webhooks: ReturnType<Money['webhook']>[] = [];
          const gateway = async (id: string, over: Parameters<Money['webhook']>[1] = {}) => {
            const payment = await money.paymentOf(id);
            if (payment.gateway === null) return;
            const webhook = money.webhook(payment, over);
            webhooks.push(webhook);
            await money.tell(webhook);
          };
          const take = async ({ act, who: at, which, method, rate, share }: (typeof steps)[number]) => {
            const who = people[at];
            const target = made.length === 0 ? undefined : made[which % made.length];
            if (!who) return;
            if (act === 'topUp') return money.topUp(who.actor.id, share * 100_00);
            if (act === 'book') {
              const { id } = await money.book(who, method, { rate });
              made.push({ id, who });
              return;
            }
            if (act === 'send') return send();
            if (act === 'approve') {
              for (const { id } of await rows(RefundEntity, { state: 'requested' }))
                await world.get(RefundApproval).approve(staff[1], id, null);
              return;
            }
            if (act === 'payout') {
              world.clock.advance(dayMs);
              return payOut();
            }
            if (!target) return;
            const { id } = target;
            if (act === 'pay' || act === 'second') return gateway(id);
            if (act === 'mismatch') return gateway(id, { amountPaise: share * 100 });
            if (act === 'fail') return gateway(id, { kind: 'payment.failed', reason: 'Declined.' });
            if (act === 'duplicate') {
              const webhook = webhooks[which % Math.max(1, webhooks.length)];
              return webhook && money.tell(webhook);
            }
            if (act === 'expire') {
              world.clock.advance(10 * 60_000);
              return world.get(BookingExpiry).expire({ bookingId: id });
            }
            if (act === 'cancel') return void (await cancel(target.who, id));
            if (act === 'finish') return money.finish(id);
            if (act === 'move') return move(target.who, id);
            if (act === 'waive')
              return void (await world.get(BookingWaivers).waive(staff[0], id, 'Goodwill.'));
            if (act === 'leave') return void (await leave(id));
            if (act === 'depart') return money.advance(id, 'assign', 'depart');
            const { totalPaise: bookedPaise } = await booking(id);
            const amountPaise = Math.ceil((bookedPaise * share) / 100);
            return void (await world.get(BookingRefunds).request(staff[0], {
              ...{ bookingId: id, amountPaise, reason: 'It was not done well.' },
            }));
          };
          for (const each of steps) {
            try {
              await take(each);
              seen.set(each.act, (seen.get(each.act) ?? 0) + 1);
            } catch (refusal) {
              // A refusal is an answer; whatever it is, the books must hold.
              if (!(refusal instanceof DomainError)) throw refusal;
            }
          }
          expect(await faults()).toEqual([]);
          for (const who of people) {
            const { balancePaise, promoPaise, duesPaise } = await walletOf(who);
            expect([balancePaise, promoPaise, duesPaise].filter((paise) => paise < 0)).toEqual([]);
          }
          for (const { id } of made)
            for (const { capturedPaise, refundedPaise } of await rows(PaymentEntity, { subjectId: id }))
              expect(refundedPaise).toBeLessThanOrEqual(capturedPaise);
        }),
        { numRuns: Number(process.env['MONEY_RUNS'] ?? 25) },
      );
      // Nothing was proved about what never happened.
      const acts = ['book', 'pay', 'duplicate', 'second', 'mismatch', 'fail', 'expire', 'cancel', 'finish'];
      for (const act of [...acts, 'move', 'waive', 'leave', 'depart', 'refund', 'approve', 'send', 'payout'])
        expect([act, (seen.get(act) ?? 0) > 0]).toEqual([act, true]);
    }, 300_000);
  });

  it('that were tampered with are found by the reconciliation (MO-6)', async () => {
    const who = await world.householder();
    const { id } = await money.book(who, 'upi');
    await money.pay(id);
    await money.finish(id);
    expect(await faults()).toEqual([]);
    const [entry] = await rows(LedgerEntryEntity, { bookingId: id, reason: 'booking.completed' });
    if (!entry) throw new Error('Nothing was posted.');
    const alter = (change: (tx: Parameters<Parameters<typeof world.work.run>[0]>[0]) => Promise<unknown>) =>
      world.work.run(async (tx) => void (await change(tx)));
    const plants: [string, () => Promise<void>, () => Promise<void>][] = [
      [
        'an entry',
        () =>
          alter((tx) =>
            tx
              .getRepository(LedgerEntryEntity)
              .update({ id: entry.id }, { amountPaise: entry.amountPaise + 1 }),
          ),
        () =>
          alter((tx) =>
            tx.getRepository(LedgerEntryEntity).update({ id: entry.id }, { amountPaise: entry.amountPaise }),
          ),
      ],
      [
        'a total',
        () => alter((tx) => tx.getRepository(BookingEntity).increment({ id }, 'totalPaise', 100)),
        () => alter((tx) => tx.getRepository(BookingEntity).decrement({ id }, 'totalPaise', 100)),
      ],
      [
        'a capture',
        () =>
          alter((tx) => tx.getRepository(PaymentEntity).increment({ subjectId: id }, 'capturedPaise', 100)),
        () =>
          alter((tx) => tx.getRepository(PaymentEntity).decrement({ subjectId: id }, 'capturedPaise', 100)),
      ],
      [
        'a refund',
        () =>
          alter((tx) => tx.getRepository(PaymentEntity).increment({ subjectId: id }, 'refundedPaise', 100)),
        () =>
          alter((tx) => tx.getRepository(PaymentEntity).decrement({ subjectId: id }, 'refundedPaise', 100)),
      ],
    ];
    for (const [what, plant, mend] of plants) {
      await plant();
      expect([what, (await faults()).some(({ bookingId }) => bookingId === id)]).toEqual([what, true]);
      await world.get(ReconciliationService).nightly();
      const report = await world.work.read((reader) => world.get(ReconciliationReports).findLast(reader));
      expect([what, report?.faults.some(({ bookingId }) => bookingId === id)]).toEqual([what, true]);
      world.clock.advance(1);
      await mend();
      expect([what, await faults()]).toEqual([what, []]);
    }
  });
});
