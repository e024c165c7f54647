import { Entity, Index } from 'typeorm';
import type { Audience } from '../../kernel/actor.js';
import { Id, Instant, Int, Text } from '../database/columns.js';

/** A code that was sent, or would have been had there been somebody to send it to (ID-1). */
@Entity('otp_challenges')
@Index(['addressKey', 'createdAt'])
@Index(['createdAt'])
export class OtpChallengeEntity {
  @Id() id: string;
  /** HMAC of the number it was asked for. */
  @Text(43) addressKey: string;
  @Text(16) audience: Audience;
  /** A code opens the door it was asked for and no other. */
  @Text(20) purpose: string;
  /** HMAC of the code, bound to this row. */
  @Text(43) codeHash: string;
  /** Codes tried, right or wrong. */
  @Int() attempts: number;
  @Instant() createdAt: Date;
  @Instant() expiresAt: Date;
  /** When it let somebody in; it does so once. */
  @Instant({ nullable: true }) usedAt: Date | null;
}
