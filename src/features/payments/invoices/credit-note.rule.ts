import { assertPaise, sumPaise } from '../../../kernel/money.js';
import { amountInWords } from './amount-in-words.rule.js';
import type { InvoiceContent, InvoiceDocument, InvoiceLine } from './invoice-document.js';

/**
 * What a credit note says that takes a part of an invoice back (MO-4, Rule 53). Every figure of the invoice is taken
 * back in the share of the total that is credited by now, less what earlier notes took; so CGST = SGST holds, notes that
 * come to the total take back exactly what the invoice asked, and paise that do not divide stand in the round-off.
 * @param creditedPaise by earlier notes, taken in the same way
 * @throws RangeError for an amount that is not positive, or more than the invoice has left
 */
export function creditNoteOf(
  invoice: InvoiceDocument,
  { amountPaise, creditedPaise, reason }: { amountPaise: number; creditedPaise: number; reason: string },
): InvoiceContent {
  assertPaise(amountPaise);
  assertPaise(creditedPaise);
  const { totalPaise } = invoice;
  const byNowPaise = creditedPaise + amountPaise;
  if (amountPaise <= 0 || creditedPaise < 0 || byNowPaise > totalPaise)
    throw new RangeError(
      'A credit note takes back more than nothing, and no more than the invoice has left.',
    );
  const taken = (figure: number): number =>
    share(figure, byNowPaise, totalPaise) - share(figure, creditedPaise, totalPaise);
  const lines = invoice.lines
    .map((line): InvoiceLine => {
      const taxablePaise = taken(line.taxablePaise);
      return {
        ...line,
        ...{ quantity: 1, unitPaise: taxablePaise, valuePaise: taxablePaise, discountPaise: 0, taxablePaise },
        ...{ cgstPaise: taken(line.cgstPaise), sgstPaise: taken(line.sgstPaise) },
        igstPaise: taken(line.igstPaise),
      };
    })
    .filter(({ taxablePaise }) => taxablePaise > 0);
  const sumOf = (name: 'taxablePaise' | 'cgstPaise' | 'sgstPaise' | 'igstPaise') =>
    sumPaise(lines.map((line) => line[name]));
  const sums = {
    ...{ taxablePaise: sumOf('taxablePaise'), cgstPaise: sumOf('cgstPaise') },
    ...{ sgstPaise: sumOf('sgstPaise'), igstPaise: sumOf('igstPaise') },
  };
  const { orderNumber, serviceOn, supplier, recipient, placeOfSupply, number, issuedOn } = invoice;
  return {
    ...{ orderNumber, serviceOn, supplier, recipient, placeOfSupply },
    lines,
    ...sums,
    roundOffPaise: amountPaise - sumPaise(Object.values(sums)),
    totalPaise: amountPaise,
    totalInWords: amountInWords(amountPaise),
    reverseCharge: false,
    corrects: { number, issuedOn, reason },
  };
}

/** Rounded half up; the product may pass 2^53. */
function share(figurePaise: number, partPaise: number, wholePaise: number): number {
  const whole = BigInt(wholePaise);
  return Number((2n * BigInt(figurePaise) * BigInt(partPaise) + whole) / (2n * whole));
}
