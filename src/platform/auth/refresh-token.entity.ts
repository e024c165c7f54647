import { Entity, Index } from 'typeorm';
import { Id, Instant, Refers, Text } from '../database/columns.js';
import { SessionEntity } from './session.entity.js';

/** One link of a session's chain. The token itself is never stored, only its hash. */
@Entity('refresh_tokens')
@Index(['hash'], { unique: true })
@Index(['sessionId'])
export class RefreshTokenEntity {
  @Id() id: string;
  @Refers(() => SessionEntity) sessionId: string;
  /** SHA-256 in base64url. */
  @Text(43) hash: string;
  /** When its successor was made; null on the head of the chain. */
  @Instant({ nullable: true }) usedAt: Date | null;
  @Instant() expiresAt: Date;
  @Instant() createdAt: Date;
}
