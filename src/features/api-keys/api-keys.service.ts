import { Injectable } from '@nestjs/common';
import type { Actor } from '../../kernel/actor.js';
import { Clock } from '../../kernel/clock.js';
import { NotFound, ValidationFailed } from '../../kernel/errors.js';
import { newId } from '../../kernel/ids.js';
import { decodeCursor, toPage } from '../../kernel/paging.js';
import type { Page, PageRequest } from '../../kernel/paging.js';
import { scopesOf } from '../../kernel/scopes.js';
import type { Scope } from '../../kernel/scopes.js';
import { Secrets } from '../../platform/auth/secrets.js';
import { Sessions } from '../../platform/auth/sessions.js';
import { UnitOfWork } from '../../platform/database/unit-of-work.js';
import type { ApiKeyEntity } from './api-key.entity.js';
import { ApiKeysRepository } from './api-keys.repository.js';
import type { KeyOwner } from './api-keys.repository.js';
import { hashOfSecret, isKeyLive, newClientId, newKeySecret, newSigningSecret } from './key-material.rule.js';

/** A key with its secrets, which are told this once. */
export interface IssuedKey {
  key: ApiKeyEntity;
  clientSecret: string;
  signingSecret: string | null;
}

export interface NewKey {
  name: string;
  scopes: readonly Scope[];
  isSigned: boolean;
  expiresAt: Date | null;
}

export const signingPurpose = 'api-key-signing';
/** How long the secret before a rotation stays good beside the new one (ID-8). */
const overlapMs = 86_400_000;

/** Keys by which programs act for a customer or a member of staff (ID-8). */
@Injectable()
export class ApiKeysService {
  constructor(
    private readonly work: UnitOfWork,
    private readonly keys: ApiKeysRepository,
    private readonly sessions: Sessions,
    private readonly secrets: Secrets,
    private readonly clock: Clock,
  ) {}

  /** @throws ValidationFailed for a scope that the owner's kind has no use of, or an end that is past */
  async issue(actor: Actor, given: NewKey): Promise<IssuedKey> {
    const owner = ownerOf(actor);
    const now = this.clock.now();
    const known: readonly Scope[] = scopesOf[owner.ownerKind];
    const stray = given.scopes.findIndex((scope) => !known.includes(scope));
    if (stray >= 0)
      throw new ValidationFailed([
        { pointer: `/scopes/${stray}`, detail: `must be one of ${known.join(', ')}` },
      ]);
    if (given.expiresAt && given.expiresAt <= now)
      throw new ValidationFailed([{ pointer: '/expiresAt', detail: 'must lie ahead' }]);
    const clientSecret = newKeySecret();
    const signingSecret = given.isSigned ? newSigningSecret() : null;
    const key: ApiKeyEntity = {
      id: newId(),
      ...owner,
      name: given.name,
      clientId: newClientId(),
      secretHash: hashOfSecret(clientSecret),
      formerSecretHash: null,
      formerEndsAt: null,
      sealedSigningSecret: signingSecret && this.secrets.seal(signingSecret, signingPurpose),
      sealedFormerSigningSecret: null,
      scopes: [...new Set(given.scopes)],
      expiresAt: given.expiresAt,
      lastUsedAt: null,
      createdAt: now,
      rotatedAt: null,
      revokedAt: null,
    };
    await this.work.run((tx) => this.keys.insert(tx, key));
    return { key, clientSecret, signingSecret };
  }

  /** The caller's keys that are not revoked, the newest first. */
  async list(actor: Actor, { cursor, limit }: PageRequest): Promise<Page<ApiKeyEntity>> {
    const filter = 'api-keys';
    const beforeId = decodeCursor(cursor, filter)?.[0]?.toString();
    const rows = await this.work.read((reader) =>
      this.keys.list(reader, ownerOf(actor), limit + 1, beforeId),
    );
    return toPage(rows, limit, filter, (row) => [row.id]);
  }

  /**
   * Gives the key new secrets; the ones in use stay good for a day beside them, those before no longer.
   * The race: rotations of one key take turns, and each answers secrets of its own; the last two are good.
   * @throws NotFound `api_key.not_found`, also for one that has run out
   */
  async rotate(actor: Actor, id: string): Promise<IssuedKey> {
    const clientSecret = newKeySecret();
    const freshSigning = newSigningSecret();
    const key = await this.work.run(async (tx) => {
      const now = this.clock.now();
      const held = await this.keys.holdOwn(tx, id, ownerOf(actor));
      if (!held || !isKeyLive(held, now)) throw new NotFound('api_key');
      const isSigned = held.sealedSigningSecret !== null;
      const change = {
        secretHash: hashOfSecret(clientSecret),
        formerSecretHash: held.secretHash,
        formerEndsAt: new Date(now.getTime() + overlapMs),
        sealedSigningSecret: isSigned ? this.secrets.seal(freshSigning, signingPurpose) : null,
        sealedFormerSigningSecret: held.sealedSigningSecret,
        rotatedAt: now,
      };
      await this.keys.change(tx, id, change);
      return { ...held, ...change };
    });
    return { key, clientSecret, signingSecret: key.sealedSigningSecret === null ? null : freshSigning };
  }

  /** Ends the key and whatever was begun with it. @throws NotFound `api_key.not_found` */
  async revoke(actor: Actor, id: string): Promise<void> {
    await this.work.run(async (tx) => {
      const held = await this.keys.holdOwn(tx, id, ownerOf(actor));
      if (!held) throw new NotFound('api_key');
      await this.keys.change(tx, id, { revokedAt: this.clock.now() });
      await this.sessions.revokeAll(tx, { audience: 'api', id }, 'revoked');
    });
  }
}

function ownerOf({ kind, id }: Actor): KeyOwner {
  if (kind !== 'customer' && kind !== 'staff') throw new Error(`A ${kind} has no API keys.`);
  return { ownerKind: kind, ownerId: id };
}
