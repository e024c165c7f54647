import { Injectable } from '@nestjs/common';
import { Secrets } from '../auth/secrets.js';
import type { Tx } from '../database/transaction.js';
import { UnitOfWork } from '../database/unit-of-work.js';
import { Schedule } from '../jobs/job.decorators.js';
import { genesisHash, hashOfEntry, macOfHead } from './audit-chain.rule.js';
import type { AuditHeadEntity } from './audit-head.entity.js';
import { AuditLogRepository } from './audit-log.repository.js';

/** What keeps the chain's end from being forged; derived, so that nothing about it is stored. */
export function headKeyOf(secrets: Secrets): Buffer {
  return secrets.derive(headPurpose);
}

/** As `headKeyOf`, of every known key: the head may have been written under an older one. */
export function headKeysOf(secrets: Secrets): readonly Buffer[] {
  return secrets.deriveAll(headPurpose);
}

const headPurpose = 'audit-head';

const batch = 500;

/**
 * Gives committed entries their place in the chain. The sealer assigns the order, not the writers, so a write never
 * waits for another. The schedule runs in one process at a time; should two overlap all the same, they take turns by
 * the head's row.
 */
@Injectable()
export class AuditSealer {
  private readonly headKey: Buffer;

  constructor(
    private readonly work: UnitOfWork,
    private readonly rows: AuditLogRepository,
    secrets: Secrets,
  ) {
    this.headKey = headKeyOf(secrets);
  }

  /** @returns how many entries were sealed; at most 500 at a time */
  @Schedule('audit.seal', { everyMs: 5_000 })
  seal(): Promise<number> {
    return this.work.run(async (tx) => {
      const entries = await this.rows.listUnsealed(tx, 1);
      return entries.length === 0 ? 0 : this.sealBatch(tx, await this.holdHead(tx));
    });
  }

  private async sealBatch(tx: Tx, head: Pick<AuditHeadEntity, 'sequence' | 'hash'>): Promise<number> {
    const entries = await this.rows.listUnsealed(tx, batch);
    let { sequence, hash } = head;
    for (const entry of entries) {
      const place = { sequence: sequence + 1, prevHash: hash, hash: hashOfEntry(entry, sequence + 1, hash) };
      if (!(await this.rows.seal(tx, entry.id, place)))
        throw new Error('An audit entry was sealed beside the sealer that holds the head.');
      ({ sequence, hash } = place);
    }
    await this.rows.moveHead(tx, { sequence, hash, mac: macOfHead({ sequence, hash }, this.headKey) });
    return entries.length;
  }

  /** The head with its row held; made on the first sealing, by whichever sealer comes first. */
  private async holdHead(tx: Tx): Promise<Pick<AuditHeadEntity, 'sequence' | 'hash'>> {
    const held = await this.rows.holdHead(tx);
    if (held) return held;
    const first = { sequence: 0, hash: genesisHash };
    if (await this.rows.beginHead(tx, { ...first, mac: macOfHead(first, this.headKey) })) return first;
    const others = await this.rows.holdHead(tx);
    if (!others) throw new Error('The head of the audit log is neither there nor to be made.');
    return others;
  }
}
