import { Entity, Index } from 'typeorm';
import { Id, Instant, Refers, SubjectId, Text } from '../../platform/database/columns.js';
import { Pii } from '../../platform/telemetry/pii.js';
import { RoleEntity } from './role.entity.js';
import { StaffMemberEntity } from './staff-member.entity.js';

/** A link by which somebody joins the staff, or a staff member chooses a first password (ID-5). */
@Entity('staff_invitations')
@Index(['tokenHash'], { unique: true })
@Index(['email', 'usedAt'])
@Index(['roleId'])
@Index(['staffId'])
export class StaffInvitationEntity {
  @Id() id: string;
  /** SHA-256 in base64url; the token itself stands in the letter alone. */
  @Text(43) tokenHash: string;
  /** In lower case. */
  @Pii('email') @Text(254) email: string;
  @Pii('name') @Text(80) firstName: string;
  @Pii('name') @Text(80, { nullable: true }) lastName: string | null;
  @Pii('mobile') @Text(16, { nullable: true }) mobile: string | null;
  @Refers(() => RoleEntity) roleId: string;
  /** The staff member it is for, when they are on the books already. */
  @Refers(() => StaffMemberEntity, { nullable: true }) staffId: string | null;
  @SubjectId() invitedById: string;
  @Instant() createdAt: Date;
  @Instant() expiresAt: Date;
  /** When it was taken up, or taken back. */
  @Instant({ nullable: true }) usedAt: Date | null;
}
