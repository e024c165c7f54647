import { Injectable } from '@nestjs/common';
import { In, LessThanOrEqual } from 'typeorm';
import type { LocalDate } from '../../../kernel/calendar.js';
import { isUniqueViolation } from '../../../platform/database/database-errors.js';
import { insertRows, selectRows } from '../../../platform/database/rows.js';
import type { Reader, Tx } from '../../../platform/database/transaction.js';
import { lockProviderDays, longestClaimCells, ProviderCellEntity } from '../../providers/index.js';
import type { CellOwnerKind } from '../../providers/index.js';
import type { Cell } from './cells.js';

/** Who takes some cells, on whom, and where the work is. */
export interface CellClaim {
  readonly ownerKind: CellOwnerKind;
  readonly ownerId: string;
  readonly providerId: string;
  readonly pincode: string;
  /** When the claim lapses by itself, judged when read (HB-1); null for one that stands. */
  readonly expiresAt: Date | null;
}

/** The rows that keep two jobs from taking the same time of one provider (HB-2). */
@Injectable()
export class CalendarRepository {
  /**
   * Makes other claims of these days of a provider wait until this transaction ends. Travel and the daily cap look
   * at neighbours, which cells alone cannot guard: two adjacent bookings may each look fine alone. Days are locked
   * in the order of the calendar, and always before cells are read, so that two claims of one provider never wait
   * for each other. (On SQLite the writing lane already makes claims take turns; on MySQL an insert that meets its
   * row locks it as an update does, where one that is ignored would only share it.)
   */
  async lockDays(tx: Tx, providerId: string, days: Iterable<LocalDate>): Promise<void> {
    await lockProviderDays(tx, providerId, days);
  }

  /**
   * Wins every cell, or none: false when one of them is somebody else's, and then nothing has changed. Cells whose
   * claim has run out by `now` are nobody's and make way (HB-2).
   * @param formerOwnerId a hold, or the booking itself, whose claim this one takes the place of: its cells count as
   * the claimant's own, and those the new claim does not need are given back, of whichever provider they are (HB-5)
   */
  async winCells(
    tx: Tx,
    claim: CellClaim,
    cells: readonly Cell[],
    { now, formerOwnerId }: { now: Date; formerOwnerId?: string },
  ): Promise<boolean> {
    const own = formerOwnerId === undefined ? [] : await this.cellsOf(tx, formerOwnerId, claim.providerId);
    const missing = cells.filter((cell) => !own.includes(cell));
    if (cells.length > longestClaimCells) throw new RangeError('No claim is longer than a day.');
    const rows = rowsOf(claim, cells).filter(({ cell }) => missing.includes(cell));
    if (!(await this.insertAll(tx, rows))) {
      const madeRoom = await this.dropExpired(tx, claim.providerId, missing, now);
      if (!madeRoom || !(await this.insertAll(tx, rows))) return false;
    }
    if (formerOwnerId !== undefined) await this.handOver(tx, formerOwnerId, claim, cells, missing);
    return true;
  }

  async releaseCells(tx: Tx, ownerId: string): Promise<void> {
    await tx.getRepository(ProviderCellEntity).delete({ ownerId });
  }

  async releaseAllCells(tx: Tx, ownerIds: readonly string[]): Promise<void> {
    if (ownerIds.length > 0)
      await tx.getRepository(ProviderCellEntity).delete({ ownerId: In([...ownerIds]) });
  }

  /** Lets a claim stand, or lapse at another instant. */
  async setExpiry(tx: Tx, ownerId: string, expiresAt: Date | null): Promise<void> {
    await tx.getRepository(ProviderCellEntity).update({ ownerId }, { expiresAt });
  }

  /** The cells that somebody owns of a provider, ascending. */
  async cellsOf(reader: Reader, ownerId: string, providerId: string): Promise<Cell[]> {
    const rows = await selectRows(reader, ProviderCellEntity, { ownerId, providerId }, { order: ['cell'] });
    return rows.map(({ cell }) => cell);
  }

  private async insertAll(tx: Tx, rows: readonly ProviderCellEntity[]): Promise<boolean> {
    if (rows.length === 0) return true;
    try {
      await insertRows(tx, ProviderCellEntity, ...rows);
      return true;
    } catch (error) {
      if (isUniqueViolation(error)) return false;
      throw error;
    }
  }

  private async dropExpired(tx: Tx, providerId: string, cells: readonly Cell[], now: Date): Promise<boolean> {
    const { affected } = await tx.getRepository(ProviderCellEntity).delete({
      providerId,
      cell: In([...cells]),
      expiresAt: LessThanOrEqual(now),
    });
    return (affected ?? 0) > 0;
  }

  /** Of the former claim, what the new one needs becomes its own; the rest is given back. */
  private async handOver(
    tx: Tx,
    formerOwnerId: string,
    claim: CellClaim,
    cells: readonly Cell[],
    won: readonly Cell[],
  ): Promise<void> {
    const rows = tx.getRepository(ProviderCellEntity);
    const { ownerId, providerId } = claim;
    const kept = cells.filter((cell) => !won.includes(cell));
    if (kept.length > 0) {
      const own = { providerId, ownerId: formerOwnerId, cell: In(kept) };
      await rows.update(own, { ...claim, lastCell: null });
      const [first] = rowsOf(claim, cells);
      if (first && kept.includes(first.cell))
        await rows.update({ providerId, cell: first.cell }, { lastCell: first.lastCell });
    }
    const stale = rows.createQueryBuilder().delete().where('ownerId = :formerOwnerId', { formerOwnerId });
    if (formerOwnerId === ownerId)
      stale.andWhere('(providerId <> :providerId OR cell NOT IN (:...cells))', { providerId, cells });
    await stale.execute();
  }
}

/** The rows of a claim; the first says where it ends. */
function rowsOf(claim: CellClaim, cells: readonly Cell[]): ProviderCellEntity[] {
  return cells.map((cell, at) => ({ ...claim, cell, lastCell: at === 0 ? (cells.at(-1) ?? null) : null }));
}
