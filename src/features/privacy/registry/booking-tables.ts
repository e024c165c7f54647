import type { TableDecision } from './table-decision.js';

/** Where the work was done, with nothing left in it; the place of supply is on the invoice's rows. */
const noAddress = {
  ...{ line1: 'Erased', line2: null, city: 'Erased', state: 'Erased', pincode: '000000' },
  ...{ contactName: null, contactMobile: null },
};

/** What customers ordered, and the money. */
export const bookingTables: Readonly<Record<string, TableDecision>> = {
  bookings: {
    rows: { by: 'customerId' },
    erasure: {
      act: 'blank',
      columns: { address: noAddress, instructions: null, feeWaivedReason: null },
      keptFor: 'tax',
    },
    columns: {
      ...{ customerId: 'owner', providerId: 'other person', address: 'exported', instructions: 'exported' },
      reworkOfId: 'thing',
    },
  },
  booking_items: {
    rows: { parent: 'bookings', column: 'bookingId' },
    erasure: { act: 'keep', keptFor: 'tax' },
    columns: {},
  },
  booking_events: {
    rows: { parent: 'bookings', column: 'bookingId' },
    erasure: { act: 'blank', columns: { reason: null }, keptFor: 'trade' },
    columns: { actorId: 'other person' },
  },
  cancellation_quotes: {
    rows: { parent: 'bookings', column: 'bookingId' },
    erasure: { act: 'delete' },
    columns: { principalId: 'owner' },
    retention: { after: 'expiresAt', period: 'offers' },
  },
  reschedule_quotes: {
    rows: { parent: 'bookings', column: 'bookingId' },
    erasure: { act: 'delete' },
    columns: { principalId: 'owner' },
    retention: { after: 'expiresAt', period: 'offers' },
  },
  reschedule_proposals: {
    rows: { parent: 'bookings', column: 'bookingId' },
    erasure: { act: 'keep', keptFor: 'trade' },
    columns: { providerId: 'other person' },
  },
  start_code_misses: {
    rows: { parent: 'bookings', column: 'bookingId' },
    erasure: { act: 'delete' },
    columns: {},
  },
  provider_penalties: {
    rows: { parent: 'bookings', column: 'bookingId' },
    erasure: { act: 'keep', keptFor: 'money' },
    columns: { providerId: 'other person' },
  },
  provider_blocks: {
    rows: { by: 'customerId' },
    erasure: { act: 'delete' },
    columns: { customerId: 'owner', providerId: 'other person' },
  },
  dispatches: {
    rows: { parent: 'bookings', column: 'bookingId' },
    erasure: { act: 'keep', keptFor: 'trade' },
    columns: { openFor: 'thing' },
  },
  carts: {
    rows: { by: 'principalId', kind: 'principalKind' },
    erasure: { act: 'delete' },
    columns: { principalId: 'owner' },
    retention: { after: 'updatedAt', period: 'carts' },
  },
  cart_items: {
    rows: { parent: 'carts', column: 'cartId' },
    erasure: { act: 'delete' },
    columns: {},
    retention: { after: 'createdAt', period: 'carts' },
  },
  holds: {
    rows: { by: 'principalId', kind: 'principalKind' },
    erasure: { act: 'delete' },
    columns: { principalId: 'owner', providerId: 'other person' },
    retention: { after: 'expiresAt', period: 'offers' },
  },
  provider_cells: {
    rows: { parent: 'holds', column: 'ownerId' },
    erasure: { act: 'delete' },
    columns: { providerId: 'other person', ownerId: 'thing' },
    retention: { after: 'expiresAt', period: 'offers' },
  },
  quotes: {
    rows: { by: 'principalId', kind: 'principalKind' },
    erasure: { act: 'delete' },
    columns: { principalId: 'owner', usedByBookingId: 'thing' },
    retention: { after: 'expiresAt', period: 'offers' },
  },
  ledger_accounts: {
    rows: { by: 'subject' },
    erasure: { act: 'keep', keptFor: 'money' },
    columns: { subject: 'owner' },
  },
  ledger_entries: {
    rows: { parent: 'ledger_accounts', column: 'accountId' },
    erasure: { act: 'keep', keptFor: 'money' },
    columns: { postingId: 'thing', bookingId: 'thing' },
  },
  payments: {
    rows: { by: 'payerId' },
    erasure: { act: 'keep', keptFor: 'money' },
    columns: { payerId: 'owner', subjectId: 'thing' },
  },
  /** Rule 46 has the recipient's name and address stand on it, so it is kept whole. */
  invoices: {
    rows: { parent: 'bookings', column: 'subjectId' },
    erasure: { act: 'keep', keptFor: 'tax' },
    columns: { subjectId: 'thing', correctsId: 'thing', document: 'kept' },
  },
  payment_events: {
    rows: { parent: 'payments', column: 'paymentId' },
    erasure: { act: 'keep', keptFor: 'money' },
    columns: { paymentId: 'thing', refundId: 'thing' },
  },
  refunds: {
    rows: { by: 'customerId' },
    hidden: ['requestedById', 'decidedById'],
    erasure: { act: 'keep', keptFor: 'money' },
    columns: {
      ...{
        customerId: 'owner',
        subjectId: 'thing',
        requestedById: 'other person',
        decidedById: 'other person',
      },
    },
  },
};
