import { Injectable } from '@nestjs/common';
import { MoreThan } from 'typeorm';
import { isUniqueViolation } from '../../platform/database/database-errors.js';
import { lockRow } from '../../platform/database/locks.js';
import { insertRows, updateRows } from '../../platform/database/rows.js';
import type { Reader, Tx } from '../../platform/database/transaction.js';
import { PincodeEntity } from '../services/index.js';
import { ProviderCellEntity } from './provider-cell.entity.js';
import { ProviderHoursEntity } from './provider-hours.entity.js';
import { ProviderLeaveEntity } from './provider-leave.entity.js';
import { ProviderPincodeEntity } from './provider-pincode.entity.js';
import { cellMinutes } from './provider-schedule.js';
import { ProviderSkillEntity } from './provider-skill.entity.js';
import { ProviderEntity } from './provider.entity.js';

export type ProviderChange = Partial<Omit<ProviderEntity, 'id' | 'ratingSum' | 'ratingCount' | 'createdAt'>>;
export type Stretch = Pick<ProviderHoursEntity, 'weekday' | 'fromMinute' | 'toMinute'>;

const cellMs = cellMinutes * 60_000;

/** Who works here, and when and where. Whoever changes a provider holds the row first. */
@Injectable()
export class RosterRepository {
  find(reader: Reader, id: string): Promise<ProviderEntity | null> {
    return reader.getRepository(ProviderEntity).findOneBy({ id });
  }

  hold(tx: Tx, id: string): Promise<ProviderEntity | null> {
    return lockRow(tx, ProviderEntity, { id });
  }

  /** False when the mobile or the email is taken. */
  async insertUnlessTaken(tx: Tx, provider: ProviderEntity): Promise<boolean> {
    return untaken(() => insertRows(tx, ProviderEntity, provider));
  }

  /** False when the new mobile or email is taken. */
  async changeUnlessTaken(tx: Tx, id: string, change: ProviderChange): Promise<boolean> {
    return untaken(() => updateRows<ProviderEntity>(tx, ProviderEntity, { id }, change));
  }

  async listPincodes(reader: Reader, providerId: string): Promise<string[]> {
    const rows = await reader
      .getRepository(ProviderPincodeEntity)
      .find({ where: { providerId }, order: { pincode: 'ASC' } });
    return rows.map(({ pincode }) => pincode);
  }

  listHours(reader: Reader, providerId: string): Promise<ProviderHoursEntity[]> {
    return reader
      .getRepository(ProviderHoursEntity)
      .find({ where: { providerId }, order: { weekday: 'ASC', fromMinute: 'ASC' } });
  }

  /** Leave that is not over, the soonest first. */
  listLeave(reader: Reader, providerId: string, now: Date): Promise<ProviderLeaveEntity[]> {
    return reader
      .getRepository(ProviderLeaveEntity)
      .find({ where: { providerId, endAt: MoreThan(now) }, order: { startAt: 'ASC', id: 'ASC' } });
  }

  async setSkills(tx: Tx, providerId: string, skills: readonly string[]): Promise<void> {
    await tx.getRepository(ProviderSkillEntity).delete({ providerId });
    await insertRows(tx, ProviderSkillEntity, ...skills.map((skill) => ({ providerId, skill })));
  }

  async setPincodes(tx: Tx, providerId: string, pincodes: readonly string[]): Promise<void> {
    await tx.getRepository(ProviderPincodeEntity).delete({ providerId });
    await insertRows(tx, ProviderPincodeEntity, ...pincodes.map((pincode) => ({ providerId, pincode })));
  }

  async setHours(tx: Tx, providerId: string, week: readonly Stretch[]): Promise<void> {
    await tx.getRepository(ProviderHoursEntity).delete({ providerId });
    await insertRows(tx, ProviderHoursEntity, ...week.map((stretch) => ({ providerId, ...stretch })));
  }

  async insertLeave(tx: Tx, leave: ProviderLeaveEntity): Promise<void> {
    await insertRows(tx, ProviderLeaveEntity, leave);
  }

  async removeLeave(tx: Tx, providerId: string, id: string): Promise<boolean> {
    const { affected } = await tx.getRepository(ProviderLeaveEntity).delete({ id, providerId });
    return (affected ?? 0) > 0;
  }

  /** The cells that bookings own of a provider within some time, the buffer after the work among them. */
  bookedCells(reader: Reader, providerId: string, from: Date, to: Date): Promise<ProviderCellEntity[]> {
    return reader
      .getRepository(ProviderCellEntity)
      .createQueryBuilder('cell')
      .where('cell.providerId = :providerId', { providerId })
      .andWhere("cell.ownerKind = 'booking'")
      .andWhere('cell.cell >= :first AND cell.cell < :last', {
        first: Math.floor(from.getTime() / cellMs),
        last: Math.ceil(to.getTime() / cellMs),
      })
      .orderBy('cell.cell', 'ASC')
      .getMany();
  }

  /** Those of the pincodes that there are. */
  async knownPincodes(reader: Reader, pincodes: readonly string[]): Promise<PincodeEntity[]> {
    if (pincodes.length === 0) return [];
    return reader
      .getRepository(PincodeEntity)
      .createQueryBuilder('place')
      .where('place.pincode IN (:...pincodes)', { pincodes })
      .getMany();
  }

  hasCity(reader: Reader, city: string): Promise<boolean> {
    return reader.getRepository(PincodeEntity).existsBy({ city });
  }
}

async function untaken(write: () => Promise<unknown>): Promise<boolean> {
  try {
    await write();
    return true;
  } catch (error) {
    if (isUniqueViolation(error)) return false;
    throw error;
  }
}
