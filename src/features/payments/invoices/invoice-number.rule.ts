import type { LocalDate } from '../../../kernel/calendar.js';
import type { InvoiceKind } from './invoice-document.js';

/** The largest serial that fits: seven digits keep a number within the 16 characters of Rule 46(b). */
export const lastSerial = 9_999_999;

/** The year in which a local day's financial year begins: it runs from April to March. */
export function financialYearOf(on: LocalDate): number {
  const [year = '', month = ''] = on.split('-');
  return Number(month) >= 4 ? Number(year) : Number(year) - 1;
}

/**
 * MO-4: the series a document is numbered in: one a kind, registration and financial year, e.g. `KA2627`, and `CKA2627`
 * for credit notes.
 * @param letters of the state whose GSTIN supplies
 */
export function seriesOf(kind: InvoiceKind, letters: string, on: LocalDate): string {
  const from = financialYearOf(on);
  const years = [from, from + 1].map((year) => String(year % 100).padStart(2, '0')).join('');
  return `${kind === 'credit_note' ? 'C' : ''}${letters}${years}`;
}

/** MO-4: e.g. `KA2627-0000123`. @throws RangeError when the series is used up */
export function invoiceNumberOf(series: string, serial: number): string {
  if (!Number.isInteger(serial) || serial < 1 || serial > lastSerial)
    throw new RangeError(`Series ${series} has no serial ${serial}.`);
  return `${series}-${String(serial).padStart(7, '0')}`;
}

/**
 * Whether a credit note may still take tax back (section 34(2) CGST Act 2017): until 30 November after the end of the
 * financial year in which the service was supplied.
 */
export function mayTakeTaxBack(suppliedOn: LocalDate, on: LocalDate): boolean {
  return on <= `${financialYearOf(suppliedOn) + 1}-11-30`;
}
