import { Entity } from 'typeorm';
import { NaturalKey, RefersKey } from '../../platform/database/columns.js';
import { ProviderEntity } from './provider.entity.js';

/**
 * One provider's local date. The row is what claims of that day wait for, so that what looks at neighbours
 * (travel, the daily cap) is decided by one claim at a time (HB-2).
 */
@Entity('provider_days')
export class ProviderDayEntity {
  @RefersKey(() => ProviderEntity) providerId: string;
  /** `YYYY-MM-DD`, local. */
  @NaturalKey(10) onDay: string;
}
