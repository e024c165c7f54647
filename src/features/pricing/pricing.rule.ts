import type { LocalDate, Weekday } from '../../kernel/calendar.js';
import { DomainError } from '../../kernel/errors.js';
import {
  apportion,
  assertPaise,
  formatInr,
  percentOf,
  roundToRupee,
  sumPaise,
  wholeBps,
} from '../../kernel/money.js';
import type { GstGroup, PolicyVersion, PricingBody, Receipt, SurgeRule, TaxBody } from '../policies/index.js';
import type { LineTax } from './gst.rule.js';
import { gstOf, gstRateBps } from './gst.rule.js';

export interface PriceLineInput {
  readonly rateCardId: string;
  readonly serviceName: string;
  readonly variant: string;
  /** At least 1. */
  readonly quantity: number;
  readonly unitPaise: number;
  readonly gstGroup: GstGroup;
}

export interface PriceInput {
  readonly lines: readonly PriceLineInput[];
  /** Off the item lines, at most their sum; shared over them in proportion. */
  readonly discountPaise: number;
  /** The multiplier in basis points: 10 000 or nothing is no surge, more is cut at the policy's cap. */
  readonly surgeBps?: number;
  readonly surgeReason?: string;
  /** The day of the service: its GST rate counts (PR-4). */
  readonly serviceOn: LocalDate;
  readonly placeOfSupplyState: string;
  readonly supplierStates: readonly string[];
  readonly pricing: PolicyVersion<PricingBody>;
  readonly tax: PolicyVersion<TaxBody>;
}

export interface PriceLine extends LineTax {
  readonly rateCardId: string;
  readonly service: string;
  readonly variant: string;
  readonly quantity: number;
  readonly unitPaise: number;
  /** quantity x unit, before discount and tax. */
  readonly amountPaise: number;
  readonly discountPaise: number;
  readonly taxablePaise: number;
}

/** Surge or convenience: a line of its own beside the items. */
export interface PriceCharge extends LineTax {
  readonly kind: 'surge' | 'convenience';
  readonly reason: string;
  readonly taxablePaise: number;
}

/** API.md's quote, with the tax of each line and charge beside it. */
export interface PriceBreakdown {
  readonly lines: readonly PriceLine[];
  readonly charges: readonly PriceCharge[];
  /** PR-7: the item lines before discount, tax, surge and convenience; what cancellation fees are a share of. */
  readonly serviceValuePaise: number;
  readonly discountPaise: number;
  readonly surgePaise: number;
  readonly conveniencePaise: number;
  readonly taxablePaise: number;
  readonly cgstPaise: number;
  readonly sgstPaise: number;
  readonly igstPaise: number;
  readonly roundOffPaise: number;
  readonly totalPaise: number;
  readonly receipts: readonly Receipt[];
}

/**
 * The one price of a booking (PR-3, PR-4). Always: items - discount + surge + convenience = taxable, and
 * taxable + CGST + SGST + IGST + round-off = total, a whole number of rupees.
 *
 * The discount is known before the supply and so leaves the value (section 15(3) CGST Act 2017). Surge and the
 * convenience charge are not sold apart from the service: the whole is a composite supply, taxed at the rate of
 * its principal supply (section 8(a)). That is the group with the greatest item value, the dearer rate on a tie.
 * @throws RangeError for figures that are no sound price, NoTaxRate for a table that does not cover the day
 */
