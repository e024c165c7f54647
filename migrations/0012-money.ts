import type { MigrationInterface, QueryRunner } from 'typeorm';
import { v7 as newId } from 'uuid';
import { columns, createTable, dropTables } from '../src/platform/database/migration.js';

const { id, ref, subjectId, text, instant, day, paise, int, json, nullable } = columns;

/** Payments, what gateways told, refunds, payouts and the reports of the reconciliation. */
export class Money1763700000012 implements MigrationInterface {
  name = 'Money1763700000012';

  async up(runner: QueryRunner): Promise<void> {
    await payments(runner);
    await payouts(runner);
    await paidBefore(runner);
    await refundedBefore(runner);
    await duesBefore(runner);
  }

  async down(runner: QueryRunner): Promise<void> {
    await dropTables(
      runner,
      'reconciliations',
      'payout_lines',
      'payouts',
      'refunds',
      'payment_events',
      'payments',
    );
  }
}

async function payments(runner: QueryRunner): Promise<void> {
  await createTable(runner, 'payments', {
    columns: [
      id(),
      subjectId('subjectId'),
      subjectId('payerId'),
      text('instrument', 10),
      nullable(text('gateway', 20)),
      nullable(text('orderRef', 64)),
      nullable(text('gatewayRef', 64)),
      text('state', 16),
      paise('amountPaise'),
      paise('duesPaise'),
      paise('capturedPaise'),
      paise('refundedPaise'),
      nullable(text('failureReason', 200)),
      nullable(instant('dueAt')),
      nullable(instant('capturedAt')),
      instant('createdAt'),
      instant('updatedAt'),
    ],
    unique: [
      ['gateway', 'orderRef'],
      ['gateway', 'gatewayRef'],
    ],
    index: [['subjectId'], ['payerId', 'state']],
  });
  await createTable(runner, 'payment_events', {
    columns: [
      id(),
      text('gateway', 20),
      text('eventId', 80),
      text('kind', 40),
      nullable(subjectId('paymentId')),
      nullable(subjectId('refundId')),
      nullable(paise('amountPaise')),
      text('outcome', 24),
      instant('receivedAt'),
    ],
    unique: [['gateway', 'eventId']],
    index: [['paymentId']],
  });
  await createTable(runner, 'refunds', {
    columns: [
      id(),
      subjectId('subjectId'),
      subjectId('customerId'),
      ref('paymentId'),
      text('instrument', 10),
      paise('amountPaise'),
      text('state', 12),
      text('origin', 16),
      text('reason', 300),
      text('requestedByKind', 16),
      text('requestedById', 36),
      nullable(subjectId('decidedById')),
      nullable(text('decisionReason', 300)),
      nullable(instant('decidedAt')),
      int('attempt'),
      nullable(text('gatewayRef', 64)),
      nullable(text('failureReason', 200)),
      instant('expectedBy'),
      nullable(instant('doneAt')),
      instant('createdAt'),
      instant('updatedAt'),
    ],
    index: [['subjectId'], ['paymentId'], ['state', 'id']],
    foreign: { paymentId: ['payments', 'id'] },
  });
}

async function payouts(runner: QueryRunner): Promise<void> {
  await createTable(runner, 'payouts', {
    columns: [
      id(),
      subjectId('providerId'),
      day('onDay'),
      paise('earnedPaise'),
      paise('penaltyPaise'),
      paise('setOffPaise'),
      paise('paidPaise'),
      instant('createdAt'),
    ],
    unique: [['providerId', 'onDay']],
  });
  await createTable(runner, 'payout_lines', {
    columns: [id(), ref('payoutId'), subjectId('subjectId'), paise('amountPaise')],
    unique: [['subjectId']],
    index: [['payoutId']],
    foreign: { payoutId: ['payouts', 'id'] },
  });
  await createTable(runner, 'reconciliations', {
    columns: [id(), instant('checkedAt'), int('checked'), json('faults')],
    index: [['checkedAt']],
  });
}

