import { Injectable } from '@nestjs/common';
import { IsNull } from 'typeorm';
import { lockRow } from '../../platform/database/locks.js';
import { insertRows, updateRows } from '../../platform/database/rows.js';
import type { Tx } from '../../platform/database/transaction.js';
import { StaffRecoveryCodeEntity } from './staff-recovery-code.entity.js';
import { StaffSecondFactorEntity } from './staff-second-factor.entity.js';

@Injectable()
export class StaffSecondFactorsRepository {
  /** The factor, held until the transaction ends: codes of one person are tried one after the other. */
  hold(tx: Tx, staffId: string): Promise<StaffSecondFactorEntity | null> {
    return lockRow(tx, StaffSecondFactorEntity, { staffId });
  }

  insert(tx: Tx, factor: StaffSecondFactorEntity): Promise<void> {
    return insertRows(tx, StaffSecondFactorEntity, factor);
  }

  async change(tx: Tx, staffId: string, change: Partial<StaffSecondFactorEntity>): Promise<void> {
    await updateRows(tx, StaffSecondFactorEntity, { staffId }, change);
  }

  addCodes(tx: Tx, codes: readonly StaffRecoveryCodeEntity[]): Promise<void> {
    return insertRows(tx, StaffRecoveryCodeEntity, ...codes);
  }

  /** Uses a recovery code up; false when there is none like it, or it was used. */
  async useCode(tx: Tx, staffId: string, codeHash: string, now: Date): Promise<boolean> {
    const where = { staffId, codeHash, usedAt: IsNull() };
    return (await updateRows(tx, StaffRecoveryCodeEntity, where, { usedAt: now })) === 1;
  }

  /** Takes the factor away with its recovery codes. */
  async remove(tx: Tx, staffId: string): Promise<void> {
    await tx.getRepository(StaffRecoveryCodeEntity).delete({ staffId });
    await tx.getRepository(StaffSecondFactorEntity).delete({ staffId });
  }
}
