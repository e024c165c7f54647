import { Entity, Index } from 'typeorm';
import type { Audience } from '../../kernel/actor.js';
import { Id, Instant, SubjectId, Text } from '../database/columns.js';

export type RevokedReason =
  'logout' | 'logout_all' | 'revoked' | 'reuse' | 'password_changed' | 'deactivated' | 'converted';

/** One sign-in of one principal. Its id names the family of refresh tokens (ID-2). */
@Entity('sessions')
@Index(['audience', 'principalId', 'id'])
@Index(['expiresAt'])
export class SessionEntity {
  @Id() id: string;
  @Text(16) audience: Audience;
  @SubjectId() principalId: string;
  @Instant() createdAt: Date;
  @Instant() lastUsedAt: Date;
  /** The absolute end, however often the session is refreshed. */
  @Instant() expiresAt: Date;
  @Instant({ nullable: true }) revokedAt: Date | null;
  @Text(32, { nullable: true }) revokedReason: RevokedReason | null;
  @Text(300, { nullable: true }) userAgent: string | null;
  @Text(45, { nullable: true }) ip: string | null;
}
