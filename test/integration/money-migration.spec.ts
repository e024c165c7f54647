import type { QueryRunner } from 'typeorm';
import { Money1763700000012 } from '../../migrations/0012-money.js';
import { migrations } from '../../migrations/index.js';
import { entities } from '../../src/entities.js';
import { BookingEntity, BookingItemEntity } from '../../src/features/bookings/index.js';
import { BookingMoneyView } from '../../src/features/bookings/money/booking-money.view.js';
import { reconcile } from '../../src/features/bookings/money/reconciliation.rule.js';
import type { BookingState } from '../../src/features/bookings/booking.state.js';
import {
  LedgerAccountEntity,
  LedgerEntryEntity,
  PaymentEntity,
  RefundEntity,
} from '../../src/features/payments/index.js';
import type { AccountKind } from '../../src/features/payments/index.js';
import { newId } from '../../src/kernel/ids.js';
import { migrate } from '../../src/platform/database/migrate.js';
import type { Reader } from '../../src/platform/database/transaction.js';
import { openTestSource, testDialect } from '../database.js';
import type { TestSource } from '../database.js';

const at = new Date('2026-03-02T06:00:00.000Z');
const totalPaise = 1_000_00;
const customerId = newId();
const providerId = newId();

/** What bookings moved before payments had rows: account -> paise, by reason. */
type Moves = Record<string, Partial<Record<AccountKind, number>>>;

const paid: Moves = { 'wallet.paid': { wallet_liability: totalPaise, customer_receivable: -totalPaise } };
const done: Moves = {
  'booking.completed': {
    customer_receivable: totalPaise,
    provider_payable: -900_00,
    commission_income: -100_00,
  },
};
const cash: Moves = {
  'cash.collected': { cash_with_provider: totalPaise, customer_receivable: -totalPaise },
};

describe('the books of bookings made before payments had rows (MO-1)', () => {
  let database: TestSource;
  let runner: QueryRunner;

  beforeAll(async () => {
    database = await openTestSource({ entities, migrations });
    await migrate(database.source);
    runner = database.source.createQueryRunner();
    await runner.query(testDialect === 'mysql' ? 'SET FOREIGN_KEY_CHECKS = 0' : 'PRAGMA foreign_keys = OFF');
    await new Money1763700000012().down(runner);
  });
  afterAll(async () => {
    await runner.release();
    await database.close();
  });

  async function booked(
    state: BookingState,
    paymentMethod: 'wallet' | 'cash',
    moves: Moves,
  ): Promise<string> {
    const id = newId();
    const price = {
      ...{ serviceValuePaise: totalPaise, discountPaise: 0, surgePaise: 0, conveniencePaise: 0 },
      ...{ taxablePaise: totalPaise, cgstPaise: 0, sgstPaise: 0, igstPaise: 0, roundOffPaise: 0, totalPaise },
      ...{ lines: [], charges: [], receipts: [] },
    };
    const booking = {
      ...{
        id,
        orderNumber: `NX-${id.slice(-8)}`,
        customerId,
        categoryId: newId(),
        providerId,
        unplaced: false,
      },
      ...{ state, paymentState: 'paid', paymentMethod, slotStartAt: at, slotEndAt: at, slotOn: '2026-03-02' },
      ...{ durationMinutes: 60, address: {}, pincode: '560001', city: 'Bangalore', price, totalPaise },
      ...{ serviceValuePaise: totalPaise, frozenPolicies: {}, startCode: '4711', instructions: null },
      ...{ channel: 'rest', scheduleVersion: 1, version: 1, createdAt: at, updatedAt: at },
    };
    await runner.manager.getRepository(BookingEntity).insert(booking as never);
    await runner.manager.getRepository(BookingItemEntity).insert({
      ...{ id: newId(), bookingId: id, rateCardId: newId(), serviceId: newId(), serviceSlug: 's' },
      ...{ serviceName: 's', variant: 'v', quantity: 1, unitPaise: totalPaise, amountPaise: totalPaise },
      durationMinutes: 60,
    });
    for (const [reason, lines] of Object.entries(moves)) {
      const postingId = newId();
      for (const [kind, amountPaise] of Object.entries(lines) as [AccountKind, number][])
        await runner.manager.getRepository(LedgerEntryEntity).insert({
          ...{
            id: newId(),
            postingId,
            accountId: await accountOf(kind),
            amountPaise,
            reason,
            bookingId: id,
            at,
          },
        });
    }
    return id;
  }

  async function accountOf(kind: AccountKind): Promise<string> {
    const accounts = runner.manager.getRepository(LedgerAccountEntity);
    const known = await accounts.findOneBy({ kind, subject: customerId });
    if (known) return known.id;
    const id = newId();
    await accounts.insert({ id, kind, subject: customerId, createdAt: at });
    return id;
  }

  it('close as those made after, with their refunds and their dues', async () => {
    const ids = {
      completedByWallet: await booked('completed', 'wallet', { ...paid, ...done }),
      liveByWallet: await booked('confirmed', 'wallet', paid),
      cancelledByWallet: await booked('cancelled', 'wallet', {
        ...paid,
        'booking.cancelled': {
          customer_receivable: totalPaise,
          fee_income: -200_00,
          wallet_liability: -800_00,
        },
      }),
      completedInCash: await booked('completed', 'cash', { ...done, ...cash }),
      liveInCash: await booked('assigned', 'cash', {}),
      cancelledUnpaid: await booked('cancelled', 'cash', {
        'booking.cancelled': { customer_receivable: 150_00, fee_income: -150_00 },
      }),
    };
    await new Money1763700000012().up(runner);

    const books = await new BookingMoneyView().books(runner.manager as Reader, '', 100);
    expect(books).toHaveLength(6);
    expect(books.flatMap(reconcile)).toEqual([]);
    const paymentOf = (subjectId: string) =>
      runner.manager.getRepository(PaymentEntity).findOneByOrFail({ subjectId });
    expect(await paymentOf(ids.cancelledByWallet)).toMatchObject({
      capturedPaise: totalPaise,
      refundedPaise: 800_00,
    });
    expect((await paymentOf(ids.liveInCash)).state).toBe('pending');
    expect((await paymentOf(ids.cancelledUnpaid)).state).toBe('void');
    expect(await runner.manager.getRepository(RefundEntity).find()).toMatchObject([
      { subjectId: ids.cancelledByWallet, amountPaise: 800_00, state: 'done', instrument: 'wallet' },
    ]);
    const dues = await runner.manager.getRepository(LedgerEntryEntity).findBy({ reason: 'dues.raised' });
    expect(dues.map(({ amountPaise }) => amountPaise).toSorted((a, b) => a - b)).toEqual([-150_00, 150_00]);
    expect(new Set(dues.map(({ bookingId }) => bookingId))).toEqual(new Set([ids.cancelledUnpaid]));
  });
});
