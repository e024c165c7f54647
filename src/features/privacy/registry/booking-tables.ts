import type { TableDecision } from './table-decision.js';

/** Where the work was done, with nothing left in it; the place of supply is on the invoice's rows. */
const noAddress = {
  ...{ line1: 'Erased', line2: null, city: 'Erased', state: 'Erased', pincode: '000000' },
  ...{ contactName: null, contactMobile: null },
};

/** An invoice or a credit note without whom it was for; the place of supply and the amounts stay. */
function withoutRecipient(document: unknown): unknown {
  const { recipient, corrects, ...rest } = document as Readonly<
    Record<'recipient' | 'corrects', Readonly<Record<string, unknown>> | null>
  >;
  return {
    ...rest,
    recipient: {
      name: 'Erased',
      address: [],
      state: recipient?.['state'],
      stateCode: recipient?.['stateCode'],
      gstin: null,
    },
    corrects: corrects && { ...corrects, reason: 'Erased' },
  };
}

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
      ...{ reworkOfId: 'thing', feeWaivedReason: 'exported', price: 'no words', frozenPolicies: 'no words' },
      /** The place of supply. */
      city: 'kept',
    },
  },
  booking_items: {
    rows: { parent: 'bookings', column: 'bookingId' },
    erasure: { act: 'keep', keptFor: 'tax' },
    columns: { serviceSlug: 'no words', serviceName: 'no words', variant: 'no words' },
  },
  booking_events: {
    rows: { parent: 'bookings', column: 'bookingId' },
    hidden: ['actorId'],
    erasure: { act: 'blank', columns: { reason: null }, keptFor: 'trade' },
    columns: { actorId: 'other person', reason: 'exported', receipts: 'no words' },
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
    erasure: { act: 'blank', columns: { reason: 'Erased' }, keptFor: 'trade' },
    columns: { providerId: 'other person', reason: 'exported' },
  },
  start_code_misses: {
    rows: { parent: 'bookings', column: 'bookingId' },
    erasure: { act: 'delete' },
    columns: {},
  },
  provider_penalties: {
    rows: { parent: 'bookings', column: 'bookingId' },
    erasure: { act: 'keep', keptFor: 'money' },
    columns: { providerId: 'other person', receipts: 'no words' },
  },
  provider_blocks: {
    rows: { by: 'customerId' },
    erasure: { act: 'delete' },
    columns: { customerId: 'owner', providerId: 'other person', reason: 'exported' },
  },
  dispatches: {
    rows: { parent: 'bookings', column: 'bookingId' },
    erasure: { act: 'keep', keptFor: 'trade' },
    columns: { openFor: 'thing', exceptProviderIds: 'other person' },
  },
  dispatch_offers: {
    rows: { parent: 'bookings', column: 'bookingId' },
    /** How the provider is rated, and what they said for themselves. */
    hidden: ['score', 'parts', 'receipts', 'reason'],
    erasure: { act: 'blank', columns: { reason: null }, keptFor: 'trade' },
    columns: { providerId: 'other person', reason: 'exported', parts: 'no words', receipts: 'no words' },
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
    erasure: { act: 'blank', columns: { failureReason: null }, keptFor: 'money' },
    columns: {
      ...{ payerId: 'owner', subjectId: 'thing', failureReason: 'exported' },
      ...{ orderRef: 'no words', gatewayRef: 'no words' },
    },
  },
  /** Rule 46 has the recipient's name and address stand on it, so it is kept whole as long as the books are. */
  invoices: {
    rows: { parent: 'bookings', column: 'subjectId' },
    erasure: { act: 'keep', keptFor: 'tax' },
    columns: { subjectId: 'thing', correctsId: 'thing', document: 'kept', sourceKey: 'no words' },
    retention: {
      after: 'createdAt',
      period: 'books',
      empties: { column: 'document', emptied: withoutRecipient, mark: '"recipient":{"name":"Erased"' },
    },
  },
  payment_events: {
    rows: { parent: 'payments', column: 'paymentId' },
    erasure: { act: 'keep', keptFor: 'money' },
    columns: { paymentId: 'thing', refundId: 'thing', eventId: 'no words' },
  },
  refunds: {
    rows: { by: 'customerId' },
    hidden: ['requestedById', 'decidedById'],
    erasure: {
      act: 'blank',
      columns: { reason: 'Erased', decisionReason: null, failureReason: null },
      keptFor: 'money',
    },
    columns: {
      ...{
        reason: 'exported',
        decisionReason: 'exported',
        failureReason: 'exported',
        gatewayRef: 'no words',
      },
      ...{
        customerId: 'owner',
        subjectId: 'thing',
        requestedById: 'other person',
        decidedById: 'other person',
      },
    },
  },
};