export function price(input: PriceInput): PriceBreakdown {
  const { pricing, tax, discountPaise } = input;
  const amounts = input.lines.map(amountOf);
  const serviceValuePaise = sumPaise(amounts);
  assertPaise(discountPaise, 'discount');
  if (input.lines.length === 0) throw new RangeError('A price needs at least one line.');
  if (discountPaise < 0 || discountPaise > serviceValuePaise) {
    throw new RangeError('A discount lies between zero and the item value.');
  }
  const surgeBps = Math.min(input.surgeBps ?? wholeBps, pricing.body.surgeCapBps);
  if (surgeBps < wholeBps) throw new RangeError('Surge never lowers a price.');
  const surgePaise = percentOf(serviceValuePaise, surgeBps - wholeBps);
  const surgeReason = input.surgeReason ?? '';
  if (surgePaise > 0 && surgeReason === '') throw new RangeError('Surge needs a reason (PR-3).');
  const { conveniencePaise } = pricing.body;

  const discounts = apportion(discountPaise, amounts);
  const netPaise = amounts.map((amount, at) => amount - (discounts[at] ?? 0));
  const principal = principalGroup(input, amounts);
  const extras = [
    { kind: 'surge' as const, reason: surgeReason, taxablePaise: surgePaise },
    { kind: 'convenience' as const, reason: 'Convenience charge', taxablePaise: conveniencePaise },
  ].filter((extra) => extra.taxablePaise > 0);

  const gst = gstOf(
    {
      lines: [
        ...input.lines.map(({ gstGroup }, at) => ({ taxablePaise: netPaise[at] ?? 0, gstGroup })),
        ...extras.map(({ taxablePaise }) => ({ taxablePaise, gstGroup: principal })),
      ],
      serviceOn: input.serviceOn,
      placeOfSupplyState: input.placeOfSupplyState,
      supplierStates: input.supplierStates,
    },
    tax,
  );
  const taxAt = (at: number): LineTax => {
    const found = gst.lines[at];
    if (found === undefined) throw new RangeError(`Line ${at} was not taxed.`);
    return found;
  };
  const taxablePaise = sumPaise([...netPaise, surgePaise, conveniencePaise]);
  const { cgstPaise, sgstPaise, igstPaise } = gst;
  const { roundedPaise, roundOffPaise } = roundToRupee(
    sumPaise([taxablePaise, cgstPaise, sgstPaise, igstPaise]),
  );

  const sums = { discountPaise, surgePaise, conveniencePaise, taxablePaise };
  return {
    lines: input.lines.map(({ rateCardId, serviceName, variant, quantity, unitPaise }, at) => ({
      rateCardId,
      service: serviceName,
      variant,
      quantity,
      unitPaise,
      amountPaise: amounts[at] ?? 0,
      discountPaise: discounts[at] ?? 0,
      taxablePaise: netPaise[at] ?? 0,
      ...taxAt(at),
    })),
    charges: extras.map((extra, at) => ({ ...extra, ...taxAt(input.lines.length + at) })),
    serviceValuePaise,
    ...sums,
    cgstPaise,
    sgstPaise,
    igstPaise,
    roundOffPaise,
    totalPaise: roundedPaise,
    receipts: [
      {
        rule: 'PR-3',
        policyId: pricing.id,
        policyVersion: pricing.version,
        inputs: {
          lines: input.lines.map(({ rateCardId, serviceName, variant, quantity, unitPaise, gstGroup }) => ({
            rateCardId,
            serviceName,
            variant,
            quantity,
            unitPaise,
            gstGroup,
          })),
          discountPaise,
          surgeBps: input.surgeBps ?? wholeBps,
          surgeReason,
          serviceOn: input.serviceOn,
          placeOfSupplyState: input.placeOfSupplyState,
          supplierStates: [...input.supplierStates],
          taxPolicyId: tax.id,
          taxPolicyVersion: tax.version,
        },
        output: {
          serviceValuePaise,
          ...sums,
          cgstPaise,
          sgstPaise,
          igstPaise,
          roundOffPaise,
          totalPaise: roundedPaise,
        },
        sentence: sentenceOf({
          serviceValuePaise,
          ...sums,
          taxPaise: cgstPaise + sgstPaise + igstPaise,
          totalPaise: roundedPaise,
        }),
      },
      gst.receipt,
    ],
  };
}

/** The items together last longer than one booking may (PR-7); the way out is to book twice. */
export class BookingTooLong extends DomainError {
  readonly code = 'booking.too_long';
  readonly kind = 'invalid';

  constructor(durationMinutes: number, maxDurationMinutes: number) {
    super(
      `This would take ${durationMinutes} minutes; one booking may take ${maxDurationMinutes}. Please book twice.`,
      {
        durationMinutes,
        maxDurationMinutes,
      },
    );
  }
}

