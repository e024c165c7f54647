import { Injectable } from '@nestjs/common';
import { In, LessThan, MoreThan } from 'typeorm';
import type { Keyset } from '../../kernel/paging.js';
import { insertRows } from '../../platform/database/rows.js';
import type { Reader, Tx } from '../../platform/database/transaction.js';
import { BookingEntity } from '../bookings/index.js';
import { DispatchEntity, DispatchOfferEntity } from './dispatch.entity.js';
import type { DispatchState, OfferState } from './dispatch.entity.js';

/** Searches and their offers. Whoever writes holds the booking's row, so that one search is changed by one at a time. */
@Injectable()
export class DispatchRepository {
  /** The visits a provider is to make that begin or go on in `[from, to)`, the soonest first; by id alone. */
  async listVisits(reader: Reader, providerId: string, from: Date, to: Date | null): Promise<string[]> {
    const rows = await reader.getRepository(BookingEntity).find({
      select: { id: true },
      where: {
        providerId,
        state: In(['confirmed', 'assigned']),
        slotEndAt: MoreThan(from),
        ...(to && { slotStartAt: LessThan(to) }),
      },
      order: { slotStartAt: 'ASC', id: 'ASC' },
    });
    return rows.map(({ id }) => id);
  }

  find(reader: Reader, id: string): Promise<DispatchEntity | null> {
    return reader.getRepository(DispatchEntity).findOneBy({ id });
  }

  findOpen(reader: Reader, bookingId: string): Promise<DispatchEntity | null> {
    return reader.getRepository(DispatchEntity).findOneBy({ openFor: bookingId });
  }

  /** Every search there has been for a booking at its present time, the latest first. */
  listOf(
    reader: Reader,
    { id: bookingId, scheduleVersion }: Pick<BookingEntity, 'id' | 'scheduleVersion'>,
  ): Promise<DispatchEntity[]> {
    return reader
      .getRepository(DispatchEntity)
      .find({ where: { bookingId, scheduleVersion }, order: { id: 'DESC' } });
  }

  /** The unique key on `openFor` refuses a second open search of one booking. */
  async insert(tx: Tx, dispatch: DispatchEntity): Promise<void> {
    await insertRows(tx, DispatchEntity, dispatch);
  }

  async enterWave(tx: Tx, id: string, waveIndex: number, waveEndsAt: Date): Promise<void> {
    await tx.getRepository(DispatchEntity).update({ id }, { waveIndex, waveEndsAt });
  }

  /** Ends an open search. @returns false when it has ended before: somebody else was first. */
  async end(tx: Tx, id: string, state: Exclude<DispatchState, 'open'>, endedAt: Date): Promise<boolean> {
    const { affected } = await tx
      .getRepository(DispatchEntity)
      .update({ id, state: 'open' }, { state, endedAt, openFor: null });
    return affected === 1;
  }

  async insertOffers(tx: Tx, offers: readonly DispatchOfferEntity[]): Promise<void> {
    await insertRows(tx, DispatchOfferEntity, ...offers);
  }

  findOffer(reader: Reader, id: string): Promise<DispatchOfferEntity | null> {
    return reader.getRepository(DispatchOfferEntity).findOneBy({ id });
  }

  listOffers(reader: Reader, dispatchId: string): Promise<DispatchOfferEntity[]> {
    return reader.getRepository(DispatchOfferEntity).find({ where: { dispatchId }, order: { id: 'ASC' } });
  }

  /** Everything a booking was ever offered as, the latest first. */
  listOffersOf(reader: Reader, bookingId: string): Promise<DispatchOfferEntity[]> {
    return reader.getRepository(DispatchOfferEntity).find({ where: { bookingId }, order: { id: 'DESC' } });
  }

  /**
   * Answers an offer that is still open. Of several answers at once one finds it so: first come, first served.
   * @returns false for the others
   */
  answer(
    tx: Tx,
    id: string,
    from: OfferState,
    change: Pick<DispatchOfferEntity, 'state' | 'answeredAt'> & Partial<Pick<DispatchOfferEntity, 'reason'>>,
  ): Promise<boolean> {
    return tx
      .getRepository(DispatchOfferEntity)
      .update({ id, state: from }, change)
      .then(({ affected }) => affected === 1);
  }

  /** Closes the open offers of a search. @returns whose they were, by id */
  async closeOffers(
    tx: Tx,
    dispatchId: string,
    state: Extract<OfferState, 'lapsed' | 'taken' | 'void'>,
  ): Promise<string[]> {
    const rows = tx.getRepository(DispatchOfferEntity);
    const open = await rows.findBy({ dispatchId, state: 'open' });
    if (open.length > 0) await rows.update({ id: In(open.map(({ id }) => id)), state: 'open' }, { state });
    return open.map(({ providerId }) => providerId).toSorted();
  }

  /** A provider's offers, the newest first; with `openAt` only those that can still be accepted then. */
  listForProvider(
    reader: Reader,
    providerId: string,
    openAt: Date | null,
    after: Keyset | null,
    take: number,
  ): Promise<DispatchOfferEntity[]> {
    const query = reader
      .getRepository(DispatchOfferEntity)
      .createQueryBuilder('offer')
      .where('offer.providerId = :providerId', { providerId })
      .orderBy('offer.id', 'DESC')
      .take(take);
    if (openAt !== null)
      query
        .innerJoin(
          BookingEntity,
          'booking',
          'booking.id = offer.bookingId AND booking.scheduleVersion = offer.scheduleVersion',
        )
        .andWhere('offer.state = :open AND offer.expiresAt > :openAt', { open: 'open', openAt })
        .andWhere('booking.state = :wanted', { wanted: 'confirmed' });
    if (after !== null) query.andWhere('offer.id < :afterId', { afterId: String(after[0]) });
    return query.getMany();
  }
}
