import type { LocalDate } from '../../kernel/calendar.js';
import { isLocalDate } from '../../kernel/calendar.js';
import { assertPaise, formatInr, percentOf, sumPaise } from '../../kernel/money.js';
import type { GstGroup, PolicyVersion, Receipt, TaxBody } from '../policies/index.js';

/** No rate of the table is in force on the service day; the table is at fault, not the caller. */
export class NoTaxRate extends Error {
  constructor(group: GstGroup, serviceOn: LocalDate) {
    super(`No GST rate for ${group} is in force on ${serviceOn}.`);
    this.name = 'NoTaxRate';
  }
}

/**
 * The GST rate in basis points in force on the service day (PR-4): the group's latest rate begun by then, else
 * the standard group's, which is the default for everything.
 * @throws NoTaxRate when neither has begun
 */
export function gstRateBps({ rates }: TaxBody, group: GstGroup, serviceOn: LocalDate): number {
  if (!isLocalDate(serviceOn)) throw new RangeError(`${serviceOn} is not a date (YYYY-MM-DD).`);
  const inForce = (wanted: GstGroup): number | undefined =>
    rates
      .filter((rate) => rate.group === wanted && rate.from <= serviceOn)
      .toSorted((a, b) => (a.from < b.from ? -1 : 1))
      .at(-1)?.bps;
  const bps = inForce(group) ?? inForce('standard');
  if (bps === undefined) throw new NoTaxRate(group, serviceOn);
  return bps;
}

export interface LineTax {
  /** The whole rate, CGST and SGST together. */
  readonly gstBps: number;
  readonly cgstPaise: number;
  readonly sgstPaise: number;
  readonly igstPaise: number;
}

export interface GstInput {
  /** Taxable values, each taxed and rounded on its own. */
  readonly lines: readonly { readonly taxablePaise: number; readonly gstGroup: GstGroup }[];
  readonly serviceOn: LocalDate;
  /** The state of the service address (section 12 IGST Act 2017: the place where the service is performed). */
  readonly placeOfSupplyState: string;
  /** The states the operator is registered in. */
  readonly supplierStates: readonly string[];
}

export interface GstOutcome {
  readonly lines: readonly LineTax[];
  readonly cgstPaise: number;
  readonly sgstPaise: number;
  readonly igstPaise: number;
  readonly receipt: Receipt;
}

/**
 * GST of a supply (PR-4). In a state the operator is registered in: CGST and SGST, each at half the rate on the
 * same value and so equal (section 9 CGST Act and the SGST Acts); elsewhere IGST once (section 5 IGST Act). Each
 * line is rounded half up to the paisa. States compare without regard to case.
 * @throws NoTaxRate, RangeError for amounts that are negative or no whole paise
 */
export function gstOf(input: GstInput, policy: PolicyVersion<TaxBody>): GstOutcome {
  const { serviceOn, placeOfSupplyState, supplierStates } = input;
  const isWithinState = supplierStates.some((state) => sameState(state, placeOfSupplyState));
  const lines = input.lines.map(({ taxablePaise, gstGroup }): LineTax => {
    assertPaise(taxablePaise, 'taxable value');
    if (taxablePaise < 0) throw new RangeError('A taxable value is at least zero.');
    const gstBps = gstRateBps(policy.body, gstGroup, serviceOn);
    if (!isWithinState)
      return { gstBps, cgstPaise: 0, sgstPaise: 0, igstPaise: percentOf(taxablePaise, gstBps) };
    const halfPaise = percentOf(taxablePaise, gstBps / 2);
    return { gstBps, cgstPaise: halfPaise, sgstPaise: halfPaise, igstPaise: 0 };
  });
  const total = {
    cgstPaise: sumPaise(lines.map((line) => line.cgstPaise)),
    sgstPaise: sumPaise(lines.map((line) => line.sgstPaise)),
    igstPaise: sumPaise(lines.map((line) => line.igstPaise)),
  };
  const rates = [...new Set(lines.map((line) => line.gstBps))].map((bps) => `${bps / 100} %`).join(' and ');
  const sentence = isWithinState
    ? `GST at ${rates} for a service in ${placeOfSupplyState} on ${serviceOn}: CGST ${formatInr(total.cgstPaise)} and SGST ${formatInr(total.sgstPaise)}.`
    : `GST at ${rates} for a service in ${placeOfSupplyState} on ${serviceOn}: IGST ${formatInr(total.igstPaise)}.`;
  return {
    lines,
    ...total,
    receipt: {
      rule: 'PR-4',
      policyId: policy.id,
      policyVersion: policy.version,
      inputs: {
        lines: input.lines.map(({ taxablePaise, gstGroup }) => ({ taxablePaise, gstGroup })),
        serviceOn,
        placeOfSupplyState,
        supplierStates: [...supplierStates],
      },
      output: { ...total, ratesBps: lines.map((line) => line.gstBps) },
      sentence,
    },
  };
}

function sameState(a: string, b: string): boolean {
  return a.trim().toLowerCase() === b.trim().toLowerCase();
}
