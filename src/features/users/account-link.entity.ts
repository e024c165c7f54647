import { Entity, Index } from 'typeorm';
import { Id, Instant, Refers, Text } from '../../platform/database/columns.js';
import type { LinkPurpose } from './account-link.rule.js';
import { UserEntity } from './user.entity.js';

/** A link that was sent to a customer. The token in it is never stored, only its hash. */
@Entity('account_links')
@Index(['tokenHash'], { unique: true })
@Index(['userId', 'purpose', 'createdAt'])
@Index(['expiresAt'])
export class AccountLinkEntity {
  @Id() id: string;
  @Refers(() => UserEntity) userId: string;
  @Text(20) purpose: LinkPurpose;
  /** SHA-256 in base64url; the token is random. */
  @Text(43) tokenHash: string;
  /** HMAC of the address it was sent to: it speaks for that one only. */
  @Text(43) addressKey: string;
  @Instant() createdAt: Date;
  @Instant() expiresAt: Date;
  @Instant({ nullable: true }) usedAt: Date | null;
}
