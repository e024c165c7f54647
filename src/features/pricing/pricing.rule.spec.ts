import fc from 'fast-check';
import type { PricingBody, TaxBody } from '../policies/index.js';
import type { PriceInput, PriceLineInput } from './pricing.rule.js';
import { BookingTooLong, durationMinutesOf, price, surgeAt } from './pricing.rule.js';

const pricingBody: PricingBody = {
  conveniencePaise: 4_900,
  visitChargePaise: 49_900,
  surgeCapBps: 15_000,
  surgeRules: [],
  quoteValidMinutes: 10,
  holdMinutes: 5,
  horizonDays: 7,
  minNoticeMinutes: 60,
  maxDurationMinutes: 240,
};
const taxBody: TaxBody = {
  rates: [
    { group: 'standard', bps: 1_800, from: '2017-07-01' },
    { group: 'beauty', bps: 500, from: '2025-09-22' },
  ],
};
const pricing = { id: 'pricing', version: 4, body: pricingBody };
const tax = { id: 'tax', version: 2, body: taxBody };
const acRepair: PriceLineInput = {
  rateCardId: 'rc-1',
  serviceName: 'AC repair',
  variant: 'Split AC',
  quantity: 1,
  unitPaise: 59_900,
  gstGroup: 'standard',
};
const facial: PriceLineInput = { ...acRepair, rateCardId: 'rc-2', serviceName: 'Facial', gstGroup: 'beauty' };

function input(over: Partial<PriceInput> = {}): PriceInput {
  return {
    lines: [acRepair],
    discountPaise: 0,
    serviceOn: '2026-03-10',
    placeOfSupplyState: 'Karnataka',
    supplierStates: ['Karnataka', 'Maharashtra', 'Delhi', 'Tamil Nadu'],
    pricing,
    tax,
    ...over,
  };
}

describe('a price', () => {
  it('of one AC repair in Bangalore is the rate, the convenience charge and 18 % on both, to the rupee', () => {
    expect(price(input())).toMatchObject({
      lines: [
        { service: 'AC repair', amountPaise: 59_900, taxablePaise: 59_900, gstBps: 1_800, cgstPaise: 5_391 },
      ],
      charges: [{ kind: 'convenience', taxablePaise: 4_900, cgstPaise: 441, sgstPaise: 441 }],
      serviceValuePaise: 59_900,
      taxablePaise: 64_800,
      cgstPaise: 5_832,
      sgstPaise: 5_832,
      igstPaise: 0,
      roundOffPaise: 36,
      totalPaise: 76_500,
    });
  });

  it('in a state without registration carries IGST instead', () => {
    const quote = price(input({ placeOfSupplyState: 'Kerala' }));
    expect(quote).toMatchObject({ cgstPaise: 0, sgstPaise: 0, igstPaise: 11_664, totalPaise: 76_500 });
  });

  it('of a facial taxes the convenience charge at the 5 % of the facial (composite supply)', () => {
    const quote = price(input({ lines: [facial] }));
    expect(quote.charges[0]).toMatchObject({ gstBps: 500, cgstPaise: 123, sgstPaise: 123 });
    expect(quote.lines[0]).toMatchObject({ gstBps: 500, cgstPaise: 1_498 });
  });

  it('of mixed groups taxes each item at its own rate and the charge at the rate of the greater value', () => {
    const dearFacial = { ...facial, quantity: 2 };
    expect(price(input({ lines: [acRepair, dearFacial] })).charges[0]?.gstBps).toBe(500);
    expect(price(input({ lines: [acRepair, facial] })).charges[0]?.gstBps).toBe(1_800);
    expect(price(input({ lines: [acRepair, facial] })).lines.map((line) => line.gstBps)).toEqual([
      1_800, 500,
    ]);
  });

  it('takes the discount off before tax, over the lines in proportion', () => {
    const lines = [acRepair, { ...acRepair, rateCardId: 'rc-3', unitPaise: 20_000 }];
    const quote = price(input({ lines, discountPaise: 10_000 }));
    expect(quote.lines.map((line) => line.discountPaise)).toEqual([7_497, 2_503]);
    expect(quote.taxablePaise).toBe(79_900 - 10_000 + 4_900);
    expect(quote.serviceValuePaise).toBe(79_900);
  });

  it('cuts surge at one and a half times and shows it as a line with its reason', () => {
    const quote = price(input({ surgeBps: 30_000, surgeReason: 'Festival' }));
    expect(quote.surgePaise).toBe(29_950);
    expect(quote.charges[0]).toMatchObject({ kind: 'surge', reason: 'Festival', taxablePaise: 29_950 });
    expect(() => price(input({ surgeBps: 12_000 }))).toThrow(RangeError);
    expect(() => price(input({ surgeBps: 9_000, surgeReason: 'x' }))).toThrow(RangeError);
  });

  it('refuses figures that are no price', () => {
    expect(() => price(input({ lines: [] }))).toThrow(RangeError);
    expect(() => price(input({ discountPaise: 59_901 }))).toThrow(RangeError);
    expect(() => price(input({ discountPaise: -1 }))).toThrow(RangeError);
    expect(() => price(input({ lines: [{ ...acRepair, quantity: 0 }] }))).toThrow(RangeError);
    expect(() => price(input({ lines: [{ ...acRepair, unitPaise: 0.5 }] }))).toThrow(RangeError);
  });
});

