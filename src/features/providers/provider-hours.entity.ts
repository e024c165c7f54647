import { Entity } from 'typeorm';
import { Int, IntegerKey, RefersKey } from '../../platform/database/columns.js';
import { ProviderEntity } from './provider.entity.js';

/** One stretch of the weekly working hours, in wall-clock minutes of the day, half-open (AV-5). */
@Entity('provider_hours')
export class ProviderHoursEntity {
  @RefersKey(() => ProviderEntity) providerId: string;
  /** 1 is Monday, 7 is Sunday. */
  @IntegerKey() weekday: number;
  @IntegerKey() fromMinute: number;
  @Int() toMinute: number;
}
