import { Entity, Index } from 'typeorm';
import { Id, Instant, Refers, Text } from '../../platform/database/columns.js';
import { StaffMemberEntity } from './staff-member.entity.js';

/** A code that stands in for the telephone once, when it is lost. */
@Entity('staff_recovery_codes')
@Index(['staffId', 'codeHash'], { unique: true })
export class StaffRecoveryCodeEntity {
  @Id() id: string;
  @Refers(() => StaffMemberEntity) staffId: string;
  /** HMAC under a server key, in base64url. */
  @Text(43) codeHash: string;
  @Instant({ nullable: true }) usedAt: Date | null;
}