const line = fc.record({
  rateCardId: fc.uuid(),
  serviceName: fc.constant('Service'),
  variant: fc.constant('Standard'),
  quantity: fc.integer({ min: 1, max: 100 }),
  unitPaise: fc.integer({ min: 0, max: 5_000_000 }),
  gstGroup: fc.constantFrom('standard' as const, 'beauty' as const),
});
const anyInput = fc
  .record({
    lines: fc.array(line, { minLength: 1, maxLength: 6 }),
    discountShare: fc.double({ min: 0, max: 1, noNaN: true }),
    surgeBps: fc.integer({ min: 10_000, max: 20_000 }),
    conveniencePaise: fc.integer({ min: 0, max: 20_000 }),
    placeOfSupplyState: fc.constantFrom('Karnataka', 'Delhi', 'Kerala', 'Bihar'),
  })
  .map(({ lines, discountShare, surgeBps, conveniencePaise, placeOfSupplyState }) => {
    const items = lines.reduce((sum, each) => sum + each.quantity * each.unitPaise, 0);
    return input({
      lines,
      discountPaise: Math.floor(items * discountShare),
      surgeBps,
      surgeReason: 'Busy hours',
      placeOfSupplyState,
      pricing: { ...pricing, body: { ...pricingBody, conveniencePaise } },
    });
  });

describe('every price', () => {
  it('is the sum of its parts, line by line and in total', () => {
    fc.assert(
      fc.property(anyInput, (given) => {
        const quote = price(given);
        const parts = [...quote.lines, ...quote.charges];
        const sum = (pick: (part: (typeof parts)[number]) => number): number =>
          parts.reduce((total, part) => total + pick(part), 0);
        const items = quote.lines.reduce((total, each) => total + each.quantity * each.unitPaise, 0);

        expect(items).toBe(quote.serviceValuePaise);
        expect(items - quote.discountPaise + quote.surgePaise + quote.conveniencePaise).toBe(
          quote.taxablePaise,
        );
        expect(sum((part) => part.taxablePaise)).toBe(quote.taxablePaise);
        expect(sum((part) => part.cgstPaise)).toBe(quote.cgstPaise);
        expect(sum((part) => part.igstPaise)).toBe(quote.igstPaise);
        expect(quote.lines.reduce((total, each) => total + each.discountPaise, 0)).toBe(quote.discountPaise);
        expect(
          quote.taxablePaise + quote.cgstPaise + quote.sgstPaise + quote.igstPaise + quote.roundOffPaise,
        ).toBe(quote.totalPaise);
      }),
      { numRuns: 2_000 },
    );
  });

  it('has CGST equal to SGST or IGST alone, a round-off within 50 paise, and is whole rupees', () => {
    fc.assert(
      fc.property(anyInput, (given) => {
        const quote = price(given);
        const isRegistered = given.supplierStates.includes(given.placeOfSupplyState);
        expect(quote.cgstPaise).toBe(quote.sgstPaise);
        if (isRegistered) expect(quote.igstPaise).toBe(0);
        else expect(quote.cgstPaise).toBe(0);
        expect(Math.abs(quote.roundOffPaise)).toBeLessThanOrEqual(50);
        expect(quote.totalPaise % 100).toBe(0);
      }),
      { numRuns: 1_000 },
    );
  });

  it('keeps each line within a paisa of its exact tax, and surge within the cap', () => {
    fc.assert(
      fc.property(anyInput, (given) => {
        const quote = price(given);
        for (const part of [...quote.lines, ...quote.charges]) {
          const exact = (part.taxablePaise * part.gstBps) / 10_000;
          expect(Math.abs(part.cgstPaise + part.sgstPaise + part.igstPaise - exact)).toBeLessThanOrEqual(1);
          expect(part.taxablePaise).toBeGreaterThanOrEqual(0);
        }
        expect(quote.surgePaise * 2).toBeLessThanOrEqual(quote.serviceValuePaise + 1);
      }),
    );
  });

  it('is worked out again from its stored receipts to the same figures (PO-4)', () => {
    fc.assert(
      fc.property(anyInput, (given) => {
        const quote = price(given);
        const stored: { inputs: Omit<PriceInput, 'pricing' | 'tax'>; output: object } = JSON.parse(
          JSON.stringify(quote.receipts[0]),
        );
        const again = price({ ...stored.inputs, pricing: given.pricing, tax: given.tax });
        expect(again).toEqual(quote);
        expect(again).toMatchObject(stored.output);
        expect(quote.receipts.map((each) => each.rule)).toEqual(['PR-3', 'PR-4']);
      }),
    );
  });
});

