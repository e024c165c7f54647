import type { CancellationBody, PolicyBodies, PolicyKind } from './policy-bodies.js';
import { isPolicyBody, policyFaults, policyKinds } from './policy-faults.js';

const free = { percentBps: 0, capPaise: 0 };
const standard: CancellationBody = {
  code: 'IN-HOME-STD',
  graceMinutes: 5,
  symmetry: true,
  bands: [
    { overMinutes: 180, unassigned: free, assigned: free, enRoute: { percentBps: 3_000, capPaise: 20_000 } },
    {
      overMinutes: 60,
      unassigned: free,
      assigned: { percentBps: 1_500, capPaise: 10_000 },
      enRoute: { percentBps: 3_000, capPaise: 20_000 },
    },
    {
      overMinutes: null,
      unassigned: free,
      assigned: { percentBps: 3_000, capPaise: 20_000 },
      enRoute: { percentBps: 5_000, capPaise: 30_000 },
    },
  ],
  noShow: { percentBps: 10_000, capPaise: 50_000 },
  providerLateWaiverMinutes: 30,
};
const businessTarget = {
  firstReplyMinutes: 60,
  nextReplyMinutes: 120,
  resolveMinutes: 720,
  clock: 'business',
};

const sound: { [K in PolicyKind]: unknown } = {
  cancellation: standard,
  pricing: {
    conveniencePaise: 4_900,
    visitChargePaise: 49_900,
    surgeCapBps: 15_000,
    surgeRules: [{ weekday: 7, startMinute: 1_080, endMinute: 1_200, bps: 12_000, reason: 'Sunday evening' }],
    quoteValidMinutes: 10,
    holdMinutes: 5,
    horizonDays: 7,
    minNoticeMinutes: 60,
    maxDurationMinutes: 240,
  },
  tax: {
    rates: [
      { group: 'standard', bps: 1_800, from: '2017-07-01' },
      { group: 'beauty', bps: 1_800, from: '2017-07-01' },
      { group: 'beauty', bps: 500, from: '2025-09-22' },
    ],
    sac: { beauty: '999721' },
  },
  sla: {
    zone: 'Asia/Kolkata',
    hours: [{ weekday: 1, startMinute: 480, endMinute: 1_200 }],
    targets: { critical: businessTarget, high: businessTarget, medium: businessTarget, low: businessTarget },
  },
  reschedule: {
    freeCount: 3,
    freeOverMinutes: 180,
    freeWithinDays: 30,
    feePaise: 4_900,
    lateMoveHours: 24,
    consentMinutes: 120,
  },
  dispatch: {
    waves: [
      { providers: 1, seconds: 90 },
      { providers: null, seconds: 300 },
    ],
    weights: { rating: 25, acceptance: 25, travel: 20, fairness: 15, onTime: 10, preference: 5 },
    acceptancePriorStrength: 20,
    unplacedNoticeMinutes: 120,
    fairnessGapJobs: 5,
  },
  penalty: {
    bands: [
      { atLeastHours: 48, percentBps: 0 },
      { atLeastHours: 24, percentBps: 2_500 },
      { atLeastHours: 0, percentBps: 5_000 },
    ],
    reviewAtCancellations: 3,
    reviewWindowDays: 30,
  },
  warranty: { defaultDays: 30, maxReworks: 2 },
  compensation: { credits: [{ cause: 'provider_no_show', percentBps: 1_000, capPaise: 20_000 }] },
};

/** The sound body with one member put in place of another, by JSON Pointer. */
function withMember(kind: PolicyKind, pointer: string, value: unknown): unknown {
  const body: unknown = JSON.parse(JSON.stringify(sound[kind]));
  const path = pointer.split('/').slice(1);
  let holder = body;
  for (const step of path.slice(0, -1)) holder = Reflect.get(Object(holder), step);
  Reflect.set(Object(holder), path.at(-1) ?? '', value);
  return body;
}