const durationStepMinutes = 15;

/**
 * How long a booking's items take together: sum of minutes x quantity, rounded up to 15 minutes (PR-7).
 * @throws BookingTooLong (422) beyond the policy's maximum; RangeError for figures that are not whole and positive
 */
export function durationMinutesOf(
  items: readonly { readonly durationMinutes: number; readonly quantity: number }[],
  { maxDurationMinutes }: Pick<PricingBody, 'maxDurationMinutes'>,
): number {
  if (items.length === 0) throw new RangeError('A booking has at least one item.');
  const minutes = items.reduce((sum, { durationMinutes, quantity }) => {
    if (!isPositive(durationMinutes) || !isPositive(quantity)) {
      throw new RangeError('Minutes and quantities are whole and positive.');
    }
    return sum + durationMinutes * quantity;
  }, 0);
  const rounded = Math.ceil(minutes / durationStepMinutes) * durationStepMinutes;
  if (rounded > maxDurationMinutes) throw new BookingTooLong(rounded, maxDurationMinutes);
  return rounded;
}

/** The surge at a start by its local weekday and minute: the steepest rule that holds then, cut at the cap. */
export function surgeAt(
  { surgeRules, surgeCapBps }: Pick<PricingBody, 'surgeRules' | 'surgeCapBps'>,
  start: { readonly weekday: Weekday; readonly minuteOfDay: number },
): { surgeBps: number; surgeReason: string } | null {
  const steepest = surgeRules
    .filter((rule) => rule.weekday === start.weekday && contains(rule, start.minuteOfDay))
    .reduce<SurgeRule | null>(
      (found, rule) => (found !== null && found.bps >= rule.bps ? found : rule),
      null,
    );
  return steepest === null
    ? null
    : { surgeBps: Math.min(steepest.bps, surgeCapBps), surgeReason: steepest.reason };
}

function contains({ startMinute, endMinute }: SurgeRule, minute: number): boolean {
  return startMinute <= minute && minute < endMinute;
}

function isPositive(figure: number): boolean {
  return Number.isSafeInteger(figure) && figure > 0;
}

function amountOf({ quantity, unitPaise }: PriceLineInput): number {
  assertPaise(unitPaise, 'unit price');
  if (!isPositive(quantity) || unitPaise < 0)
    throw new RangeError('A line has a positive quantity and a price >= 0.');
  const amountPaise = quantity * unitPaise;
  assertPaise(amountPaise, 'line');
  return amountPaise;
}

function principalGroup(input: PriceInput, amounts: readonly number[]): GstGroup {
  const worth = new Map<GstGroup, number>();
  input.lines.forEach(({ gstGroup }, at) =>
    worth.set(gstGroup, (worth.get(gstGroup) ?? 0) + (amounts[at] ?? 0)),
  );
  const rate = (group: GstGroup): number => gstRateBps(input.tax.body, group, input.serviceOn);
  const [first] = [...worth].toSorted(([a, aWorth], [b, bWorth]) => bWorth - aWorth || rate(b) - rate(a));
  if (first === undefined) throw new RangeError('A price needs at least one line.');
  return first[0];
}

function sentenceOf(sums: {
  serviceValuePaise: number;
  discountPaise: number;
  surgePaise: number;
  conveniencePaise: number;
  taxPaise: number;
  totalPaise: number;
}): string {
  const parts = [
    `Services ${formatInr(sums.serviceValuePaise)}`,
    ...(sums.discountPaise > 0 ? [`less a discount of ${formatInr(sums.discountPaise)}`] : []),
    ...(sums.surgePaise > 0 ? [`plus surge of ${formatInr(sums.surgePaise)}`] : []),
    ...(sums.conveniencePaise > 0
      ? [`plus a convenience charge of ${formatInr(sums.conveniencePaise)}`]
      : []),
    `plus GST of ${formatInr(sums.taxPaise)}`,
  ];
  return `${parts.join(', ')}, rounded to the rupee: ${formatInr(sums.totalPaise)}.`;
}
