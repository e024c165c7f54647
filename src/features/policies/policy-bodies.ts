import type { LocalDate, WeeklyHours } from '../../kernel/calendar.js';

/** One published version of a policy, as rules take it (PO-1). */
export interface PolicyVersion<B> {
  readonly id: string;
  readonly version: number;
  readonly body: B;
}

/**
 * Why a decision came out as it did (PO-4). `inputs` hold every figure the rule read besides the policy body,
 * instants as ISO 8601 text, so that the rule run again over them gives the same `output`.
 */
export interface Receipt {
  /** The rule's id in DOMAIN.md, e.g. `CX-1`. */
  readonly rule: string;
  readonly policyId: string;
  readonly policyVersion: number;
  readonly inputs: Readonly<Record<string, unknown>>;
  readonly output: Readonly<Record<string, unknown>>;
  /** One sentence for people. */
  readonly sentence: string;
}

/** A share of an amount with an upper bound: min(percentBps of the amount, capPaise). */
export interface CappedShare {
  readonly percentBps: number;
  readonly capPaise: number;
}

export interface CancellationBand {
  /** The band holds while more than this many minutes are left; null is the last band, which always holds. */
  readonly overMinutes: number | null;
  readonly unassigned: CappedShare;
  readonly assigned: CappedShare;
  readonly enRoute: CappedShare;
}

/** Section 6. Bands run from the most time left to the least. */
export interface CancellationBody {
  readonly code: string;
  readonly graceMinutes: number;
  /** CX-4: the customer is credited what they would have paid when provider or platform cancels. */
  readonly symmetry: boolean;
  readonly bands: readonly CancellationBand[];
  /** Of the visit charge. */
  readonly noShow: CappedShare;
  /** CX-5: a provider later than this waives the fee. */
  readonly providerLateWaiverMinutes: number;
  /** CX-6: how long somebody is waited for before the visit is closed as a no-show; 30 when left out. */
  readonly noShowWaitMinutes?: number;
  /** CX-6: how often the provider tries to reach the customer before that; 2 when left out. */
  readonly noShowContactAttempts?: number;
}

/** Surge at some hours of some weekdays, wall-clock minutes of the start in the service's zone. */
export interface SurgeRule extends WeeklyHours {
  /** The multiplier in basis points: 12 000 is 1.2 times. */
  readonly bps: number;
  readonly reason: string;
}

export interface PricingBody {
  readonly conveniencePaise: number;
  readonly visitChargePaise: number;
  /** The highest multiplier in basis points: 15 000 is 1.5 times (PR-3). */
  readonly surgeCapBps: number;
  readonly surgeRules: readonly SurgeRule[];
  readonly quoteValidMinutes: number;
  readonly holdMinutes: number;
  readonly horizonDays: number;
  readonly minNoticeMinutes: number;
  readonly maxDurationMinutes: number;
}

export const gstGroups = ['standard', 'beauty'] as const;
export type GstGroup = (typeof gstGroups)[number];

export interface TaxRate {
  readonly group: GstGroup;
  /** The whole rate; CGST and SGST are half of it each, so it is even. */
  readonly bps: number;
  readonly from: LocalDate;
}

export interface TaxBody {
  readonly rates: readonly TaxRate[];
  /** Service accounting code printed on invoices. */
  readonly sac?: Readonly<Partial<Record<GstGroup, string>>>;
}

export const slaPriorities = ['critical', 'high', 'medium', 'low'] as const;
export type SlaPriority = (typeof slaPriorities)[number];

export interface SlaTarget {
  readonly firstReplyMinutes: number;
  readonly nextReplyMinutes: number;
  readonly resolveMinutes: number;
  readonly clock: '24x7' | 'business';
}

export interface SlaBody {
  readonly zone: string;
  readonly hours: readonly WeeklyHours[];
  readonly targets: Readonly<Record<SlaPriority, SlaTarget>>;
}

/** CX-9. */
export interface RescheduleBody {
  readonly freeCount: number;
  readonly freeOverMinutes: number;
  readonly freeWithinDays: number;
  readonly feePaise: number;
  /** How long after a late move the old slot's fee still counts. */
  readonly lateMoveHours: number;
  readonly consentMinutes: number;
}

/** DI-1 to DI-4. */
export interface DispatchBody {
  /** `providers` null is every eligible one. */
  readonly waves: readonly { readonly providers: number | null; readonly seconds: number }[];
  readonly weights: Readonly<
    Record<'rating' | 'acceptance' | 'travel' | 'fairness' | 'onTime' | 'preference', number>
  >;
  readonly acceptancePriorStrength: number;
  readonly unplacedNoticeMinutes: number;
  readonly fairnessGapJobs: number;
}

/** CX-7. Bands run from the most notice to the least; the share is of the provider's earning. */
export interface PenaltyBody {
  readonly bands: readonly { readonly atLeastHours: number; readonly percentBps: number }[];
  readonly reviewAtCancellations: number;
  readonly reviewWindowDays: number;
}

/** DI-6. */
export interface WarrantyBody {
  readonly defaultDays: number;
  readonly maxReworks: number;
}

/** What the customer is credited when a promise to them is broken, by cause. */
export interface CompensationBody {
  readonly credits: readonly ({ readonly cause: string } & CappedShare)[];
}

/** The body each kind of policy has. */
export interface PolicyBodies {
  readonly cancellation: CancellationBody;
  readonly reschedule: RescheduleBody;
  readonly sla: SlaBody;
  readonly tax: TaxBody;
  readonly pricing: PricingBody;
  readonly dispatch: DispatchBody;
  readonly penalty: PenaltyBody;
  readonly warranty: WarrantyBody;
  readonly compensation: CompensationBody;
}

export type PolicyKind = keyof PolicyBodies;
