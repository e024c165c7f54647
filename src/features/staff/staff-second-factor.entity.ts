import { Entity } from 'typeorm';
import { Instant, Int, RefersKey, Text } from '../../platform/database/columns.js';
import { StaffMemberEntity } from './staff-member.entity.js';

/** The app on a staff member's telephone that shows one-time codes (TOTP). */
@Entity('staff_second_factors')
export class StaffSecondFactorEntity {
  @RefersKey(() => StaffMemberEntity) staffId: string;
  /** Sealed under the purpose `totp:<staffId>`. */
  @Text(255) sealedSecret: string;
  /** The 30-second step of the last code taken: it and those before are refused from then on. */
  @Int({ nullable: true }) lastStep: number | null;
  /** Wrong codes after right passwords; they lock like wrong passwords (ID-3). */
  @Int() failedLogins: number;
  @Instant({ nullable: true }) lockedUntil: Date | null;
  @Instant() createdAt: Date;
  /** Null until a first code proved that the app has the secret; before that it is not asked for. */
  @Instant({ nullable: true }) confirmedAt: Date | null;
}
