import { Entity } from 'typeorm';
import { Instant, Int, RefersKey } from '../../../platform/database/columns.js';
import { BookingEntity } from '../booking.entity.js';

/** How often somebody has given a wrong start code for a booking, and until when no code is taken (ST-3). */
@Entity('start_code_misses')
export class StartCodeMissEntity {
  @RefersKey(() => BookingEntity) bookingId: string;
  @Int() misses: number;
  @Instant({ nullable: true }) lockedUntil: Date | null;
  @Instant() updatedAt: Date;
}
