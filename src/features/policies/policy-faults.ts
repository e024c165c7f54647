import type { WeeklyHours } from '../../kernel/calendar.js';
import { isLocalDate, isZone } from '../../kernel/calendar.js';
import type { FieldFault } from '../../kernel/errors.js';
import { overlaps } from '../../kernel/intervals.js';
import type { Check } from './body-checks.js';
import { andThen, flag, list, nullOr, oneOf, shape, text, textThat, whole } from './body-checks.js';
import type {
  CancellationBody,
  DispatchBody,
  PenaltyBody,
  PolicyBodies,
  PolicyKind,
  PricingBody,
  SlaBody,
  TaxBody,
} from './policy-bodies.js';
import { gstGroups, slaPriorities } from './policy-bodies.js';

const bps = whole(0, 10_000);
const minutes = whole(0, 525_600);
const money = whole(0);
const share = shape({ percentBps: bps, capPaise: money });
const date = textThat(isLocalDate, 'a date, YYYY-MM-DD');
const wallStretch = {
  weekday: oneOf(1, 2, 3, 4, 5, 6, 7),
  startMinute: whole(0, 1439),
  endMinute: whole(1, 1440),
};

const assignments = ['unassigned', 'assigned', 'enRoute'] as const;

function cancellationFaults(body: CancellationBody): FieldFault[] {
  const faults: FieldFault[] = [];
  const say = (pointer: string, detail: string): void => void faults.push({ pointer, detail });
  body.bands.forEach((band, at) => {
    const previous = body.bands[at - 1];
    const isLast = at === body.bands.length - 1;
    if (isLast !== (band.overMinutes === null))
      say(`/bands/${at}/overMinutes`, 'null in the last band and only there');
    if (previous === undefined) return;
    if (
      band.overMinutes !== null &&
      previous.overMinutes !== null &&
      band.overMinutes >= previous.overMinutes
    ) {
      say(`/bands/${at}/overMinutes`, 'less than in the band before');
    }
    for (const assignment of assignments) {
      const [sooner, later] = [band[assignment], previous[assignment]];
      if (sooner.percentBps < later.percentBps || sooner.capPaise < later.capPaise) {
        say(`/bands/${at}/${assignment}`, 'never cheaper than the band before (CX-8)');
      }
    }
  });
  const shares = [body.noShow, ...body.bands.flatMap((band) => assignments.map((each) => band[each]))];
  const asksFees = shares.some((each) => each.percentBps > 0 && each.capPaise > 0);
  if (asksFees && !body.symmetry) {
    say(
      '/symmetry',
      'true where fees are asked: Consumer Protection (E-Commerce) Rules 2020, rule 4(8) (CX-4)',
    );
  }
  return faults;
}

function taxFaults({ rates }: TaxBody): FieldFault[] {
  const faults = rates.flatMap((rate, at) => [
    ...(rate.bps % 2 === 0
      ? []
      : [{ pointer: `/rates/${at}/bps`, detail: 'an even number, so that CGST equals SGST' }]),
    ...(rates.findIndex((other) => other.group === rate.group && other.from === rate.from) === at
      ? []
      : [{ pointer: `/rates/${at}/from`, detail: 'a day no other rate of the group begins on' }]),
  ]);
  const isDefaulted = rates.some((rate) => rate.group === 'standard');
  return isDefaulted ? faults : [...faults, { pointer: '/rates', detail: 'a rate for the group standard' }];
}

function hoursFaults(hours: readonly WeeklyHours[], pointer: string): FieldFault[] {
  const stretch = ({ weekday, startMinute, endMinute }: WeeklyHours) => ({
    startAt: weekday * 1440 + startMinute,
    endAt: weekday * 1440 + endMinute,
  });
  return hours.flatMap((each, at) => {
    const where = `${pointer}/${at}`;
    if (each.startMinute >= each.endMinute)
      return [{ pointer: `${where}/endMinute`, detail: 'after the start' }];
    const earlier = hours.slice(0, at).some((other) => overlaps(stretch(other), stretch(each)));
    return earlier ? [{ pointer: where, detail: 'apart from the other hours of that weekday' }] : [];
  });
}

function slaFaults({ hours, targets }: SlaBody): FieldFault[] {
  const late = slaPriorities.filter((each) => targets[each].firstReplyMinutes > targets[each].resolveMinutes);
  return [
    ...hoursFaults(hours, '/hours'),
    ...late.map((each) => ({
      pointer: `/targets/${each}/firstReplyMinutes`,
      detail: 'at most the minutes to resolve',
    })),
  ];
}

