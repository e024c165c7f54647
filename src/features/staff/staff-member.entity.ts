import { Entity, Index } from 'typeorm';
import { Day, Flag, Id, Instant, Int, Json, Refers, Text } from '../../platform/database/columns.js';
import { Pii } from '../../platform/telemetry/pii.js';
import { RoleEntity } from './role.entity.js';

/** Somebody who works for the house. */
@Entity('staff')
@Index(['employeeId'], { unique: true })
@Index(['email'], { unique: true })
@Index(['mobile'], { unique: true })
@Index(['roleId'])
export class StaffMemberEntity {
  @Id() id: string;
  /** `EMP001`, `EMP002` ... */
  @Text(16) employeeId: string;
  @Refers(() => RoleEntity) roleId: string;
  @Pii('name') @Text(80) firstName: string;
  @Pii('name') @Text(80, { nullable: true }) lastName: string | null;
  /** In lower case. */
  @Pii('email') @Text(254) email: string;
  /** E.164. */
  @Pii('mobile') @Text(16) mobile: string;
  @Text(255) passwordHash: string;
  @Int() failedLogins: number;
  @Instant({ nullable: true }) lockedUntil: Date | null;
  @Text(80, { nullable: true }) department: string | null;
  @Text(80, { nullable: true }) designation: string | null;
  @Refers(() => StaffMemberEntity, { nullable: true }) reportsToId: string | null;
  @Day({ nullable: true }) joinedOn: string | null;
  @Day({ nullable: true }) leftOn: string | null;
  @Text(40, { nullable: true }) shift: string | null;
  @Json() languages: string[];
  /** How many complaints they may hold at a time. */
  @Int({ nullable: true }) capacity: number | null;
  @Flag() isActive: boolean;
  @Instant({ nullable: true }) lastLoginAt: Date | null;
  @Instant() createdAt: Date;
  @Instant() updatedAt: Date;
}
