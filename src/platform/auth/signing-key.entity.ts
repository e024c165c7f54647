import { Entity, Index } from 'typeorm';
import { Id, Instant, Int, LongText } from '../database/columns.js';

/** A key pair tokens are signed with, shared by all processes and kept across restarts. Its id is the `kid`. */
@Entity('signing_keys')
@Index(['sequence'], { unique: true })
export class SigningKeyEntity {
  @Id() id: string;
  /** 1, 2, 3 ...; the highest signs. Unique, so that two processes never both make the first one. */
  @Int() sequence: number;
  /** SPKI in PEM. */
  @LongText() publicKey: string;
  /** PKCS #8 in PEM, sealed by `Secrets`. */
  @LongText() sealedPrivateKey: string;
  @Instant() createdAt: Date;
}
