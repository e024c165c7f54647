import { Entity, Index } from 'typeorm';
import { Id, Instant, Refers, Text } from '../../../platform/database/columns.js';
import { PiiHere } from '../../../platform/telemetry/pii.js';
import { ProviderEntity } from '../../providers/index.js';
import { UserEntity } from '../../users/index.js';

/** These two do not meet again (AV-2): the customer wished it, or staff saw to it. */
@Entity('provider_blocks')
@Index(['customerId', 'providerId'], { unique: true })
export class ProviderBlockEntity {
  @Id() id: string;
  @Refers(() => UserEntity) customerId: string;
  @Refers(() => ProviderEntity) providerId: string;
  /** `customer` or `staff`; what staff block, the customer does not take back. */
  @Text(10) blockedBy: 'customer' | 'staff';
  @PiiHere('words') @Text(500, { nullable: true }) reason: string | null;
  @Instant() createdAt: Date;
}
