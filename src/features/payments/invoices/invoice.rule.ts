import type { LocalDate } from '../../../kernel/calendar.js';
import { sumPaise } from '../../../kernel/money.js';
import { amountInWords } from './amount-in-words.rule.js';
import type { InvoiceContent, InvoiceLine, InvoiceParty, InvoiceTotals } from './invoice-document.js';

export interface InvoicedSupply {
  readonly orderNumber: string;
  readonly serviceOn: LocalDate;
  readonly supplier: InvoiceParty;
  /** The place of supply is the recipient's state: the work is done at that address. */
  readonly recipient: InvoiceParty;
  readonly lines: readonly InvoiceLine[];
  readonly totals: InvoiceTotals;
}

/** The figures of an invoice do not add up, or its tax is of the wrong kind for the place: a bug, and none is issued. */
export class UnsoundInvoice extends Error {
  constructor(orderNumber: string, fault: string) {
    super(`The invoice of ${orderNumber} cannot be issued: ${fault}.`);
    this.name = 'UnsoundInvoice';
  }
}

/**
 * What the invoice of a supply says (MO-4, PR-4; Rule 46 CGST Rules 2017): the price that was agreed, figure by figure;
 * nothing is reckoned anew, only checked.
 * @throws UnsoundInvoice
 */
export function invoiceOf(supply: InvoicedSupply): InvoiceContent {
  const { orderNumber, serviceOn, supplier, recipient, lines, totals } = supply;
  const fault = faultOf(supply);
  if (fault !== null) throw new UnsoundInvoice(orderNumber, fault);
  return {
    ...{ orderNumber, serviceOn, supplier, recipient, lines },
    ...totals,
    placeOfSupply: { state: recipient.state, stateCode: recipient.stateCode },
    totalInWords: amountInWords(totals.totalPaise),
    reverseCharge: false,
    corrects: null,
  };
}

function faultOf({ lines, totals, supplier, recipient }: InvoicedSupply): string | null {
  const isWithinState = supplier.stateCode === recipient.stateCode;
  for (const name of ['taxablePaise', 'cgstPaise', 'sgstPaise', 'igstPaise'] as const)
    if (sumPaise(lines.map((line) => line[name])) !== totals[name]) return `its lines are not its ${name}`;
  const { taxablePaise, cgstPaise, sgstPaise, igstPaise, roundOffPaise, totalPaise } = totals;
  if (taxablePaise + cgstPaise + sgstPaise + igstPaise + roundOffPaise !== totalPaise)
    return 'its total is not its parts';
  if (lines.some((line) => line.cgstPaise !== line.sgstPaise)) return 'CGST and SGST differ';
  if (isWithinState && igstPaise !== 0) return 'it bears IGST within a state';
  if (!isWithinState && cgstPaise !== 0) return 'it bears CGST between states';
  return null;
}
