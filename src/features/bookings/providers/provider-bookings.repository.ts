import { Injectable } from '@nestjs/common';
import { Brackets } from 'typeorm';
import type { SelectQueryBuilder } from 'typeorm';
import type { Keyset } from '../../../kernel/paging.js';
import { newestFirst } from '../../../platform/database/newest-first.js';
import type { Reader } from '../../../platform/database/transaction.js';
import { BookingEntity, BookingEventEntity } from '../booking.entity.js';
import type { BookingState } from '../booking.state.js';

export interface OwnBookingsFilter {
  providerId: string;
  state?: BookingState;
  from?: string;
  to?: string;
}

/** In these a booking has been taken by whoever holds its time. */
const takenStates: readonly BookingState[] = ['assigned', 'en_route', 'in_progress', 'completed', 'no_show'];

@Injectable()
export class ProviderBookingsRepository {
  /** The latest slot first. */
  list(
    reader: Reader,
    { providerId, state, from, to }: OwnBookingsFilter,
    after: Keyset | null,
    take: number,
  ): Promise<BookingEntity[]> {
    const query = this.own(reader, providerId).take(take);
    if (state) query.andWhere('booking.state = :state', { state });
    if (from) query.andWhere('booking.slotOn >= :from', { from });
    if (to) query.andWhere('booking.slotOn <= :to', { to });
    return newestFirst(query, 'slotStartAt', after).getMany();
  }

  isOwn(reader: Reader, providerId: string, id: string): Promise<boolean> {
    return this.own(reader, providerId).andWhere('booking.id = :id', { id }).getExists();
  }

  /** What they have taken, and of what was cancelled that which somebody had taken: the rest was only an offer. */
  private own(reader: Reader, providerId: string): SelectQueryBuilder<BookingEntity> {
    const query = reader.getRepository(BookingEntity).createQueryBuilder('booking');
    const taken = query
      .subQuery()
      .select('1')
      .from(BookingEventEntity, 'event')
      .where('event.bookingId = booking.id')
      .andWhere("event.event = 'assign'")
      .getQuery();
    return query
      .where('booking.providerId = :providerId', { providerId })
      .andWhere(
        new Brackets((or) =>
          or
            .where('booking.state IN (:...takenStates)', { takenStates })
            .orWhere(`booking.state = 'cancelled' AND EXISTS ${taken}`),
        ),
      );
  }
}
