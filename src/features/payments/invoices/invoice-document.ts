import type { LocalDate } from '../../../kernel/calendar.js';

export const invoiceKinds = ['invoice', 'credit_note'] as const;
export type InvoiceKind = (typeof invoiceKinds)[number];

export interface InvoiceParty {
  readonly name: string;
  /** In lines, as printed. */
  readonly address: readonly string[];
  readonly state: string;
  readonly stateCode: string;
  /** Null for a recipient who is not registered. */
  readonly gstin: string | null;
}

/** Amounts in paise. */
export interface InvoiceLine {
  readonly description: string;
  /** Service accounting code. */
  readonly sac: string;
  readonly quantity: number;
  readonly unitPaise: number;
  readonly valuePaise: number;
  readonly discountPaise: number;
  readonly taxablePaise: number;
  /** The whole rate in basis points, CGST and SGST together. */
  readonly gstBps: number;
  readonly cgstPaise: number;
  readonly sgstPaise: number;
  readonly igstPaise: number;
}

export interface InvoiceTotals {
  readonly taxablePaise: number;
  readonly cgstPaise: number;
  readonly sgstPaise: number;
  readonly igstPaise: number;
  readonly roundOffPaise: number;
  readonly totalPaise: number;
}

/** What an invoice says (Rule 46 CGST Rules 2017), or a credit note (Rule 53), before it has its number. */
export interface InvoiceContent extends InvoiceTotals {
  readonly orderNumber: string;
  readonly serviceOn: LocalDate;
  readonly supplier: InvoiceParty;
  readonly recipient: InvoiceParty;
  readonly placeOfSupply: { readonly state: string; readonly stateCode: string };
  readonly lines: readonly InvoiceLine[];
  readonly totalInWords: string;
  readonly reverseCharge: false;
  /** The invoice a credit note corrects, and why. */
  readonly corrects: {
    readonly number: string;
    readonly issuedOn: LocalDate;
    readonly reason: string;
  } | null;
}

export interface InvoiceDocument extends InvoiceContent {
  readonly kind: InvoiceKind;
  readonly number: string;
  readonly issuedOn: LocalDate;
}
