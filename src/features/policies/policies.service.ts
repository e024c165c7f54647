import { Injectable } from '@nestjs/common';
import { LRUCache } from 'lru-cache';
import { Clock } from '../../kernel/clock.js';
import { NotFound, ValidationFailed } from '../../kernel/errors.js';
import type { FieldFault } from '../../kernel/errors.js';
import { newId } from '../../kernel/ids.js';
import type { Reader, Tx } from '../../platform/database/transaction.js';
import { PoliciesRepository } from './policies.repository.js';
import type { PolicyBodies, PolicyKind, PolicyVersion } from './policy-bodies.js';
import { isPolicyBody, policyFaults } from './policy-faults.js';
import { policyInForce } from './policy-resolution.rule.js';
import type { PolicyScope } from './policy-resolution.rule.js';
import type { PolicyEntity, PolicyScopeKind } from './policy.entity.js';

/** A published version, as rules take it, with the document it is a version of. */
export interface PolicyDocument<K extends PolicyKind> extends PolicyVersion<PolicyBodies[K]> {
  readonly kind: K;
  readonly code: string;
}

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

const keptDocuments = 500;

/** Policies as versioned, effective-dated documents (DOMAIN.md 1). */
@Injectable()
export class PoliciesService {
  /** Published versions never change, so what was read once stays right. */
  private readonly known = new LRUCache<string, PolicyDocument<PolicyKind>>({ max: keptDocuments });

  constructor(
    private readonly policies: PoliciesRepository,
    private readonly clock: Clock,
  ) {}

  /**
   * The policy of a kind in force for a scope at an instant, most specific first (PO-2).
   * @throws NotFound `policy.not_found` when nothing, not even a default, is in force then
   */
  async resolve<K extends PolicyKind>(
    reader: Reader,
    kind: K,
    scope: PolicyScope,
    at: Date,
  ): Promise<PolicyDocument<K>> {
    const scopeIds = [scope.categoryId, scope.serviceId].filter((id) => typeof id === 'string');
    const begun = await this.policies.listBegun(reader, kind, scopeIds, at);
    const found = policyInForce(begun, scope, at);
    if (!found) throw new NotFound('policy');
    return this.get(reader, found.id, kind);
  }

  /**
   * One published version, e.g. the one a booking froze (PO-3).
   * @throws NotFound `policy.not_found` for an unknown id, a draft, or a policy of another kind
   */
  async get<K extends PolicyKind>(reader: Reader, id: string, kind: K): Promise<PolicyDocument<K>> {
    const known = this.known.get(id);
    if (known && isOfKind(known, kind)) return known;
    const policy = await this.policies.findById(reader, id);
    if (!policy || policy.publishedAt === null || policy.kind !== kind) throw new NotFound('policy');
    const document = documentOf(policy, kind);
    this.known.set(id, document);
    return document;
  }

  /**
   * Publishes the next version of a document; from then on it cannot be changed (PO-1).
   * @throws ValidationFailed with a pointer to each fault of the draft
   */
  async publish(tx: Tx, draft: PolicyDraft): Promise<PolicyEntity> {
    const newest = await this.policies.findNewest(tx, draft.code);
    const faults = draftFaults(draft, newest);
    if (faults.length > 0) throw new ValidationFailed(faults);
    const policy: PolicyEntity = {
      ...draft,
      id: newId(),
      version: (newest?.version ?? 0) + 1,
      publishedAt: this.clock.now(),
    };
    await this.policies.insert(tx, policy);
    return policy;
  }
}

function isOfKind<K extends PolicyKind>(
  document: PolicyDocument<PolicyKind>,
  kind: K,
): document is PolicyDocument<K> {
  return document.kind === kind;
}

function documentOf<K extends PolicyKind>(policy: PolicyEntity, kind: K): PolicyDocument<K> {
  const { id, version, code, body } = policy;
  if (!isPolicyBody(kind, body)) throw new Error(`The stored body of policy ${id} is not a ${kind} body.`);
  return { id, version, code, kind, body };
}

function draftFaults(draft: PolicyDraft, newest: PolicyEntity | null): FieldFault[] {
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
