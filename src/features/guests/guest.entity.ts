import { Entity } from 'typeorm';
import { SessionEntity } from '../../platform/auth/session.entity.js';
import { Instant, Json, Refers, RefersKey, Text } from '../../platform/database/columns.js';
import type { Moved } from '../../platform/auth/guest-belongings.js';
import { Pii } from '../../platform/telemetry/pii.js';
import { UserEntity } from '../users/index.js';

/**
 * Somebody who talks to us before signing in (ID-7). A guest is their session and has its id. The row outlives the
 * session, so that a conversion asked for again is told what the first one did.
 */
@Entity('guest_sessions')
export class GuestEntity {
  @RefersKey(() => SessionEntity) id: string;
  @Pii('words') @Text(200, { nullable: true }) deviceId: string | null;
  /** What the client says of itself. */
  @Pii('words') @Json({ nullable: true }) metadata: Readonly<
    Record<string, string | number | boolean>
  > | null;
  @Instant() createdAt: Date;
  /** Whom the guest turned out to be. */
  @Refers(() => UserEntity, { nullable: true }) convertedToId: string | null;
  @Instant({ nullable: true }) convertedAt: Date | null;
  /** How much went with them. */
  @Json({ nullable: true }) moved: Moved | null;
}
