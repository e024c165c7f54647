import { Injectable } from '@nestjs/common';
import { isUniqueViolation } from '../../platform/database/database-errors.js';
import type { Tx } from '../../platform/database/transaction.js';
import { ProviderCellEntity, ProviderDayEntity } from '../providers/index.js';

/** The rows that keep two jobs from taking the same time of one provider (HB-2). */
@Injectable()
export class CalendarRepository {
  /**
   * Makes other claims of this provider's day wait until this transaction ends. Travel and the daily cap look at
   * neighbours, which cells alone cannot guard: two adjacent bookings may each look fine alone. Days are locked in
   * the order asked, always before cells are read. (On SQLite the writing lane already makes claims take turns; on
   * MySQL an insert that meets its row locks it as an update does, where one that is ignored would only share it.)
   */
  async lockDay(tx: Tx, providerId: string, onDay: string): Promise<void> {
    await tx
      .getRepository(ProviderDayEntity)
      .upsert({ providerId, onDay }, { conflictPaths: ['providerId', 'onDay'] });
  }

  /** Wins every cell for a booking, or none: false when one of them is somebody else's. */
  async winCells(
    tx: Tx,
    owner: { bookingId: string; providerId: string; pincode: string },
    cells: readonly number[],
  ): Promise<boolean> {
    const { bookingId: ownerId, providerId, pincode } = owner;
    try {
      await tx.getRepository(ProviderCellEntity).insert(
        cells.map((cell) => ({
          providerId,
          cell,
          ownerKind: 'booking',
          ownerId,
          pincode,
          expiresAt: null,
        })),
      );
      return true;
    } catch (error) {
      if (isUniqueViolation(error)) return false;
      throw error;
    }
  }

  async releaseCells(tx: Tx, bookingId: string): Promise<void> {
    await tx.getRepository(ProviderCellEntity).delete({ ownerId: bookingId });
  }
}