/** Bookings paid from the wallet or in cash before payments had rows of their own. */
async function paidBefore(runner: QueryRunner): Promise<void> {
  const booked = 'b.id, b.id, b.customerId';
  const columnNames = [
    ...['id', 'subjectId', 'payerId', 'instrument', 'state', 'amountPaise', 'duesPaise'],
    ...['capturedPaise', 'refundedPaise', 'capturedAt', 'createdAt', 'updatedAt'],
  ].join(', ');
  const refunded = `COALESCE((SELECT -SUM(e.amountPaise) FROM ledger_entries e
    INNER JOIN ledger_accounts a ON a.id = e.accountId
    WHERE e.bookingId = b.id AND a.kind = 'wallet_liability' AND e.reason = 'booking.cancelled'), 0)`;
  await runner.query(
    `INSERT INTO payments (${columnNames})
     SELECT ${booked}, 'wallet', 'captured', b.totalPaise, 0, b.totalPaise, ${refunded},
            b.createdAt, b.createdAt, b.updatedAt
     FROM bookings b WHERE b.paymentMethod = 'wallet'`,
  );
  await runner.query(
    `INSERT INTO payments (${columnNames})
     SELECT ${booked}, 'cash', 'captured', b.totalPaise, 0, b.totalPaise, 0, b.updatedAt, b.createdAt, b.updatedAt
     FROM bookings b WHERE b.paymentMethod = 'cash' AND b.state = 'completed'`,
  );
  await runner.query(
    `INSERT INTO payments (${columnNames})
     SELECT ${booked}, 'cash', 'pending', b.totalPaise, 0, 0, 0, NULL, b.createdAt, b.updatedAt
     FROM bookings b WHERE b.paymentMethod = 'cash'
       AND b.state IN ('confirmed', 'assigned', 'en_route', 'in_progress')`,
  );
  await runner.query(
    `INSERT INTO payments (${columnNames})
     SELECT ${booked}, 'cash', 'void', b.totalPaise, 0, 0, 0, NULL, b.createdAt, b.updatedAt
     FROM bookings b WHERE b.paymentMethod = 'cash' AND b.state IN ('cancelled', 'no_show')`,
  );
}

/** What went back to the wallet at once, as refunds of that payment. */
async function refundedBefore(runner: QueryRunner): Promise<void> {
  await runner.query(
    `INSERT INTO refunds (id, subjectId, customerId, paymentId, instrument, amountPaise, state, origin, reason,
                          requestedByKind, requestedById, attempt, expectedBy, doneAt, createdAt, updatedAt)
     SELECT p.id, p.subjectId, p.payerId, p.id, 'wallet', p.refundedPaise, 'done', 'cancellation', 'Cancelled.',
            'system', 'system', 0, p.updatedAt, p.updatedAt, p.updatedAt, p.updatedAt
     FROM payments p WHERE p.refundedPaise > 0`,
  );
}

interface Owed {
  bookingId: string;
  customerId: string;
  accountId: string;
  owedPaise: number | string;
  at: Date | string;
}

/** Fees of cancelled bookings stood in the receivable; they move to the account of dues (MO-1). */
async function duesBefore(runner: QueryRunner): Promise<void> {
  const owed = (await runner.query(
    `SELECT b.id AS bookingId, b.customerId AS customerId, a.id AS accountId, SUM(e.amountPaise) AS owedPaise,
            MAX(e.at) AS at
     FROM bookings b
     INNER JOIN ledger_entries e ON e.bookingId = b.id
     INNER JOIN ledger_accounts a ON a.id = e.accountId AND a.kind = 'customer_receivable'
     WHERE b.state IN ('cancelled', 'no_show')
     GROUP BY b.id, b.customerId, a.id
     HAVING SUM(e.amountPaise) > 0`,
  )) as Owed[];
  for (const { bookingId, customerId, accountId, owedPaise, at } of owed) {
    const duesAccount = await duesAccountOf(runner, customerId, at);
    const postingId = newId();
    for (const [account, amount] of [
      [duesAccount, Number(owedPaise)],
      [accountId, -Number(owedPaise)],
    ])
      await runner.query(
        `INSERT INTO ledger_entries (id, postingId, accountId, amountPaise, reason, bookingId, at)
         VALUES (?, ?, ?, ?, 'dues.raised', ?, ?)`,
        [newId(), postingId, account, amount, bookingId, at],
      );
  }
}

async function duesAccountOf(runner: QueryRunner, customerId: string, at: Date | string): Promise<string> {
  const [known] = (await runner.query(
    `SELECT id FROM ledger_accounts WHERE kind = 'customer_dues' AND subject = ?`,
    [customerId],
  )) as { id: string }[];
  if (known) return known.id;
  const accountId = newId();
  await runner.query(
    `INSERT INTO ledger_accounts (id, kind, subject, createdAt) VALUES (?, 'customer_dues', ?, ?)`,
    [accountId, customerId, at],
  );
  return accountId;
}
