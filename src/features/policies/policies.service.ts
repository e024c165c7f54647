import { Injectable } from '@nestjs/common';
import { LRUCache } from 'lru-cache';
import { Clock } from '../../kernel/clock.js';
import { NotFound, ValidationFailed } from '../../kernel/errors.js';
import { newId } from '../../kernel/ids.js';
import type { Reader, Tx } from '../../platform/database/transaction.js';
import { PoliciesRepository } from './policies.repository.js';
import type { PolicyBodies, PolicyKind, PolicyVersion } from './policy-bodies.js';
import { draftFaults } from './policy-draft.rule.js';
import type { PolicyDraft } from './policy-draft.rule.js';
import { isPolicyBody } from './policy-faults.js';
import { policyInForce } from './policy-resolution.rule.js';
import type { PolicyScope } from './policy-resolution.rule.js';
import type { PolicyEntity } from './policy.entity.js';

/** A published version, as rules take it, with the document it is a version of. */
export interface PolicyDocument<K extends PolicyKind> extends PolicyVersion<PolicyBodies[K]> {
  readonly kind: K;
  readonly code: string;
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
    const { [kind]: id } = await this.idsInForce(reader, [kind], scope, at);
    return this.get(reader, id, kind);
  }

  /**
   * As `resolve` for each of several scopes, found in one query.
   * @throws NotFound `policy.not_found`
   */
  async resolveEach<K extends PolicyKind>(
    reader: Reader,
    kind: K,
    scopes: readonly PolicyScope[],
    at: Date,
  ): Promise<PolicyDocument<K>[]> {
    const published = await this.policies.listPublished(reader, [kind], scopes.flatMap(idsOf));
    const found: PolicyDocument<K>[] = [];
    for (const scope of scopes) {
      const inForce = policyInForce(published, scope, at);
      if (!inForce) throw new NotFound('policy');
      found.push(await this.get(reader, inForce.id, kind));
    }
    return found;
  }

  /**
   * The ids of the policies of several kinds in force for a scope at an instant, found in one query.
   * @throws NotFound `policy.not_found` when one of them has nothing, not even a default, in force then
   */
  async idsInForce<K extends PolicyKind>(
    reader: Reader,
    kinds: readonly K[],
    scope: PolicyScope,
    at: Date,
  ): Promise<Readonly<Record<K, string>>> {
    const published = await this.policies.listPublished(reader, kinds, idsOf(scope));
    const found = kinds.map((kind) => {
      const ofKind = published.filter((each) => each.kind === kind);
      const inForce = policyInForce(ofKind, scope, at);
      if (!inForce) throw new NotFound('policy');
      return [kind, inForce.id] as const;
    });
    return Object.fromEntries(found) as Record<K, string>;
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

function idsOf({ categoryId, serviceId }: PolicyScope): string[] {
  return [categoryId, serviceId].filter((id) => typeof id === 'string');
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
