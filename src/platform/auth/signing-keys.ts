import { createPrivateKey, createPublicKey, generateKeyPairSync } from 'node:crypto';
import type { JsonWebKey, KeyObject } from 'node:crypto';
import { Injectable } from '@nestjs/common';
import { AuthConfig } from '../../config/sections.js';
import { Clock } from '../../kernel/clock.js';
import { newId } from '../../kernel/ids.js';
import type { Tx } from '../database/transaction.js';
import { UnitOfWork } from '../database/unit-of-work.js';
import { Secrets } from './secrets.js';
import type { SigningKeyEntity } from './signing-key.entity.js';
import { knownKeyMs, retiresAt } from './signing-key.rule.js';
import { SigningKeysRepository } from './signing-keys.repository.js';

export interface SigningKey {
  kid: string;
  privateKey: KeyObject;
}

/** A public key as others are told of it (RFC 7517). */
export interface PublicJwk {
  kid: string;
  kty: string;
  crv: string;
  x: string;
  y: string;
  use: 'sig';
  alg: 'ES256';
}

interface KnownKey {
  key: KeyObject;
  retiresAt: Date | null;
}

/** What the private keys are sealed for. */
export const signingKeyPurpose = 'signing-key';

/**
 * The ES256 keys of the tokens. They live in the database, so every process signs and verifies with the same
 * ones and a restart logs nobody out. After a rotation the old key is believed until every token signed with it has
 * run out. All calls read or write the database: not to be made inside a `run`.
 */
@Injectable()
export class SigningKeys {
  private signing: { key: Promise<SigningKey>; readAt: number } | null = null;
  private ring: { keys: ReadonlyMap<string, KnownKey>; readAt: number } | null = null;

  constructor(
    private readonly work: UnitOfWork,
    private readonly rows: SigningKeysRepository,
    private readonly secrets: Secrets,
    private readonly config: AuthConfig,
    private readonly clock: Clock,
  ) {}

  /** The newest key; the first is made on first need. */
  getCurrent(): Promise<SigningKey> {
    const now = this.clock.now().getTime();
    if (this.signing && now - this.signing.readAt < knownKeyMs) return this.signing.key;
    const key = this.load();
    const signing = { key, readAt: now };
    this.signing = signing;
    key.catch(() => {
      if (this.signing === signing) this.signing = null;
    });
    return key;
  }

  /** The public half of a key by its `kid`, or null when there is no such key or it has retired. */
  async findPublic(kid: string): Promise<KeyObject | null> {
    const now = this.clock.now();
    const isFresh = this.ring !== null && now.getTime() - this.ring.readAt < knownKeyMs;
    // A key that is not known may be one that another process has just made.
    const keys = isFresh && this.ring?.keys.has(kid) ? this.ring.keys : await this.readRing();
    const known = keys.get(kid);
    if (!known || (known.retiresAt !== null && known.retiresAt <= now)) return null;
    return known.key;
  }

  /** Every key a good token may be signed with, the newest last. */
  async listPublic(): Promise<PublicJwk[]> {
    const now = this.clock.now();
    await this.getCurrent();
    return [...(await this.readRing())].flatMap(([kid, known]) =>
      known.retiresAt !== null && known.retiresAt <= now ? [] : [jwkOf(kid, known.key)],
    );
  }

  /**
   * Makes the next key. This process signs with it at once, others within a minute. Of two rotations at once one key
   * comes about.
   * @param retireOthers believes no older key from now on, so that every token signed before ends: for a key that was
   * stolen. Other processes hear of it within a minute.
   * @returns the `kid` that signs from now on
   */
  async rotate({ retireOthers = false }: { retireOthers?: boolean } = {}): Promise<string> {
    const kid = await this.work.run(async (tx) => {
      const newest = await this.rows.findNewest(tx);
      const made = await this.add(tx, (newest?.sequence ?? 0) + 1);
      if (retireOthers) {
        const others = (await this.rows.list(tx)).filter(({ id }) => id !== made.id);
        await this.rows.delete(
          tx,
          others.map(({ id }) => id),
        );
      }
      return made.id;
    });
    this.signing = null;
    this.ring = null;
    return kid;
  }

  /** Deletes the keys that are not believed any more, within the unit of work that cleans up. */
  async deleteRetired(tx: Tx): Promise<void> {
    const now = this.clock.now();
    const all = await this.rows.list(tx);
    const retired = all.filter((each) => {
      const end = retiresAt(each, all, this.config.longestTokenMs);
      return end !== null && end <= now;
    });
    await this.rows.delete(
      tx,
      retired.map(({ id }) => id),
    );
  }

  private async readRing(): Promise<ReadonlyMap<string, KnownKey>> {
    const readAt = this.clock.now().getTime();
    const rows = await this.work.read((reader) => this.rows.list(reader));
    const keys = new Map(
      rows.map((row) => [
        row.id,
        {
          key: createPublicKey(row.publicKey),
          retiresAt: retiresAt(row, rows, this.config.longestTokenMs),
        },
      ]),
    );
    this.ring = { keys, readAt };
    return keys;
  }

  private async load(): Promise<SigningKey> {
    const row =
      (await this.work.read((reader) => this.rows.findNewest(reader))) ??
      (await this.work.run((tx) => this.add(tx, 1)));
    return {
      kid: row.id,
      privateKey: createPrivateKey(this.secrets.unseal(row.sealedPrivateKey, signingKeyPurpose)),
    };
  }

  private async add(tx: Tx, sequence: number): Promise<SigningKeyEntity> {
    const { publicKey, privateKey } = generateKeyPairSync('ec', {
      namedCurve: 'P-256',
      publicKeyEncoding: { type: 'spki', format: 'pem' },
      privateKeyEncoding: { type: 'pkcs8', format: 'pem' },
    });
    await this.rows.addUnlessTaken(tx, {
      id: newId(),
      sequence,
      publicKey,
      sealedPrivateKey: this.secrets.seal(privateKey, signingKeyPurpose),
      createdAt: this.clock.now(),
    });
    const newest = await this.rows.findNewest(tx);
    if (!newest) throw new Error('A signing key was written and is not to be found.');
    return newest;
  }
}

function jwkOf(kid: string, key: KeyObject): PublicJwk {
  const { kty = '', crv = '', x = '', y = '' }: JsonWebKey = key.export({ format: 'jwk' });
  return { kid, kty, crv, x, y, use: 'sig', alg: 'ES256' };
}
