import type { FieldFault } from '../../kernel/errors.js';
import type { PolicyKind } from './policy-bodies.js';
import { policyFaults } from './policy-faults.js';
import type { PolicyEntity, PolicyScopeKind } from './policy.entity.js';

export interface PolicyDraft<K extends PolicyKind = PolicyKind> {
  kind: K;
  scopeKind: PolicyScopeKind;
  /** The category's or service's id; null for the default. */
  scopeId: string | null;
  /** The document this is a version of. */
  code: string;
  effectiveFrom: Date;
  effectiveTo: Date | null;
  body: unknown;
}

/** Every fault of a version that is about to be kept, beside the newest one of its document (PO-1). */
export function draftFaults(
  draft: PolicyDraft,
  newest: Pick<PolicyEntity, 'kind' | 'scopeKind' | 'scopeId'> | null,
): FieldFault[] {
  const faults = policyFaults(draft.kind, draft.body).map(({ pointer, detail }) => ({
    pointer: `/body${pointer}`,
    detail,
  }));
  if ((draft.scopeKind === 'default') !== (draft.scopeId === null))
    faults.push({ pointer: '/scopeId', detail: 'null for the default scope and only there' });
  if (draft.effectiveTo !== null && draft.effectiveTo <= draft.effectiveFrom)
    faults.push({ pointer: '/effectiveTo', detail: 'after effectiveFrom, or null' });
  const isOther =
    newest !== null &&
    (newest.kind !== draft.kind || newest.scopeKind !== draft.scopeKind || newest.scopeId !== draft.scopeId);
  if (isOther)
    faults.push({ pointer: '/code', detail: 'not the code of a document of another kind or scope' });
  return faults;
}
