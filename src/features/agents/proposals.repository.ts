import { Injectable } from '@nestjs/common';
import { IsNull } from 'typeorm';
import { insertRows, updateRows } from '../../platform/database/rows.js';
import type { Reader, Tx } from '../../platform/database/transaction.js';
import { ProposalEntity } from './proposal.entity.js';

@Injectable()
export class ProposalsRepository {
  async insert(tx: Tx, proposal: ProposalEntity): Promise<void> {
    await insertRows(tx, ProposalEntity, proposal);
  }

  /** Null when there is none, or it was put to somebody else. */
  find(reader: Reader, id: string, principal: string): Promise<ProposalEntity | null> {
    return reader.getRepository(ProposalEntity).findOneBy({ id, principal });
  }

  async withdrawAll(tx: Tx, threadId: string, withdrawnAt: Date): Promise<void> {
    await updateRows(tx, ProposalEntity, { threadId, withdrawnAt: IsNull() }, { withdrawnAt });
  }
}
