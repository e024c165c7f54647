import type { Posting } from '../ledger.service.js';

/** What a credit note takes back of the tax is no longer owed: the company bears so much less of the refund. */
export function creditNotePosting(bookingId: string, taxPaise: number): Posting {
  return {
    reason: 'invoice.credited',
    bookingId,
    lines: [
      { account: 'tax_payable', amountPaise: taxPaise },
      { account: 'compensation_expense', amountPaise: -taxPaise },
    ],
  };
}
