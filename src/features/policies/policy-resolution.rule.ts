import type { PolicyEntity } from './policy.entity.js';

/** What a policy is asked for; the most specific one wins (PO-2). */
export interface PolicyScope {
  readonly categoryId?: string | null;
  readonly serviceId?: string | null;
}

type Candidate = Pick<
  PolicyEntity,
  'scopeKind' | 'scopeId' | 'version' | 'effectiveFrom' | 'effectiveTo' | 'publishedAt'
>;

const specificity = { service: 2, category: 1, default: 0 } as const;

function isOf(policy: Candidate, scope: PolicyScope): boolean {
  if (policy.scopeKind === 'service') return policy.scopeId !== null && policy.scopeId === scope.serviceId;
  if (policy.scopeKind === 'category') return policy.scopeId !== null && policy.scopeId === scope.categoryId;
  return true;
}

/**
 * The version in force for a scope at an instant (PO-2): published, begun, not ended (`[effectiveFrom, effectiveTo)`);
 * service before category before default, then the one that began last, then the higher version.
 */
export function policyInForce<T extends Candidate>(
  policies: readonly T[],
  scope: PolicyScope,
  at: Date,
): T | null {
  const inForce = policies.filter(
    (each) =>
      each.publishedAt !== null &&
      each.effectiveFrom <= at &&
      (each.effectiveTo === null || at < each.effectiveTo) &&
      isOf(each, scope),
  );
  const [best] = inForce.toSorted(
    (a, b) =>
      specificity[b.scopeKind] - specificity[a.scopeKind] ||
      b.effectiveFrom.getTime() - a.effectiveFrom.getTime() ||
      b.version - a.version,
  );
  return best ?? null;
}

/** Whether two published versions could both be asked for the same thing at some instant: same scope, times overlap. */
export function overlapsWith(
  other: Candidate & Pick<PolicyEntity, 'kind'>,
  policy: Candidate & Pick<PolicyEntity, 'kind'>,
): boolean {
  const isSameScope =
    other.kind === policy.kind && other.scopeKind === policy.scopeKind && other.scopeId === policy.scopeId;
  return (
    isSameScope &&
    other.publishedAt !== null &&
    (policy.effectiveTo === null || other.effectiveFrom < policy.effectiveTo) &&
    (other.effectiveTo === null || policy.effectiveFrom < other.effectiveTo)
  );
}
