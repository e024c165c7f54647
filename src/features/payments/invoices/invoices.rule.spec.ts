import fc from 'fast-check';
import { amountInWords } from './amount-in-words.rule.js';
import { creditNoteOf } from './credit-note.rule.js';
import { gstStates } from './gst-states.js';
import type { InvoiceDocument, InvoiceLine, InvoiceParty } from './invoice-document.js';
import { UnsoundInvoice, invoiceOf } from './invoice.rule.js';
import {
  financialYearOf,
  invoiceNumberOf,
  lastSerial,
  mayTakeTaxBack,
  seriesOf,
} from './invoice-number.rule.js';

const karnataka: InvoiceParty = {
  ...{ name: 'Asha Rao', address: ['12, 5th Cross'], state: 'Karnataka', stateCode: '29', gstin: null },
};
const goa: InvoiceParty = { ...karnataka, state: 'Goa', stateCode: '30' };

/** Half of a rate and the whole, in exact integers, as the law says them; written apart from gst.rule.ts. */
const taxed = (taxable: number, gstBps: number, isWithinState: boolean): InvoiceLine => {
  const part = (bps: number) => Number((BigInt(taxable) * BigInt(bps) * 2n + 10_000n) / 20_000n);
  return {
    ...{ description: 'Work', sac: '9987', quantity: 1, unitPaise: taxable, valuePaise: taxable },
    ...{ discountPaise: 0, taxablePaise: taxable, gstBps },
    cgstPaise: isWithinState ? part(gstBps / 2) : 0,
    sgstPaise: isWithinState ? part(gstBps / 2) : 0,
    igstPaise: isWithinState ? 0 : part(gstBps),
  };
};
const supplyOf = (lines: InvoiceLine[], recipient: InvoiceParty) => {
  const sum = (name: 'taxablePaise' | 'cgstPaise' | 'sgstPaise' | 'igstPaise') =>
    lines.reduce((total, line) => total + line[name], 0);
  const sums = {
    ...{ taxablePaise: sum('taxablePaise'), cgstPaise: sum('cgstPaise') },
    ...{ sgstPaise: sum('sgstPaise'), igstPaise: sum('igstPaise') },
  };
  const exact = sums.taxablePaise + sums.cgstPaise + sums.sgstPaise + sums.igstPaise;
  const totalPaise = Math.floor((exact + 50) / 100) * 100;
  return {
    ...{ orderNumber: 'NX-1', serviceOn: '2026-03-10', supplier: karnataka, recipient, lines },
    totals: { ...sums, roundOffPaise: totalPaise - exact, totalPaise },
  };
};
const supplies = fc
  .tuple(
    fc.array(fc.tuple(fc.integer({ min: 1, max: 50_000_00 }), fc.constantFrom(500, 1800)), {
      minLength: 1,
      maxLength: 10,
    }),
    fc.boolean(),
  )
  .map(([figures, isWithinState]) =>
    supplyOf(
      figures.map(([taxable, bps]) => taxed(taxable, bps, isWithinState)),
      isWithinState ? karnataka : goa,
    ),
  );
const numbered = (supply: ReturnType<typeof supplyOf>): InvoiceDocument => ({
  ...invoiceOf(supply),
  ...{ kind: 'invoice', number: 'KA2526-0000001', issuedOn: '2026-03-10' },
});

describe('the number of an invoice (MO-4)', () => {
  it('is of the financial year, which begins in April', () => {
    expect(['2026-03-31', '2026-04-01', '2027-01-01'].map(financialYearOf)).toEqual([2025, 2026, 2026]);
    expect(seriesOf('invoice', 'KA', '2026-03-31')).toBe('KA2526');
    expect(seriesOf('credit_note', 'KA', '2026-04-01')).toBe('CKA2627');
    expect(seriesOf('invoice', 'MH', '2099-12-31')).toBe('MH9900');
  });

  it('has at most 16 characters of those Rule 46(b) allows, in every state', () => {
    for (const { letters } of gstStates)
      for (const kind of ['invoice', 'credit_note'] as const)
        expect(invoiceNumberOf(seriesOf(kind, letters, '2026-11-20'), lastSerial)).toMatch(
          /^[A-Z0-9/-]{1,16}$/,
        );
    expect(invoiceNumberOf('KA2627', 123)).toBe('KA2627-0000123');
    for (const serial of [0, lastSerial + 1, 1.5])
      expect(() => invoiceNumberOf('KA2627', serial)).toThrow(RangeError);
  });

  it('belongs to one state: no two have the same code or letters', () => {
    expect(new Set(gstStates.map(({ code }) => code)).size).toBe(gstStates.length);
    expect(new Set(gstStates.map(({ letters }) => letters)).size).toBe(gstStates.length);
  });

  it('is credited with tax until 30 November after its year', () => {
    expect(mayTakeTaxBack('2026-03-31', '2026-11-30')).toBe(true);
    expect(mayTakeTaxBack('2026-03-31', '2026-12-01')).toBe(false);
    expect(mayTakeTaxBack('2026-04-01', '2027-11-30')).toBe(true);
  });
});

