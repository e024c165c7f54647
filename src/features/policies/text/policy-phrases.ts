import type { CappedShare } from '../policy-bodies.js';

export const policyLanguages = ['en', 'hi'] as const;
export type PolicyLanguage = (typeof policyLanguages)[number];

/** When a band of the fee table holds, in minutes before the start; null is open. */
export interface BandTimes {
  /** At most this many minutes are left. */
  readonly upTo: number | null;
  /** More than this many minutes are left. */
  readonly over: number | null;
}

/**
 * The words customers are told the policies in. No phrase holds a figure of its own: each is handed in from the
 * policy's body, so that text and money cannot part (PO-6).
 */
export interface PolicyPhrases {
  readonly titles: Readonly<Record<'cancellation' | 'reschedule' | 'warranty' | 'compensation', string>>;
  readonly headings: Readonly<
    Record<
      | 'counting'
      | 'fees'
      | 'grace'
      | 'noShow'
      | 'waivers'
      | 'weCancel'
      | 'freeMoves'
      | 'laterMoves'
      | 'lateMoves'
      | 'afterLateMove'
      | 'providerAsks'
      | 'warranty'
      | 'rework'
      | 'broken',
      string
    >
  >;
  readonly free: string;
  share(share: CappedShare, of: 'services' | 'visit'): string;
  counting(edgeMinutes: number | null): string;
  band(times: BandTimes): string;
  cells(cells: { unassigned: string; assigned: string; enRoute: string }): string;
  moveCells(cells: { unassigned: string; assigned: string }): string;
  serviceValue: string;
  grace(minutes: number): string;
  waiting(given: { minutes: number; attempts: number }): string;
  noShow(given: { share: CappedShare; feePaise: number; visitChargePaise: number }): string;
  waivers(lateMinutes: number): string;
  symmetry: string;
  noSymmetry: string;
  cancellationSummary(given: {
    freeOverMinutes: number | null;
    capPaise: number;
    enRouteCapPaise: number;
  }): string;
  freeMoves(given: { count: number; overMinutes: number; withinDays: number }): string;
  laterMoves(feePaise: number): string;
  lateMoves(given: { overMinutes: number; feePaise: number }): string;
  afterLateMove(hours: number): string;
  consent(minutes: number): string;
  warranty(days: number): string;
  reworks(most: number): string;
  compensation(given: {
    cause: string;
    share: CappedShare;
    creditPaise: number;
    visitChargePaise: number;
  }): string;
}
