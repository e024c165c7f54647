import { Entity, Index } from 'typeorm';
import { Flag, Id, Instant, Int, Json, Refers, Text } from '../../platform/database/columns.js';
import { Pii } from '../../platform/telemetry/pii.js';

/** A customer. Email and mobile are given up when the account is deleted, and free for a new one (ID-7). */
@Entity('users')
@Index(['mobile'], { unique: true })
@Index(['email'], { unique: true })
@Index(['referralCode'], { unique: true })
export class UserEntity {
  @Id() id: string;
  /** E.164. */
  @Pii('mobile') @Text(16, { nullable: true }) mobile: string | null;
  /** In lower case. */
  @Pii('email') @Text(254, { nullable: true }) email: string | null;
  @Pii('name') @Text(80) firstName: string;
  @Pii('name') @Text(80, { nullable: true }) lastName: string | null;
  @Text(255) passwordHash: string;
  @Instant({ nullable: true }) emailVerifiedAt: Date | null;
  @Instant({ nullable: true }) mobileVerifiedAt: Date | null;
  @Text(12) referralCode: string;
  @Refers(() => UserEntity, { nullable: true }) referredById: string | null;
  @Json() preferences: Record<string, string | number | boolean>;
  @Text(8) language: string;
  @Flag() isActive: boolean;
  @Instant() createdAt: Date;
  @Instant() updatedAt: Date;
  @Instant({ nullable: true }) deletedAt: Date | null;
  @Int() failedLogins: number;
  @Instant({ nullable: true }) lockedUntil: Date | null;
  @Instant({ nullable: true }) lastLoginAt: Date | null;
  /** Under which the picture is stored; a new picture has a new one. */
  @Text(120, { nullable: true }) avatarKey: string | null;
}
