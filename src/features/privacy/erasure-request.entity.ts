import { Entity, Index } from 'typeorm';
import { Id, Instant, Json, LongText, Refers } from '../../platform/database/columns.js';
import { UserEntity } from '../users/index.js';
import type { Erased } from './erasure-receipt.js';

/** A customer asked to be erased, and was: what proves it, kept without anything about them but their id (ID-9). */
@Entity('erasure_requests')
@Index(['userId'], { unique: true })
export class ErasureRequestEntity {
  @Id() id: string;
  @Refers(() => UserEntity) userId: string;
  @Instant() erasedAt: Date;
  /** How many rows of which tables were deleted, emptied or kept. */
  @Json() outcome: Erased;
  /** A JWS of the same, as the person has it. */
  @LongText() receipt: string;
}