function pricingFaults({ surgeRules, surgeCapBps }: PricingBody): FieldFault[] {
  const steep = surgeRules.flatMap((rule, at) =>
    rule.bps <= surgeCapBps
      ? []
      : [{ pointer: `/surgeRules/${at}/bps`, detail: `at most the cap of ${surgeCapBps}` }],
  );
  return [...hoursFaults(surgeRules, '/surgeRules'), ...steep];
}

function dispatchFaults({ weights }: DispatchBody): FieldFault[] {
  const sum = Object.values(weights).reduce((total, weight) => total + weight, 0);
  return sum === 100 ? [] : [{ pointer: '/weights', detail: `weights that add up to 100, not ${sum}` }];
}

function penaltyFaults({ bands }: PenaltyBody): FieldFault[] {
  return bands.flatMap((band, at) => {
    const previous = bands[at - 1];
    return previous === undefined || band.atLeastHours < previous.atLeastHours
      ? []
      : [{ pointer: `/bands/${at}/atLeastHours`, detail: 'less than in the band before' }];
  });
}

const target = shape({
  firstReplyMinutes: whole(1, 525_600),
  nextReplyMinutes: whole(1, 525_600),
  resolveMinutes: whole(1, 525_600),
  clock: oneOf('24x7', 'business'),
});

const checks: Readonly<Record<PolicyKind, Check>> = {
  cancellation: andThen(
    shape(
      {
        code: text,
        graceMinutes: minutes,
        symmetry: flag,
        bands: list(
          shape({
            overMinutes: nullOr(whole(1, 525_600)),
            unassigned: share,
            assigned: share,
            enRoute: share,
          }),
          1,
        ),
        noShow: share,
        providerLateWaiverMinutes: minutes,
      },
      { noShowWaitMinutes: minutes, noShowContactAttempts: whole(0, 10) },
    ),
    cancellationFaults,
  ),
  reschedule: shape({
    freeCount: whole(0),
    freeOverMinutes: minutes,
    freeWithinDays: whole(0),
    feePaise: money,
    lateMoveHours: whole(0),
    consentMinutes: minutes,
  }),
  sla: andThen(
    shape({
      zone: textThat(isZone, 'an IANA time zone'),
      hours: list(shape(wallStretch), 1),
      targets: shape({ critical: target, high: target, medium: target, low: target }),
    }),
    slaFaults,
  ),
  tax: andThen(
    shape(
      { rates: list(shape({ group: oneOf(...gstGroups), bps, from: date }), 1) },
      { sac: shape({}, { standard: text, beauty: text }) },
    ),
    taxFaults,
  ),
  pricing: andThen(
    shape({
      conveniencePaise: money,
      visitChargePaise: money,
      surgeCapBps: whole(10_000, 15_000),
      surgeRules: list(shape({ ...wallStretch, bps: whole(10_000), reason: text })),
      quoteValidMinutes: whole(1, 1440),
      holdMinutes: whole(1, 60),
      horizonDays: whole(3, 90),
      minNoticeMinutes: whole(15, 1440),
      maxDurationMinutes: whole(15, 240),
    }),
    pricingFaults,
  ),
  dispatch: andThen(
    shape({
      waves: list(shape({ providers: nullOr(whole(1)), seconds: whole(1) }), 1),
      weights: shape({
        rating: whole(0, 100),
        acceptance: whole(0, 100),
        travel: whole(0, 100),
        fairness: whole(0, 100),
        onTime: whole(0, 100),
        preference: whole(0, 100),
      }),
      acceptancePriorStrength: whole(0),
      unplacedNoticeMinutes: minutes,
      fairnessGapJobs: whole(1),
    }),
    dispatchFaults,
  ),
  penalty: andThen(
    shape({
      bands: list(shape({ atLeastHours: whole(0), percentBps: bps }), 1),
      reviewAtCancellations: whole(1),
      reviewWindowDays: whole(1),
    }),
    penaltyFaults,
  ),
  warranty: shape({ defaultDays: whole(0), maxReworks: whole(0) }),
  compensation: shape({ credits: list(shape({ cause: text, percentBps: bps, capPaise: money })) }),
};

export const policyKinds = Object.keys(checks) as readonly PolicyKind[];

/** Every fault of a policy body, by JSON Pointer into the body; none when it may be published (PO-1). */
export function policyFaults(kind: PolicyKind, body: unknown): FieldFault[] {
  return checks[kind](body, '');
}

/** Whether a stored JSON body is a sound body of its kind. */
export function isPolicyBody<K extends PolicyKind>(kind: K, body: unknown): body is PolicyBodies[K] {
  return policyFaults(kind, body).length === 0;
}