describe('policy bodies', () => {
  it.each(policyKinds)('a sound %s policy has no faults, also after a trip through JSON', (kind) => {
    expect(policyFaults(kind, sound[kind])).toEqual([]);
    expect(isPolicyBody<keyof PolicyBodies>(kind, JSON.parse(JSON.stringify(sound[kind])))).toBe(true);
  });

  it.each(policyKinds)(
    'a %s policy that is no object, or empty, or has a member too many, is refused',
    (kind) => {
      for (const nothing of [null, [], 'text', 7, undefined])
        expect(policyFaults(kind, nothing)).toHaveLength(1);
      expect(policyFaults(kind, {}).length).toBeGreaterThan(0);
      expect(policyFaults(kind, withMember(kind, '/surprise', 1)).map((each) => each.pointer)).toEqual([
        '/surprise',
      ]);
    },
  );

  it.each(policyKinds)('a %s policy is refused when any one member is missing', (kind) => {
    for (const name of Object.keys(Object(sound[kind])).filter((each) => each !== 'sac')) {
      const rest = Object.fromEntries(Object.entries(Object(sound[kind])).filter(([key]) => key !== name));
      expect(policyFaults(kind, rest).map((each) => each.pointer)).toEqual([`/${name}`]);
    }
  });

  it.each<[PolicyKind, string, unknown, string]>([
    ['cancellation', '/symmetry', false, '/symmetry'],
    ['cancellation', '/bands', [], '/bands'],
    ['cancellation', '/bands/0/overMinutes', null, '/bands/0/overMinutes'],
    ['cancellation', '/bands/1/overMinutes', 180, '/bands/1/overMinutes'],
    ['cancellation', '/bands/2/overMinutes', 30, '/bands/2/overMinutes'],
    ['cancellation', '/bands/2/assigned', free, '/bands/2/assigned'],
    ['cancellation', '/bands/2/assigned/capPaise', 9_999, '/bands/2/assigned'],
    ['cancellation', '/bands/2/assigned/percentBps', 1_499, '/bands/2/assigned'],
    ['cancellation', '/bands/1/assigned/percentBps', 10_001, '/bands/1/assigned/percentBps'],
    ['cancellation', '/bands/1/assigned/capPaise', 0.5, '/bands/1/assigned/capPaise'],
    ['cancellation', '/noShow/capPaise', -1, '/noShow/capPaise'],
    ['tax', '/rates/0/bps', 1_801, '/rates/0/bps'],
    ['tax', '/rates/2/from', '2017-07-01', '/rates/2/from'],
    ['tax', '/rates/0/from', '2017-02-30', '/rates/0/from'],
    ['tax', '/rates/0/group', 'beauty', '/rates/1/from,/rates'],
    ['pricing', '/surgeCapBps', 15_001, '/surgeCapBps'],
    ['pricing', '/surgeRules/0/bps', 16_000, '/surgeRules/0/bps'],
    ['pricing', '/horizonDays', 91, '/horizonDays'],
    ['pricing', '/minNoticeMinutes', 10, '/minNoticeMinutes'],
    ['pricing', '/maxDurationMinutes', 241, '/maxDurationMinutes'],
    ['sla', '/zone', 'Asia/Atlantis', '/zone'],
    ['sla', '/hours', [], '/hours'],
    ['sla', '/hours/0/endMinute', 480, '/hours/0/endMinute'],
    ['sla', '/hours/1', { weekday: 1, startMinute: 1_100, endMinute: 1_300 }, '/hours/1'],
    ['sla', '/targets/high/clock', 'sometimes', '/targets/high/clock'],
    ['sla', '/targets/low/firstReplyMinutes', 721, '/targets/low/firstReplyMinutes'],
    ['dispatch', '/weights/rating', 26, '/weights'],
    ['penalty', '/bands/1/atLeastHours', 48, '/bands/1/atLeastHours'],
  ])('a %s policy with %s = %p is refused at %s', (kind, pointer, value, faulty) => {
    const pointers = policyFaults(kind, withMember(kind, pointer, value)).map((each) => each.pointer);
    expect(pointers.join(',')).toBe(faulty);
  });

  it('a cancellation policy without any fee may do without symmetry (CX-4)', () => {
    const gratis = {
      ...standard,
      symmetry: false,
      bands: [{ overMinutes: null, unassigned: free, assigned: free, enRoute: free }],
      noShow: free,
    };
    expect(policyFaults('cancellation', gratis)).toEqual([]);
  });

  it('names every fault at once', () => {
    const bad = { ...standard, code: '', graceMinutes: '5', bands: [{ overMinutes: null }] };
    expect(policyFaults('cancellation', bad).map((each) => each.pointer)).toEqual([
      '/code',
      '/graceMinutes',
      '/bands/0/unassigned',
      '/bands/0/assigned',
      '/bands/0/enRoute',
    ]);
  });
});