describe('surge', () => {
  const rules: PricingBody = {
    ...pricingBody,
    surgeRules: [
      { weekday: 7, startMinute: 1_080, endMinute: 1_200, bps: 12_000, reason: 'Sunday evening' },
      { weekday: 7, startMinute: 1_140, endMinute: 1_200, bps: 13_000, reason: 'Sunday night' },
    ],
  };

  it('is the steepest rule in force at the start, from its first minute to before its last', () => {
    expect(surgeAt(rules, { weekday: 7, minuteOfDay: 1_079 })).toBeNull();
    expect(surgeAt(rules, { weekday: 7, minuteOfDay: 1_080 })).toEqual({
      surgeBps: 12_000,
      surgeReason: 'Sunday evening',
    });
    expect(surgeAt(rules, { weekday: 7, minuteOfDay: 1_140 })).toEqual({
      surgeBps: 13_000,
      surgeReason: 'Sunday night',
    });
    expect(surgeAt(rules, { weekday: 7, minuteOfDay: 1_200 })).toBeNull();
    expect(surgeAt(rules, { weekday: 1, minuteOfDay: 1_140 })).toBeNull();
  });

  it('stays under the cap whatever the rule says', () => {
    expect(surgeAt({ ...rules, surgeCapBps: 12_500 }, { weekday: 7, minuteOfDay: 1_140 })?.surgeBps).toBe(
      12_500,
    );
  });
});

const limits = { maxDurationMinutes: 240 };

describe('the duration of a booking', () => {
  it('is the minutes of every item, rounded up to a quarter of an hour', () => {
    expect(durationMinutesOf([{ durationMinutes: 45, quantity: 2 }], limits)).toBe(90);
    expect(
      durationMinutesOf(
        [
          { durationMinutes: 50, quantity: 1 },
          { durationMinutes: 20, quantity: 3 },
        ],
        limits,
      ),
    ).toBe(120);
    expect(durationMinutesOf([{ durationMinutes: 1, quantity: 1 }], limits)).toBe(15);
  });

  it('may reach the maximum and not pass it', () => {
    expect(durationMinutesOf([{ durationMinutes: 240, quantity: 1 }], limits)).toBe(240);
    expect(durationMinutesOf([{ durationMinutes: 80, quantity: 3 }], limits)).toBe(240);
    expect(() => durationMinutesOf([{ durationMinutes: 241, quantity: 1 }], limits)).toThrow(BookingTooLong);
  });

  it('too long is a refusal that says how long and how much is allowed', () => {
    const refusal = new BookingTooLong(300, 240);
    expect(refusal).toMatchObject({
      code: 'booking.too_long',
      kind: 'invalid',
      details: { durationMinutes: 300, maxDurationMinutes: 240 },
    });
  });

  it('is the least multiple of 15 that fits', () => {
    const items = fc.array(
      fc.record({
        durationMinutes: fc.integer({ min: 1, max: 60 }),
        quantity: fc.integer({ min: 1, max: 3 }),
      }),
      { minLength: 1, maxLength: 4 },
    );
    fc.assert(
      fc.property(items, (list) => {
        const plain = list.reduce((sum, each) => sum + each.durationMinutes * each.quantity, 0);
        const rounded = durationMinutesOf(list, { maxDurationMinutes: 10_000 });
        expect(rounded % 15).toBe(0);
        expect(rounded - plain).toBeGreaterThanOrEqual(0);
        expect(rounded - plain).toBeLessThan(15);
      }),
    );
  });

  it('is not defined for nothing, for fractions or for less than one', () => {
    expect(() => durationMinutesOf([], limits)).toThrow(RangeError);
    expect(() => durationMinutesOf([{ durationMinutes: 30, quantity: 0 }], limits)).toThrow(RangeError);
    expect(() => durationMinutesOf([{ durationMinutes: 0.5, quantity: 1 }], limits)).toThrow(RangeError);
  });
});
