import { Injectable } from '@nestjs/common';
import { Secrets } from '../auth/secrets.js';
import type { Reader } from '../database/transaction.js';
import { UnitOfWork } from '../database/unit-of-work.js';
import { followChain, genesisHash, macOfHead } from './audit-chain.rule.js';
import type { ChainFault } from './audit-chain.rule.js';
import type { AuditHeadEntity } from './audit-head.entity.js';
import { AuditLogRepository } from './audit-log.repository.js';
import { headKeysOf } from './audit-sealer.js';

export interface AuditVerdict {
  ok: boolean;
  /** Sealed entries that were followed without a fault. */
  entries: number;
  /** Entries no sealer has come to yet: nothing can be said of them. */
  unsealed: number;
  firstFault: ChainFault | null;
}

const batch = 500;

/** Follows the whole chain and tells where it was tampered with first (ID-5). */
@Injectable()
export class AuditVerification {
  private readonly headKeys: readonly Buffer[];

  constructor(
    private readonly work: UnitOfWork,
    private readonly rows: AuditLogRepository,
    secrets: Secrets,
  ) {
    this.headKeys = headKeysOf(secrets);
  }

  /**
   * Sealing goes on meanwhile: an end of the chain that has moved since the head was read is read again, so that
   * fresh seals are never taken for forged ones.
   */
  async verify(): Promise<AuditVerdict> {
    let at = { sequence: 0, hash: genesisHash };
    for (;;) {
      const head = await this.work.read((reader) => this.rows.findHead(reader));
      if (head && this.headKeys.every((key) => head.mac !== macOfHead(head, key)))
        return this.verdict(at.sequence, { sequence: head.sequence, entryId: null, fault: 'head_altered' });
      const outcome = await this.follow(at, head);
      if ('fault' in outcome) return this.verdict(outcome.sequence, outcome.fault);
      at = outcome;
      const now = await this.work.read((reader) => this.rows.findHead(reader));
      if (now?.sequence === head?.sequence && now?.hash === head?.hash) return this.atTheEnd(at, head);
    }
  }

  /** Follows the chain from a place in it up to the head. */
  private async follow(
    from: { sequence: number; hash: string },
    head: AuditHeadEntity | null,
  ): Promise<{ sequence: number; hash: string } | { sequence: number; fault: ChainFault }> {
    let at = from;
    const end = head?.sequence ?? 0;
    while (at.sequence < end) {
      const above = at.sequence === 0 ? null : at.sequence;
      const found = await this.work.read((reader) => this.rows.listSealed(reader, above, batch));
      const entries = found.filter(({ sequence }) => sequence !== null && sequence <= end);
      if (entries.length === 0)
        return {
          sequence: at.sequence,
          fault: { sequence: at.sequence + 1, entryId: null, fault: 'missing' },
        };
      const outcome = followChain(entries, at);
      if ('fault' in outcome) return { sequence: outcome.fault.sequence - 1, fault: outcome.fault };
      at = { sequence: at.sequence + entries.length, hash: outcome.hash };
    }
    if (head && at.hash !== head.hash)
      return { sequence: at.sequence, fault: { sequence: end, entryId: null, fault: 'head_altered' } };
    return at;
  }

  /** Whether anything stands after the end. The rows are read before the head: a seal in between moves the head. */
  private async atTheEnd(at: { sequence: number }, head: AuditHeadEntity | null): Promise<AuditVerdict> {
    const above = at.sequence === 0 ? null : at.sequence;
    const beyond = await this.work.read((reader) => this.rows.listSealed(reader, above, 1));
    const now = await this.work.read((reader) => this.rows.findHead(reader));
    const isSame = now?.sequence === head?.sequence && now?.hash === head?.hash;
    const [first] = beyond;
    if (!first) return this.verdict(at.sequence, null);
    if (!isSame) return this.verify();
    return this.verdict(at.sequence, {
      sequence: first.sequence ?? at.sequence + 1,
      entryId: first.id,
      fault: 'beyond_head',
    });
  }

  private async verdict(entries: number, firstFault: ChainFault | null): Promise<AuditVerdict> {
    const unsealed = await this.work.read((reader: Reader) => this.rows.countUnsealed(reader));
    return { ok: firstFault === null, entries, unsealed, firstFault };
  }
}
