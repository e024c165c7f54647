import { createPrivateKey, createPublicKey, generateKeyPairSync } from 'node:crypto';
import type { KeyObject } from 'node:crypto';
import { Injectable } from '@nestjs/common';
import { Clock } from '../../kernel/clock.js';
import { newId } from '../../kernel/ids.js';
import { UnitOfWork } from '../database/unit-of-work.js';
import { Secrets } from './secrets.js';
import type { SigningKeyEntity } from './signing-key.entity.js';
import { SigningKeysRepository } from './signing-keys.repository.js';

export interface SigningKey {
  kid: string;
  privateKey: KeyObject;
}

const purpose = 'signing-key';
/** How long a process goes on signing with a key before it looks for a newer one. */
const knownMs = 60_000;
/** Public keys kept in memory; more than ever overlap in a rotation. */
const knownPublicKeys = 16;

/**
 * The ES256 keys of the tokens. They live in the database, so every process signs and verifies with the same
 * ones and a restart logs nobody out. Both calls read or write the database: not to be made inside a `run`.
 */
@Injectable()
export class SigningKeys {
  private signing: { key: Promise<SigningKey>; readAt: number } | null = null;
  private readonly publicKeys = new Map<string, KeyObject>();

  constructor(
    private readonly work: UnitOfWork,
    private readonly rows: SigningKeysRepository,
    private readonly secrets: Secrets,
    private readonly clock: Clock,
  ) {}

  /** The newest key; the first is made on first need. */
  getCurrent(): Promise<SigningKey> {
    const now = this.clock.now().getTime();
    if (this.signing && now - this.signing.readAt < knownMs) return this.signing.key;
    const key = this.load();
    const signing = { key, readAt: now };
    this.signing = signing;
    key.catch(() => {
      if (this.signing === signing) this.signing = null;
    });
    return key;
  }

  /** The public half of a key by its `kid`, or null when there is no such key. */
  async findPublic(kid: string): Promise<KeyObject | null> {
    const known = this.publicKeys.get(kid);
    if (known) return known;
    const row = await this.work.read((reader) => this.rows.findById(reader, kid));
    if (!row) return null;
    const key = createPublicKey(row.publicKey);
    if (this.publicKeys.size >= knownPublicKeys) this.publicKeys.clear();
    this.publicKeys.set(kid, key);
    return key;
  }

  private async load(): Promise<SigningKey> {
    const row = (await this.work.read((reader) => this.rows.findNewest(reader))) ?? (await this.makeFirst());
    return { kid: row.id, privateKey: createPrivateKey(this.secrets.unseal(row.sealedPrivateKey, purpose)) };
  }

  private makeFirst(): Promise<SigningKeyEntity> {
    const { publicKey, privateKey } = generateKeyPairSync('ec', {
      namedCurve: 'P-256',
      publicKeyEncoding: { type: 'spki', format: 'pem' },
      privateKeyEncoding: { type: 'pkcs8', format: 'pem' },
    });
    const made: SigningKeyEntity = {
      id: newId(),
      sequence: 1,
      publicKey,
      sealedPrivateKey: this.secrets.seal(privateKey, purpose),
      createdAt: this.clock.now(),
    };
    return this.work.run(async (tx) => {
      await this.rows.addUnlessTaken(tx, made);
      const newest = await this.rows.findNewest(tx);
      if (!newest) throw new Error('A signing key was written and is not to be found.');
      return newest;
    });
  }
}
