import { Entity, Index } from 'typeorm';
import { Flag, Id, Instant, Real, Refers, Text } from '../../platform/database/columns.js';
import { Pii } from '../../platform/telemetry/pii.js';
import { UserEntity } from './user.entity.js';

/** Where a customer is served. Of those not deleted exactly one is the default. */
@Entity('addresses')
@Index(['userId', 'id'])
export class AddressEntity {
  @Id() id: string;
  @Refers(() => UserEntity) userId: string;
  @Pii('address') @Text(200) line1: string;
  @Pii('address') @Text(200, { nullable: true }) line2: string | null;
  @Text(80) city: string;
  @Text(80) state: string;
  @Text(6) pincode: string;
  @Pii('name') @Text(120, { nullable: true }) contactName: string | null;
  /** E.164. */
  @Pii('mobile') @Text(16, { nullable: true }) contactMobile: string | null;
  @Flag() isDefault: boolean;
  @Pii('address') @Real({ nullable: true }) lat: number | null;
  @Pii('address') @Real({ nullable: true }) lng: number | null;
  @Instant() createdAt: Date;
  @Instant({ nullable: true }) deletedAt: Date | null;
}
