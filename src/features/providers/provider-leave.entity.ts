import { Entity, Index } from 'typeorm';
import { Id, Instant, Refers, Text } from '../../platform/database/columns.js';
import { PiiHere } from '../../platform/telemetry/pii.js';
import { ProviderEntity } from './provider.entity.js';

/** Away during `[startAt, endAt)`. */
@Entity('provider_leave')
@Index(['providerId', 'endAt'])
export class ProviderLeaveEntity {
  @Id() id: string;
  @Refers(() => ProviderEntity) providerId: string;
  @Instant() startAt: Date;
  @Instant() endAt: Date;
  @PiiHere('words') @Text(200) reason: string;
}
