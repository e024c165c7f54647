import { isUniqueViolation } from '../../src/platform/database/database-errors.js';
import type { Tx } from '../../src/platform/database/transaction.js';
import type { BookingEntity } from '../../src/features/bookings/index.js';
import { PlacementService } from '../../src/features/bookings/index.js';
import type { Placement, Wish } from '../../src/features/bookings/slots/placement.service.js';
import { CalendarRepository } from '../../src/features/bookings/slots/calendar.repository.js';
import type { CellClaim } from '../../src/features/bookings/slots/calendar.repository.js';
import type { Cell } from '../../src/features/bookings/slots/cells.js';
import { ProviderCellEntity } from '../../src/features/providers/index.js';
import type { KernelApp } from './kernel-app.js';
import { visitDay } from './stage.js';

/*
 * Kernels that are broken on purpose, each in one way somebody might really write it, to show that the proofs see it.
 * They take the place of the real parts in an open application; the product knows nothing of them.
 */

/** Confirming trusts that what was held, or was waiting to be paid, is still there. */
class TrustingPlacement extends PlacementService {
  override async place(tx: Tx, wish: Wish): Promise<Placement> {
    const { owner, former, startAt, work } = wish;
    const isTakenUp =
      owner.kind === 'booking' &&
      former?.ownerId !== owner.id &&
      former?.startAt.getTime() === startAt.getTime();
    if (!isTakenUp || former.providerId === null) return super.place(tx, wish);
    const { kind: ownerKind, id: ownerId, expiresAt } = owner;
    await tx
      .getRepository(ProviderCellEntity)
      .update({ ownerId: former.ownerId }, { ownerKind, ownerId, expiresAt });
    const endAt = new Date(startAt.getTime() + work.durationMinutes * 60_000);
    return { providerId: former.providerId, startAt, endAt, onDay: visitDay };
  }

  override async confirm(tx: Tx, booking: BookingEntity): Promise<BookingEntity> {
    await tx.getRepository(ProviderCellEntity).update({ ownerId: booking.id }, { expiresAt: null });
    return booking;
  }
}

/** Travel and the cap are looked at while others may be deciding about the same day. */
class UnlockedCalendar extends CalendarRepository {
  override lockDays(): Promise<void> {
    return Promise.resolve();
  }
}

/** Looks whether the cells are free and then takes them, where nothing refuses a second owner. */
class CheckingCalendar extends CalendarRepository {
  override async winCells(
    tx: Tx,
    claim: CellClaim,
    cells: readonly Cell[],
    { now, formerOwnerId }: { now: Date; formerOwnerId?: string },
  ): Promise<boolean> {
    const rows = tx.getRepository(ProviderCellEntity);
    const taken = await rows.findBy({ providerId: claim.providerId });
    const isTaken = taken.some(
      ({ cell, ownerId, expiresAt }) =>
        cells.includes(cell) && ownerId !== formerOwnerId && (expiresAt === null || now < expiresAt),
    );
    if (isTaken) return false;
    const stale = taken.filter(({ cell, ownerId }) => cells.includes(cell) && ownerId !== formerOwnerId);
    for (const { cell, ownerId } of stale) await rows.delete({ providerId: claim.providerId, cell, ownerId });
    if (formerOwnerId !== undefined) await rows.delete({ ownerId: formerOwnerId });
    const lastCell = cells.at(-1) ?? null;
    await rows.insert(cells.map((cell, at) => ({ ...claim, cell, lastCell: at === 0 ? lastCell : null })));
    return true;
  }
}

/** As `CheckingCalendar`, and without the lock that would still let only one check at a time. */
class CheckingUnlockedCalendar extends CheckingCalendar {
  override lockDays(): Promise<void> {
    return Promise.resolve();
  }
}

export const breakages = {
  /** Expired holds are not re-checked when confirming. */
  'trusts holds': (app: KernelApp) => become(app.get(PlacementService), TrustingPlacement),
  /** Travel is checked without the day's lock. */
  'locks no day': (app: KernelApp) => become(app.get(CalendarRepository), UnlockedCalendar),
  /** The unique key is gone, and a check before the insert takes its place. */
  'checks, then inserts': (app: KernelApp) => become(app.get(CalendarRepository), CheckingUnlockedCalendar),
  /** As before, but for the day's lock, which is the second guard of the same thing. */
  'checks, then inserts, under the lock': (app: KernelApp) =>
    become(app.get(CalendarRepository), CheckingCalendar),
} as const;
export type Breakage = keyof typeof breakages;

/** Which of them need the table to have lost its key. */
export function needsNoKey(breakage: Breakage): boolean {
  return breakage.startsWith('checks');
}

/** Takes the unique key (provider, cell) away, on a server. */
export async function dropTheKey({ source }: KernelApp): Promise<void> {
  await source.query('CREATE INDEX cells_by_provider ON provider_cells (providerId, cell)');
  await source.query('ALTER TABLE provider_cells DROP PRIMARY KEY');
}

/** Whether the database itself refuses a second owner of a cell (HB-2). Nothing is left behind. */
export async function refusesSecondOwner(app: KernelApp, providerId: string): Promise<boolean> {
  const refused = new Error('rolled back');
  let isRefused = false;
  const attempt = app.work.run(async (tx) => {
    const cell = { providerId, cell: 1, ownerKind: 'hold', pincode: '560001', expiresAt: null } as const;
    const rows = tx.getRepository(ProviderCellEntity);
    await rows.insert({ ...cell, ownerId: 'one' });
    try {
      await rows.insert({ ...cell, ownerId: 'two' });
    } catch (error) {
      if (!isUniqueViolation(error)) throw error;
      isRefused = true;
    }
    throw refused;
  });
  await attempt.catch((error: unknown) => {
    if (error !== refused) throw error;
  });
  return isRefused;
}

/** The object itself goes by the other class from now on, wherever it was injected. */
function become<T extends object>(part: T, broken: { prototype: T }): void {
  Object.setPrototypeOf(part, broken.prototype);
}