describe('an invoice (MO-4, PR-4)', () => {
  it('is issued when its lines and round-off are the total and CGST = SGST, and says the same figures', () => {
    fc.assert(
      fc.property(supplies, (supply) => {
        const { lines, totalPaise, roundOffPaise, cgstPaise, sgstPaise } = invoiceOf(supply);
        const parts = lines.map(
          (line) => line.taxablePaise + line.cgstPaise + line.sgstPaise + line.igstPaise,
        );
        expect(parts.reduce((sum, part) => sum + part, roundOffPaise)).toBe(totalPaise);
        expect(totalPaise % 100).toBe(0);
        expect(Math.abs(roundOffPaise)).toBeLessThanOrEqual(50);
        expect(cgstPaise).toBe(sgstPaise);
      }),
    );
  });

  it('is refused when any figure is off by a paisa, or its tax is of the wrong kind for the place', () => {
    const sound = supplyOf([taxed(29_900, 1800, true)], karnataka);
    for (const name of Object.keys(sound.totals) as (keyof typeof sound.totals)[]) {
      const totals = { ...sound.totals, [name]: sound.totals[name] + 1 };
      expect(() => invoiceOf({ ...sound, totals })).toThrow(UnsoundInvoice);
    }
    expect(() => invoiceOf({ ...sound, recipient: goa })).toThrow(UnsoundInvoice);
    expect(() => invoiceOf(supplyOf([taxed(29_900, 1800, false)], karnataka))).toThrow(UnsoundInvoice);
  });
});

describe('credit notes (MO-4, Rule 53)', () => {
  it('add up, keep CGST = SGST, and together take back exactly what the invoice asked', () => {
    const cuts = fc.array(fc.double({ min: 0, max: 1, noNaN: true }), { maxLength: 4 });
    fc.assert(
      fc.property(supplies, cuts, (supply, shares) => {
        const invoice = numbered(supply);
        fc.pre(invoice.totalPaise > 0);
        const marks = [
          ...new Set([...shares.map((each) => Math.floor(each * invoice.totalPaise)), invoice.totalPaise]),
        ]
          .filter((mark) => mark > 0)
          .sort((a, b) => a - b);
        let creditedPaise = 0;
        const taken = { taxablePaise: 0, cgstPaise: 0, sgstPaise: 0, igstPaise: 0, roundOffPaise: 0 };
        for (const mark of marks) {
          const amountPaise = mark - creditedPaise;
          const note = creditNoteOf(invoice, { amountPaise, creditedPaise, reason: 'Late.' });
          const { taxablePaise, cgstPaise, sgstPaise, igstPaise, roundOffPaise, totalPaise } = note;
          expect(taxablePaise + cgstPaise + sgstPaise + igstPaise + roundOffPaise).toBe(totalPaise);
          expect([totalPaise, cgstPaise]).toEqual([amountPaise, sgstPaise]);
          for (const name of Object.keys(taken) as (keyof typeof taken)[]) taken[name] += note[name];
          creditedPaise = mark;
        }
        const { taxablePaise, cgstPaise, sgstPaise, igstPaise, roundOffPaise } = invoice;
        expect(taken).toEqual({ taxablePaise, cgstPaise, sgstPaise, igstPaise, roundOffPaise });
      }),
    );
  });

  it('never take back nothing, or more than is left', () => {
    const invoice = numbered(supplyOf([taxed(29_900, 1800, true)], karnataka));
    for (const [amountPaise, creditedPaise] of [
      [0, 0],
      [-1, 0],
      [invoice.totalPaise, 1],
    ] as const)
      expect(() => creditNoteOf(invoice, { amountPaise, creditedPaise, reason: '' })).toThrow(RangeError);
  });
});

describe('an amount in words (MO-4)', () => {
  it.each([
    [0, 'Rupees Zero Only'],
    [50, 'Rupees Zero and Fifty Paise Only'],
    [353_00, 'Rupees Three Hundred Fifty Three Only'],
    [1_00_000_00, 'Rupees One Lakh Only'],
    [
      12_34_567_89,
      'Rupees Twelve Lakh Thirty Four Thousand Five Hundred Sixty Seven and Eighty Nine Paise Only',
    ],
    [101_00_00_019_00, 'Rupees One Hundred One Crore Nineteen Only'],
  ])('%i paise', (amountPaise, words) => {
    expect(amountInWords(amountPaise)).toBe(words);
  });

  it('is another for another amount', () => {
    const amounts = fc.uniqueArray(fc.integer({ min: 0, max: 10_000_000_00 }), {
      minLength: 2,
      maxLength: 2,
    });
    fc.assert(fc.property(amounts, ([a = 0, b = 0]) => amountInWords(a) !== amountInWords(b)));
  });
});
