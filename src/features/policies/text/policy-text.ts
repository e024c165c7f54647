import { percentOf } from '../../../kernel/money.js';
import { absenceRulesOf } from '../absence.rule.js';
import type { CancellationBand, CappedShare, PolicyBodies } from '../policy-bodies.js';
import { rupees } from './policy-figures.js';
import { englishPhrases } from './english-phrases.js';
import { hindiPhrases } from './hindi-phrases.js';
import type { PolicyLanguage, PolicyPhrases } from './policy-phrases.js';

/** The kinds customers are told about in words. */
export const toldKinds = ['cancellation', 'reschedule', 'warranty', 'compensation'] as const;
export type ToldKind = (typeof toldKinds)[number];

/** Everything the texts speak from. */
export interface ToldPolicies {
  readonly cancellation: PolicyBodies['cancellation'];
  readonly reschedule: PolicyBodies['reschedule'];
  readonly warranty: PolicyBodies['warranty'];
  readonly compensation: PolicyBodies['compensation'];
  /** From the pricing policy; no-shows cost a share of it. */
  readonly visitChargePaise: number;
}

const phrasesOf: Readonly<Record<PolicyLanguage, PolicyPhrases>> = { en: englishPhrases, hi: hindiPhrases };

/**
 * The sentences of the policies by name, in Markdown: what customers read, what documents for the assistant are
 * filled with, and what the assistant answers. Generated from the same bodies that decide, so that the words and the
 * money cannot part (PO-6).
 */
export function policyFragments(
  told: ToldPolicies,
  language: PolicyLanguage,
): Readonly<Record<string, string>> {
  const say = phrasesOf[language];
  const { cancellation, reschedule, warranty, compensation, visitChargePaise } = told;
  const { bands, noShow } = cancellation;
  const of = (share: CappedShare): string => (isFree(share) ? say.free : say.share(share, 'services'));
  const { waitMinutes: minutes, contactAttempts: attempts } = absenceRulesOf(cancellation);
  const feeLines = timesOf(bands).map(
    ({ times, band }) =>
      `- ${say.band(times)}: ${say.cells({ unassigned: of(band.unassigned), assigned: of(band.assigned), enRoute: of(band.enRoute) })}`,
  );
  const moveLines = timesOf(bands)
    .filter(({ times }) => times.over === null || times.over < reschedule.freeOverMinutes)
    .map(({ times, band }) => {
      const upTo = Math.min(times.upTo ?? Infinity, reschedule.freeOverMinutes);
      const cells = { unassigned: of(band.unassigned), assigned: of(band.assigned) };
      return `- ${say.band({ over: times.over, upTo })}: ${say.moveCells(cells)}`;
    });
  const last = bands.at(-1);
  const freeOver = bands.find(({ assigned, unassigned }) => isFree(assigned) && isFree(unassigned));
  return {
    'cancellation.counting': say.counting(bands[0]?.overMinutes ?? null),
    'cancellation.fees': feeLines.join('\n'),
    'cancellation.serviceValue': say.serviceValue,
    'cancellation.grace': say.grace(cancellation.graceMinutes),
    'cancellation.waiting': say.waiting({ minutes, attempts }),
    'cancellation.noShow': say.noShow({
      share: noShow,
      feePaise: capped(noShow, visitChargePaise),
      visitChargePaise,
    }),
    'pricing.visitCharge': rupees(visitChargePaise),
    'cancellation.waivers': say.waivers(cancellation.providerLateWaiverMinutes),
    'cancellation.symmetry': cancellation.symmetry ? say.symmetry : say.noSymmetry,
    'cancellation.summary': say.cancellationSummary({
      freeOverMinutes: freeOver?.overMinutes ?? null,
      capPaise: last ? capOf(last.assigned) : 0,
      enRouteCapPaise: last ? capOf(last.enRoute) : 0,
    }),
    'reschedule.free': say.freeMoves({
      count: reschedule.freeCount,
      overMinutes: reschedule.freeOverMinutes,
      withinDays: reschedule.freeWithinDays,
    }),
    'reschedule.later': say.laterMoves(reschedule.feePaise),
    'reschedule.late': [
      say.lateMoves({ overMinutes: reschedule.freeOverMinutes, feePaise: reschedule.feePaise }),
      '',
      ...moveLines,
    ].join('\n'),
    'reschedule.afterLate': say.afterLateMove(reschedule.lateMoveHours),
    'reschedule.consent': say.consent(reschedule.consentMinutes),
    'warranty.days': say.warranty(warranty.defaultDays),
    'warranty.reworks': say.reworks(warranty.maxReworks),
    'compensation.credits': compensation.credits
      .map(({ cause, ...share }) =>
        say.compensation({ cause, share, creditPaise: capped(share, visitChargePaise), visitChargePaise }),
      )
      .join('\n\n'),
  };
}

const sections: Readonly<
  Record<ToldKind, readonly (readonly [heading: keyof PolicyPhrases['headings'], ...fragments: string[]])[]>
> = {
  cancellation: [
    ['counting', 'cancellation.counting'],
    ['fees', 'cancellation.fees', 'cancellation.serviceValue'],
    ['grace', 'cancellation.grace'],
    ['noShow', 'cancellation.waiting', 'cancellation.noShow'],
    ['waivers', 'cancellation.waivers'],
    ['weCancel', 'cancellation.symmetry'],
  ],
  reschedule: [
    ['freeMoves', 'reschedule.free'],
    ['laterMoves', 'reschedule.later'],
    ['lateMoves', 'reschedule.late'],
    ['afterLateMove', 'reschedule.afterLate'],
    ['providerAsks', 'reschedule.consent'],
  ],
  warranty: [
    ['warranty', 'warranty.days'],
    ['rework', 'warranty.reworks'],
  ],
  compensation: [['broken', 'compensation.credits']],
};

/** One policy in words, as Markdown with a title and sections (PO-6). */
export function policyText(kind: ToldKind, told: ToldPolicies, language: PolicyLanguage): string {
  const say = phrasesOf[language];
  const fragments = policyFragments(told, language);
  const parts = sections[kind].map(([heading, ...names]) =>
    [`## ${say.headings[heading]}`, ...names.map((name) => fragments[name] ?? '')]
      .filter((part) => part !== '')
      .join('\n\n'),
  );
  return `${[`# ${say.titles[kind]}`, ...parts].join('\n\n')}\n`;
}

/**
 * Fills a text's `{{name}}` with the sentences of that name.
 * @throws Error for a name there is no sentence of: a document that waits for one would keep its braces
 */
export function filledWith(fragments: Readonly<Record<string, string>>, text: string): string {
  return text.replaceAll(/\{\{([\w.]+)\}\}/g, (_, name: string) => {
    const fragment = fragments[name];
    if (fragment === undefined) throw new Error(`There is no sentence ${name}.`);
    return fragment;
  });
}

function timesOf(bands: readonly CancellationBand[]) {
  return bands.map((band, at) => ({
    band,
    times: { over: band.overMinutes, upTo: bands[at - 1]?.overMinutes ?? null },
  }));
}

function isFree({ percentBps, capPaise }: CappedShare): boolean {
  return percentBps === 0 || capPaise === 0;
}

function capOf(share: CappedShare): number {
  return isFree(share) ? 0 : share.capPaise;
}

function capped({ percentBps, capPaise }: CappedShare, ofPaise: number): number {
  return Math.min(percentOf(ofPaise, percentBps), capPaise);
}
