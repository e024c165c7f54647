import fc from 'fast-check';
import type { TaxBody } from '../policies/index.js';
import type { GstInput } from './gst.rule.js';
import { NoTaxRate, gstOf, gstRateBps } from './gst.rule.js';

const body: TaxBody = {
  rates: [
    { group: 'beauty', bps: 500, from: '2025-09-22' },
    { group: 'standard', bps: 1_800, from: '2017-07-01' },
    { group: 'beauty', bps: 1_800, from: '2017-07-01' },
  ],
};
const policy = { id: 'tax', version: 1, body };
const supplierStates = ['Karnataka', 'Maharashtra', 'Delhi', 'Tamil Nadu'];
const inBangalore = { serviceOn: '2026-03-10', placeOfSupplyState: 'Karnataka', supplierStates };

describe('the GST rate', () => {
  it('of beauty falls from 18 % to 5 % on 2025-09-22', () => {
    expect(gstRateBps(body, 'beauty', '2025-09-21')).toBe(1_800);
    expect(gstRateBps(body, 'beauty', '2025-09-22')).toBe(500);
    expect(gstRateBps(body, 'standard', '2025-09-22')).toBe(1_800);
  });

  it('of a group without one in force is the standard rate', () => {
    const young: TaxBody = {
      rates: body.rates.filter((rate) => rate.bps !== 1_800 || rate.group === 'standard'),
    };
    expect(gstRateBps(young, 'beauty', '2025-09-21')).toBe(1_800);
    expect(gstRateBps(young, 'beauty', '2025-09-22')).toBe(500);
  });

  it('does not exist before the table begins, nor on a day that is none', () => {
    expect(() => gstRateBps(body, 'standard', '2017-06-30')).toThrow(NoTaxRate);
    expect(() => gstRateBps(body, 'standard', '2026-02-30')).toThrow(RangeError);
  });
});

describe('GST', () => {
  it('is CGST and SGST at half the rate each where the operator is registered', () => {
    const gst = gstOf({ ...inBangalore, lines: [{ taxablePaise: 99_900, gstGroup: 'standard' }] }, policy);
    expect(gst).toMatchObject({ cgstPaise: 8_991, sgstPaise: 8_991, igstPaise: 0 });
  });

  it('is IGST once where the operator is not', () => {
    const input: GstInput = {
      ...inBangalore,
      placeOfSupplyState: 'West Bengal',
      lines: [{ taxablePaise: 99_900, gstGroup: 'standard' }],
    };
    expect(gstOf(input, policy)).toMatchObject({ cgstPaise: 0, sgstPaise: 0, igstPaise: 17_982 });
  });

  it('is rounded half up line by line, not on the sum', () => {
    const half = { taxablePaise: 50, gstGroup: 'standard' as const };
    expect(gstOf({ ...inBangalore, lines: [half, half] }, policy)).toMatchObject({
      cgstPaise: 10,
      sgstPaise: 10,
    });
    expect(gstOf({ ...inBangalore, lines: [{ ...half, taxablePaise: 100 }] }, policy)).toMatchObject({
      cgstPaise: 9,
    });
  });

  it('knows a state however its letters are cased', () => {
    const gst = gstOf(
      {
        ...inBangalore,
        placeOfSupplyState: 'TAMIL NADU ',
        lines: [{ taxablePaise: 1_000, gstGroup: 'standard' }],
      },
      policy,
    );
    expect([gst.cgstPaise, gst.igstPaise]).toEqual([90, 0]);
  });

  it('refuses a negative value', () => {
    expect(() =>
      gstOf({ ...inBangalore, lines: [{ taxablePaise: -1, gstGroup: 'standard' }] }, policy),
    ).toThrow(RangeError);
  });

  it('comes out the same when its stored receipt is read back and worked again (PO-4)', () => {
    const line = fc.record({
      taxablePaise: fc.integer({ min: 0, max: 10_000_000 }),
      gstGroup: fc.constantFrom('standard' as const, 'beauty' as const),
    });
    fc.assert(
      fc.property(
        fc.array(line, { minLength: 1, maxLength: 5 }),
        fc.constantFrom('Delhi', 'Kerala'),
        (lines, state) => {
          const { receipt } = gstOf({ ...inBangalore, placeOfSupplyState: state, lines }, policy);
          const stored: { inputs: GstInput; output: unknown } = JSON.parse(JSON.stringify(receipt));
          expect(gstOf(stored.inputs, policy).receipt.output).toEqual(stored.output);
          expect(receipt).toMatchObject({ rule: 'PR-4', policyId: 'tax', policyVersion: 1 });
        },
      ),
    );
  });
});
