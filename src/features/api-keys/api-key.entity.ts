import { Entity, Index } from 'typeorm';
import type { KeyOwnerKind, Scope } from '../../kernel/scopes.js';
import { SessionEntity } from '../../platform/auth/session.entity.js';
import {
  Id,
  Instant,
  Json,
  LongText,
  NaturalKey,
  Refers,
  RefersKey,
  SubjectId,
  Text,
} from '../../platform/database/columns.js';
import type { AssistantConfiguration } from './assistant-directory.js';

/** A key by which a program acts for its owner (ID-8). Of its secrets a hash is kept, or they are sealed. */
@Entity('api_keys')
@Index(['clientId'], { unique: true })
@Index(['ownerKind', 'ownerId', 'id'])
export class ApiKeyEntity {
  @Id() id: string;
  @Text(16) ownerKind: KeyOwnerKind;
  @SubjectId() ownerId: string;
  @Text(80) name: string;
  /** `nx_live_...`: says which key it is, and is no secret. */
  @Text(32) clientId: string;
  @Text(43) secretHash: string;
  /** The secret before the last rotation, good until `formerEndsAt`. */
  @Text(43, { nullable: true }) formerSecretHash: string | null;
  @Instant({ nullable: true }) formerEndsAt: Date | null;
  /** Not null: each request has to be signed. */
  @LongText({ nullable: true }) sealedSigningSecret: string | null;
  @LongText({ nullable: true }) sealedFormerSigningSecret: string | null;
  @Json() scopes: readonly Scope[];
  @Instant({ nullable: true }) expiresAt: Date | null;
  /** When it was last exchanged for a token. */
  @Instant({ nullable: true }) lastUsedAt: Date | null;
  @Instant() createdAt: Date;
  @Instant({ nullable: true }) rotatedAt: Date | null;
  @Instant({ nullable: true }) revokedAt: Date | null;
}

/** A signed request that was let in; its nonce is not let in again. */
@Entity('api_key_nonces')
@Index(['expiresAt'])
export class ApiKeyNonceEntity {
  /** Hash of the key's id and the nonce. */
  @NaturalKey(43) id: string;
  @Refers(() => ApiKeyEntity) keyId: string;
  /** From then on the request is refused for its age. */
  @Instant() expiresAt: Date;
}

/** An assistant as a site has set it up for one visit. */
@Entity('assistant_sessions')
export class AssistantSessionEntity {
  @RefersKey(() => SessionEntity) id: string;
  @Text(64) assistantId: string;
  @Refers(() => ApiKeyEntity) keyId: string;
  @Json() configuration: AssistantConfiguration;
  @Instant() createdAt: Date;
}
