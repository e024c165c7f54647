import { ReceiptInputs, isPolicyBody } from '../../policies/index.js';
import type { PolicyBodies, PolicyKind, PolicyVersion, Receipt } from '../../policies/index.js';
import { reevaluatePrice } from '../../pricing/index.js';
import { cancellationFee, noShowFee, symmetricCredit } from './cancellation.policy.js';
import type { CancellationCase } from './cancellation.policy.js';
import { compensation } from './compensation.policy.js';
import { feeWaiver } from './fee-waiver.rule.js';
import { providerPenalty } from './penalty.policy.js';
import { moveFee } from '../moving/reschedule.policy.js';
import type { MoveFacts } from '../moving/reschedule.policy.js';
import { rework } from '../reworks/warranty.policy.js';

const decisions = [
  'cancellation',
  'no_show',
  'symmetric_credit',
  'fee_waiver',
  'reschedule',
  'penalty',
  'compensation',
  'rework',
  'price',
  'tax',
] as const;
export type Decision = (typeof decisions)[number];

const kinds = {
  cancellation: 'cancellation',
  no_show: 'cancellation',
  symmetric_credit: 'cancellation',
  fee_waiver: 'cancellation',
  reschedule: 'reschedule',
  penalty: 'penalty',
  compensation: 'compensation',
  rework: 'warranty',
  price: 'pricing',
  tax: 'tax',
} as const satisfies Record<Decision, PolicyKind>;

/** Which of the decisions about bookings a receipt is of. */
export function decisionOf({ rule, inputs }: Receipt): Decision {
  if (rule === 'PR-3') return 'price';
  if (rule === 'PR-4') return 'tax';
  const said = decisions.find((each) => each === inputs['decides']);
  return said ?? (rule === 'CX-4' ? 'symmetric_credit' : rule === 'CX-6' ? 'no_show' : 'cancellation');
}

/** The kind of policy that decided. */
export function policyKindOf(receipt: Receipt): PolicyKind {
  return kinds[decisionOf(receipt)];
}

/**
 * Decides again from a stored receipt (PO-4). With the body of the version it names, the output is the stored one,
 * forever; with a draft's body it is what that draft would have decided (PO-5).
 * @param taxBody for a price alone, whose receipt names the tax version beside its own
 * @throws Error for a body of another kind, or a receipt that lacks an input: bugs, both
 */
export function reevaluate(receipt: Receipt, policyBody: unknown, taxBody?: unknown): Receipt['output'] {
  const given = new ReceiptInputs(receipt.inputs);
  const decision = decisionOf(receipt);
  switch (decision) {
    case 'cancellation':
      return outputOf(cancellationFee(cancellationCase(given, version(receipt, 'cancellation', policyBody))));
    case 'no_show':
      return outputOf(noShowFee(cancellationCase(given, version(receipt, 'cancellation', policyBody))));
    case 'symmetric_credit':
      return outputOf(symmetricCredit(cancellationCase(given, version(receipt, 'cancellation', policyBody))));
    case 'fee_waiver':
      return outputOf(
        feeWaiver({
          policy: version(receipt, 'cancellation', policyBody),
          feePaise: given.number('feePaise'),
          receivablePaise: given.number('receivablePaise'),
          reason: given.text('reason'),
        }),
      );
    case 'reschedule':
      return outputOf(moveFee(version(receipt, 'reschedule', policyBody), moveFactsOf(receipt)));
    case 'penalty':
      return outputOf(
        providerPenalty({
          policy: version(receipt, 'penalty', policyBody),
          now: given.instant('now'),
          startAt: given.instant('startAt'),
          fault: given.oneOf('fault', ['cancelled', 'declined', 'no_show']),
          earningPaise: given.number('earningPaise'),
          earlierFaults: given.number('earlierFaults'),
        }),
      );
    case 'compensation':
      return outputOf(
        compensation({
          policy: version(receipt, 'compensation', policyBody),
          cause: given.text('cause'),
          visitChargePaise: given.number('visitChargePaise'),
          symmetricPaise: given.number('symmetricPaise'),
        }),
      );
    case 'rework':
      return rework({
        policy: version(receipt, 'warranty', policyBody),
        now: given.instant('now'),
        completedAt: given.instant('completedAt'),
        items: given.parts('items').map((item) => ({
          id: item.text('id'),
          warrantyDays: item.has('warrantyDays') ? item.number('warrantyDays') : null,
        })),
        reworks: given.number('reworks'),
        zone: given.text('zone'),
      }).receipt.output;
    case 'price':
      return reevaluatePrice(receipt, {
        pricing: version(receipt, 'pricing', policyBody).body,
        tax: version(receipt, 'tax', taxBody).body,
      });
    case 'tax':
      return reevaluatePrice(receipt, { tax: version(receipt, 'tax', policyBody).body });
  }
}

/** What a move was decided by besides its policy. */
export function moveFactsOf({ inputs }: Receipt): MoveFacts {
  const given = new ReceiptInputs(inputs);
  const table = given.part('table');
  return {
    now: given.instant('now'),
    startAt: given.instant('startAt'),
    newStartAt: given.instant('newStartAt'),
    originalStartAt: given.instant('originalStartAt'),
    movedCount: given.number('movedCount'),
    table: {
      feePaise: table.number('feePaise'),
      tier: table.text('tier'),
      nextTierAt: table.instantOrNull('nextTierAt'),
      cancelFeePaise: table.number('cancelFeePaise'),
    },
  };
}

function cancellationCase(given: ReceiptInputs, policy: CancellationCase['policy']): CancellationCase {
  const flags = given.part('flags');
  const late = given.has('lateMove') ? given.part('lateMove') : null;
  return {
    policy,
    now: given.instant('now'),
    startAt: given.instant('startAt'),
    createdAt: given.instant('createdAt'),
    assignment: given.oneOf('assignment', ['unassigned', 'assigned', 'enRoute']),
    serviceValuePaise: given.number('serviceValuePaise'),
    visitChargePaise: given.number('visitChargePaise'),
    paidPaise: given.number('paidPaise'),
    flags: {
      providerLateMinutes: flags.number('providerLateMinutes'),
      providerChangedWithoutConsent: flags.flag('providerChangedWithoutConsent'),
      safety: flags.flag('safety'),
      opsWaiver: flags.flag('opsWaiver'),
    },
    lateMove: late && {
      movedAt: late.instant('movedAt'),
      feePaise: late.number('feePaise'),
      holdsHours: late.number('holdsHours'),
    },
  };
}

/** Bodies found sound, by kind: a replay judges thousands of receipts by the same one. */
const sound = new WeakMap<object, PolicyKind>();

function isSound<K extends PolicyKind>(kind: K, body: unknown): body is PolicyBodies[K] {
  if (typeof body !== 'object' || body === null) return false;
  if (sound.get(body) === kind) return true;
  if (!isPolicyBody(kind, body)) return false;
  sound.set(body, kind);
  return true;
}

function version<K extends PolicyKind>(
  { policyId, policyVersion }: Receipt,
  kind: K,
  body: unknown,
): PolicyVersion<PolicyBodies[K]> {
  if (!isSound(kind, body)) throw new Error(`The body given for policy ${policyId} is not a ${kind} body.`);
  return { id: policyId, version: policyVersion, body };
}

function outputOf({ receipts: [receipt] }: { receipts: readonly Receipt[] }): Receipt['output'] {
  if (!receipt) throw new Error('A decision comes with a receipt.');
  return receipt.output;
}
