import { Entity, Index } from 'typeorm';
import type { MinuteInterval } from '../../kernel/calendar.js';
import {
  Day,
  Id,
  Instant,
  Json,
  NaturalKey,
  RefersKey,
  SubjectId,
  Text,
} from '../../platform/database/columns.js';
import { ProviderEntity } from './provider.entity.js';

/** A day on which nobody in a city works, but who says otherwise for themselves (AV-5). */
@Entity('city_holidays')
@Index(['city', 'onDay'], { unique: true })
export class CityHolidayEntity {
  @Id() id: string;
  @Text(60) city: string;
  /** `YYYY-MM-DD`, local. */
  @Day() onDay: string;
  @Text(80) name: string;
  /** The staff member who made it one. */
  @SubjectId() createdById: string;
  @Instant() createdAt: Date;
}

/** What a provider works on one date instead of the weekly hours, holiday or not (AV-5). */
@Entity('provider_hour_exceptions')
export class ProviderExceptionEntity {
  @RefersKey(() => ProviderEntity) providerId: string;
  /** `YYYY-MM-DD`, local. */
  @NaturalKey(10) onDay: string;
  /** Wall-clock minutes, in order and apart; none is a day off. */
  @Json() intervals: MinuteInterval[];
}
