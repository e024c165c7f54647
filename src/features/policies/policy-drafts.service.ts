import { Injectable, Optional } from '@nestjs/common';
import { Clock } from '../../kernel/clock.js';
import { NotFound, ValidationFailed } from '../../kernel/errors.js';
import { newId } from '../../kernel/ids.js';
import { decodeCursor, toPage } from '../../kernel/paging.js';
import type { Page, PageRequest } from '../../kernel/paging.js';
import type { Reader, Tx } from '../../platform/database/transaction.js';
import { UnitOfWork } from '../../platform/database/unit-of-work.js';
import { PolicyOverlaps, PolicyPublished } from './policies.errors.js';
import { PoliciesRepository } from './policies.repository.js';
import type { PolicyFilter } from './policies.repository.js';
import { draftFaults } from './policy-draft.rule.js';
import type { PolicyDraft } from './policy-draft.rule.js';
import { overlapsWith } from './policy-resolution.rule.js';
import { PolicyScopes } from './policy-scopes.js';
import type { PolicyEntity } from './policy.entity.js';

/** What of a draft may still change: the document it is of stays. */
export type PolicyDraftChange = Partial<Pick<PolicyDraft, 'effectiveFrom' | 'effectiveTo' | 'body'>>;

/** Staff write policies as drafts, try them, and publish them (PO-1, PO-5). */
@Injectable()
export class PolicyDrafts {
  constructor(
    private readonly work: UnitOfWork,
    private readonly policies: PoliciesRepository,
    private readonly clock: Clock,
    @Optional() private readonly scopes?: PolicyScopes,
  ) {}

  /** The newest first. */
  list({ cursor, limit }: PageRequest, filter: PolicyFilter): Promise<Page<PolicyEntity>> {
    return this.work.read(async (reader) => {
      const rows = await this.policies.list(reader, filter, decodeCursor(cursor, filter), limit + 1);
      return toPage(rows, limit, filter, ({ id }) => [id]);
    });
  }

  /** @throws NotFound `policy.not_found` */
  get(id: string): Promise<PolicyEntity> {
    return this.work.read((reader) => this.getWithin(reader, id));
  }

  /** As `get`, inside a unit of work that is open already; drafts too. */
  async getWithin(reader: Reader, id: string): Promise<PolicyEntity> {
    const found = await this.policies.findById(reader, id);
    if (!found) throw new NotFound('policy');
    return found;
  }

  /**
   * Writes the next version of a document as a draft, which decides nothing.
   * @throws ValidationFailed with a pointer to each fault, PolicyVersionTaken
   */
  draft(draft: PolicyDraft): Promise<PolicyEntity> {
    return this.work.run(async (tx) => {
      const newest = await this.policies.findNewest(tx, draft.code);
      refuseFaults(draft, newest);
      await this.requireScope(tx, draft);
      const policy = { ...draft, id: newId(), version: (newest?.version ?? 0) + 1, publishedAt: null };
      await this.policies.insert(tx, policy);
      return policy;
    });
  }

  /** @throws NotFound, PolicyPublished, ValidationFailed */
  change(id: string, change: PolicyDraftChange): Promise<PolicyEntity> {
    return this.work.run(async (tx) => {
      const changed = { ...(await this.heldDraft(tx, id)), ...change };
      refuseFaults(changed, null);
      await this.policies.update(tx, id, {
        effectiveFrom: changed.effectiveFrom,
        effectiveTo: changed.effectiveTo,
        body: changed.body,
      });
      return changed;
    });
  }

  /**
   * Publishes a draft: from then on it cannot be changed (PO-1). It begins no earlier than now, so that nothing that
   * has been decided is decided otherwise; a draft whose day has passed begins at its publishing. Of versions of one
   * document the one that began last holds, so a new version ends the old one; another document for the same scope
   * and time is refused. Publishers of one kind take turns, so that two cannot overlap unseen.
   * @throws NotFound, PolicyPublished, PolicyOverlaps, ValidationFailed
   */
  publish(id: string): Promise<PolicyEntity> {
    return this.work.run(async (tx) => {
      const { kind } = await this.getWithin(tx, id);
      const all = await this.policies.holdAllOf(tx, kind);
      const draft = await this.heldDraft(tx, id);
      const now = this.clock.now();
      const effectiveFrom = draft.effectiveFrom < now ? now : draft.effectiveFrom;
      const published: PolicyEntity = { ...draft, effectiveFrom, publishedAt: now };
      refuseFaults(published, null);
      const other = all.find((each) => each.code !== draft.code && overlapsWith(each, published));
      if (other) throw new PolicyOverlaps(other.code);
      await this.policies.update(tx, id, { effectiveFrom, publishedAt: now });
      return published;
    });
  }

  /** A policy for something that does not exist would never be asked for. */
  private async requireScope(tx: Tx, { scopeKind, scopeId }: PolicyDraft): Promise<void> {
    if (scopeKind === 'default' || scopeId === null || !this.scopes) return;
    if (await this.scopes.exists(tx, scopeKind, scopeId)) return;
    throw new ValidationFailed([{ pointer: '/scopeId', detail: `the id of a ${scopeKind}` }]);
  }

  private async heldDraft(tx: Tx, id: string): Promise<PolicyEntity> {
    const held = await this.policies.hold(tx, id);
    if (!held) throw new NotFound('policy');
    if (held.publishedAt !== null) throw new PolicyPublished();
    return held;
  }
}

function refuseFaults(draft: PolicyDraft, newest: PolicyEntity | null): void {
  const faults = draftFaults(draft, newest);
  if (faults.length > 0) throw new ValidationFailed(faults);
}
