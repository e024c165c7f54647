import { Injectable } from '@nestjs/common';
import type { Actor } from '../../kernel/actor.js';
import { Clock } from '../../kernel/clock.js';
import { DomainError, NotFound } from '../../kernel/errors.js';
import { newId } from '../../kernel/ids.js';
import { Commands } from '../../platform/database/commands.js';
import type { CommandOutcome } from '../../platform/database/commands.js';
import type { Tx } from '../../platform/database/transaction.js';
import { UnitOfWork } from '../../platform/database/unit-of-work.js';
import { ProposalsRepository } from './proposals.repository.js';
import type { ProposalEntity } from './proposal.entity.js';

/** There is no live proposal of that id for this person: it ran out, was withdrawn, or never was. */
export class ProposalNotLive extends DomainError {
  readonly code = 'proposal.not_live';
  readonly kind = 'gone';

  constructor() {
    super('This proposal no longer holds.');
  }
}

export type ProposalDraft = Pick<
  ProposalEntity,
  'threadId' | 'turnId' | 'tool' | 'arguments' | 'details' | 'amountPaise'
>;

const liveMs = 5 * 60_000;

/** The two halves of a write tool: what is put to the person, and what their yes does. */
@Injectable()
export class ProposalsService {
  constructor(
    private readonly work: UnitOfWork,
    private readonly proposals: ProposalsRepository,
    private readonly commands: Commands,
    private readonly clock: Clock,
  ) {}

  /** Puts an exact change to the person; the ones put before in the thread are withdrawn. */
  prepare(actor: Actor, draft: ProposalDraft): Promise<ProposalEntity> {
    return this.work.run(async (tx) => {
      const now = this.clock.now();
      await this.proposals.withdrawAll(tx, draft.threadId, now);
      const proposal: ProposalEntity = {
        id: newId(),
        ...draft,
        principal: principalOf(actor),
        expiresAt: new Date(now.getTime() + liveMs),
        withdrawnAt: null,
        createdAt: now,
      };
      await this.proposals.insert(tx, proposal);
      return proposal;
    });
  }

  /** Takes back what was put to the person in a thread: a later yes finds nothing. */
  async withdraw(threadId: string): Promise<void> {
    await this.work.run((tx) => this.proposals.withdrawAll(tx, threadId, this.clock.now()));
  }

  /** A live proposal of this person's, or null. */
  async findLive(actor: Actor, id: string): Promise<ProposalEntity | null> {
    const proposal = await this.work.read((reader) => this.proposals.find(reader, id, principalOf(actor)));
    return proposal && isLive(proposal, this.clock.now()) ? proposal : null;
  }

  /** A proposal of this person's, live or not. @throws NotFound */
  async get(actor: Actor, id: string): Promise<ProposalEntity> {
    const proposal = await this.work.read((reader) => this.proposals.find(reader, id, principalOf(actor)));
    if (!proposal) throw new NotFound('proposal');
    return proposal;
  }

  /**
   * Carries a proposal out, once: its effect, and the memory of it, are one transaction. A second yes, a resumed
   * turn and a yes from another device all get the first result.
   * @param perform the effect; it is handed the arguments that were shown and nothing else
   * @param replay renders the first result again from its id
   * @throws ProposalNotLive when it was not carried out and cannot be any more; whatever `perform` throws
   */
  async commit<T extends { id: string }>(
    actor: Actor,
    { id, tool }: Pick<ProposalEntity, 'id' | 'tool'>,
    perform: (tx: Tx, proposal: ProposalEntity) => Promise<T>,
    replay: (resultId: string) => Promise<T>,
  ): Promise<CommandOutcome<T>> {
    const act = () =>
      this.work.run(async (tx) => {
        const proposal = await this.proposals.find(tx, id, principalOf(actor));
        if (!proposal || proposal.tool !== tool || !isLive(proposal, this.clock.now()))
          throw new ProposalNotLive();
        return perform(tx, proposal);
      });
    return this.commands.once({
      principal: principalOf(actor),
      name: tool,
      key: `proposal:${id}`,
      input: id,
      act,
      replay,
    });
  }
}

function isLive({ withdrawnAt, expiresAt }: ProposalEntity, now: Date): boolean {
  return withdrawnAt === null && now < expiresAt;
}

function principalOf({ kind, id }: Actor): string {
  return `${kind}:${id}`;
}
