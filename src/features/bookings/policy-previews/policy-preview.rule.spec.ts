import fc from 'fast-check';
import type { CancellationBody, PolicyScopeKind, Receipt } from '../../policies/index.js';
import { cancellationFee, symmetricCredit } from '../cancelling/cancellation.policy.js';
import type { CancellationCase } from '../cancelling/cancellation.policy.js';
import { providerPenalty } from '../cancelling/penalty.policy.js';
import { tryDecision } from './policy-preview.rule.js';
import type { PastDecision, PolicyTrial } from './policy-preview.rule.js';
import { rescheduleFee } from '../moving/reschedule.policy.js';
import { standardPolicy } from '../cancelling/standard-policies.fixture.js';

const startAt = new Date('2026-03-10T05:30:00Z');
const minute = 60_000;
const cancellation = standardPolicy('cancellation');
const reschedule = standardPolicy('reschedule');
const penalty = standardPolicy('penalty');

const dearer: CancellationBody = {
  ...cancellation.body,
  bands: cancellation.body.bands.map((band) => ({
    ...band,
    assigned: { percentBps: 4_000, capPaise: 40_000 },
    enRoute: { percentBps: 6_000, capPaise: 60_000 },
  })),
};

function given(leftMinutes: number, over: Partial<CancellationCase> = {}): CancellationCase {
  return {
    policy: cancellation,
    now: new Date(startAt.getTime() - leftMinutes * minute),
    startAt,
    createdAt: new Date('2026-02-20T05:30:00Z'),
    assignment: 'assigned',
    serviceValuePaise: 50_000,
    visitChargePaise: 49_900,
    paidPaise: 64_000,
    flags: {
      providerLateMinutes: 0,
      providerChangedWithoutConsent: false,
      safety: false,
      opsWaiver: false,
    },
    ...over,
  };
}

function decided(event: PastDecision['event'], receipts: readonly Receipt[]): PastDecision {
  const stored = JSON.parse(JSON.stringify(receipts)) as Receipt[];
  return { bookingId: 'b', event, at: startAt, receipts: stored };
}

function trial(over: Partial<PolicyTrial> = {}): PolicyTrial {
  const known = [cancellation, reschedule, penalty];
  return {
    kind: 'cancellation',
    scopeKind: 'default',
    body: dearer,
    versionOf: (id) => {
      const found = known.find((each) => each.id === id);
      if (!found) throw new Error(`No policy ${id}.`);
      return { ...found, scopeKind: 'default' };
    },
    ...over,
  };
}

describe('a draft tried on what was decided (PO-5)', () => {
  it('decides a cancellation as it would have if it had been in force', () => {
    const past = decided('cancel', cancellationFee(given(30)).receipts);
    expect(tryDecision(past, trial())).toMatchObject({
      before: { feePaise: 15_000 },
      after: { feePaise: 20_000 },
      isChanged: true,
    });
    expect(tryDecision(past, trial({ body: cancellation.body }))?.isChanged).toBe(false);
  });

  it('decides a move again by the table under it (CX-9), exactly as the rule would', () => {
    const minutes = fc.integer({ min: -30, max: 400 });
    fc.assert(
      fc.property(minutes, fc.nat(5), fc.nat(40), (left, movedCount, days) => {
        const move = {
          policy: reschedule,
          newStartAt: new Date(startAt.getTime() + days * 1_440 * minute),
          originalStartAt: startAt,
          movedCount,
        };
        const was = rescheduleFee({ ...move, cancellation: given(left) });
        const wouldBe = rescheduleFee({
          ...move,
          cancellation: given(left, { policy: { ...cancellation, body: dearer } }),
        });
        const found = tryDecision(decided('reschedule', was.receipts), trial());
        expect([found?.before.feePaise, found?.after.feePaise]).toEqual([was.feePaise, wouldBe.feePaise]);
      }),
      { numRuns: 500 },
    );
  });

  it('counts what customers are credited and providers forfeit apart from fees', () => {
    const credited = symmetricCredit(given(30));
    const fined = providerPenalty({
      policy: penalty,
      now: new Date(startAt.getTime() - 30 * minute),
      startAt,
      fault: 'cancelled',
      earningPaise: 40_000,
      earlierFaults: 0,
    });
    const past = decided('cancel', [...credited.receipts, ...fined.receipts]);
    expect(tryDecision(past, trial())).toMatchObject({
      before: { feePaise: 0, creditPaise: 15_000, penaltyPaise: 0 },
      after: { feePaise: 0, creditPaise: 20_000, penaltyPaise: 0 },
    });
    const milder = { ...penalty.body, bands: [{ atLeastHours: 0, percentBps: 1_000 }] };
    expect(tryDecision(past, trial({ kind: 'penalty', body: milder }))).toMatchObject({
      before: { creditPaise: 0, penaltyPaise: 20_000 },
      after: { creditPaise: 0, penaltyPaise: 4_000 },
    });
  });

  it('leaves alone what it would not have decided: another kind, or a narrower scope (PO-2)', () => {
    const past = decided('cancel', cancellationFee(given(30)).receipts);
    expect(tryDecision(past, trial({ kind: 'penalty', body: penalty.body }))).toBeNull();
    const decidedBy = (scopeKind: PolicyScopeKind) => () => ({ ...cancellation, scopeKind });
    const replaced = (draft: PolicyScopeKind, decider: PolicyScopeKind): boolean =>
      tryDecision(past, trial({ scopeKind: draft, versionOf: decidedBy(decider) })) !== null;
    expect(replaced('default', 'category')).toBe(false);
    expect(replaced('category', 'service')).toBe(false);
    expect(replaced('category', 'category')).toBe(true);
    expect(replaced('service', 'default')).toBe(true);
  });
});
