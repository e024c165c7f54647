import { Injectable } from '@nestjs/common';
import { IsNull } from 'typeorm';
import { insertRows, updateRows } from '../../platform/database/rows.js';
import type { Reader, Tx } from '../../platform/database/transaction.js';
import { StaffInvitationEntity } from './staff-invitation.entity.js';

@Injectable()
export class StaffInvitationsRepository {
  insert(tx: Tx, invitation: StaffInvitationEntity): Promise<void> {
    return insertRows(tx, StaffInvitationEntity, invitation);
  }

  find(reader: Reader, id: string): Promise<StaffInvitationEntity | null> {
    return reader.getRepository(StaffInvitationEntity).findOneBy({ id });
  }

  findByToken(reader: Reader, tokenHash: string): Promise<StaffInvitationEntity | null> {
    return reader.getRepository(StaffInvitationEntity).findOneBy({ tokenHash });
  }

  /** Uses an invitation up; false when it was used before. */
  async use(tx: Tx, id: string, now: Date): Promise<boolean> {
    return (await updateRows(tx, StaffInvitationEntity, { id, usedAt: IsNull() }, { usedAt: now })) === 1;
  }

  /** Takes back whatever was sent to the address before: the newest link is the only one that works. */
  async useAllOf(tx: Tx, email: string, now: Date): Promise<void> {
    await updateRows(tx, StaffInvitationEntity, { email, usedAt: IsNull() }, { usedAt: now });
  }

  async useAllOfMember(tx: Tx, staffId: string, now: Date): Promise<void> {
    await updateRows(tx, StaffInvitationEntity, { staffId, usedAt: IsNull() }, { usedAt: now });
  }
}
