import { Injectable } from '@nestjs/common';
import type { OnModuleInit } from '@nestjs/common';
import { AuthConfig } from '../../config/sections.js';
import { Clock } from '../../kernel/clock.js';
import { NotFound } from '../../kernel/errors.js';
import { newId } from '../../kernel/ids.js';
import { InvalidCredentials } from '../../platform/auth/auth.errors.js';
import { Principals } from '../../platform/auth/principals.js';
import type { Rights } from '../../platform/auth/principals.js';
import type { SessionEntity } from '../../platform/auth/session.entity.js';
import { Sessions } from '../../platform/auth/sessions.js';
import type { Device } from '../../platform/auth/sessions.js';
import { Tokens } from '../../platform/auth/tokens.js';
import type { Reader, Tx } from '../../platform/database/transaction.js';
import { UnitOfWork } from '../../platform/database/unit-of-work.js';
import { UsersService } from '../users/index.js';
import type { ApiKeyEntity } from './api-key.entity.js';
import { ApiKeysRepository } from './api-keys.repository.js';
import { AssistantDirectory } from './assistant-directory.js';
import type { AssistantConfiguration } from './assistant-directory.js';
import { isKeyLive, opensKey, splitKey } from './key-material.rule.js';

export interface KeyToken {
  accessToken: string;
  tokenType: 'Bearer';
  expiresAt: Date;
}

export interface InitializedAssistant {
  assistantId: string;
  sessionId: string;
  configuration: AssistantConfiguration;
}

const minuteMs = 60_000;
/** A visit to a site. */
const visitMs = 24 * 60 * minuteMs;

/** What an API key is exchanged for (ID-8). */
@Injectable()
export class KeySignInService implements OnModuleInit {
  constructor(
    private readonly work: UnitOfWork,
    private readonly keys: ApiKeysRepository,
    private readonly assistants: AssistantDirectory,
    private readonly sessions: Sessions,
    private readonly principals: Principals,
    private readonly users: UsersService,
    private readonly tokens: Tokens,
    private readonly config: AuthConfig,
    private readonly clock: Clock,
  ) {}

  onModuleInit(): void {
    this.principals.register('api', (reader, keyId) => this.rightsOf(reader, keyId));
  }

  /** @throws InvalidCredentials, alike for a key that is unknown, revoked or past its end and for a wrong secret */
  async exchange(clientId: string, clientSecret: string, device: Device): Promise<KeyToken> {
    const lifeMs = this.config.accessMinutes * minuteMs;
    const session = await this.work.run(async (tx) => {
      const key = await this.admit(tx, clientId, clientSecret);
      return this.open(tx, key, lifeMs, device);
    });
    const accessToken = await this.tokens.accessFor(session, lifeMs / 1_000);
    return { accessToken, tokenType: 'Bearer', expiresAt: session.expiresAt };
  }

  /**
   * Sets an assistant up for one visit to a site.
   * @throws InvalidCredentials, NotFound `assistant.not_found`
   */
  async initialize(
    assistantId: string,
    apiKey: string,
    wanted: Partial<AssistantConfiguration>,
    device: Device,
  ): Promise<InitializedAssistant> {
    const parts = splitKey(apiKey);
    if (!parts) throw new InvalidCredentials();
    const usual = await this.assistants.find(assistantId);
    const configuration = usual && { ...usual, ...wanted };
    return this.work.run(async (tx) => {
      const key = await this.admit(tx, parts.clientId, parts.clientSecret);
      if (!configuration) throw new NotFound('assistant');
      const { id: sessionId } = await this.open(tx, key, visitMs, device);
      const createdAt = this.clock.now();
      await this.keys.insertAssistantSession(tx, {
        id: sessionId,
        assistantId,
        keyId: key.id,
        configuration,
        createdAt,
      });
      return { assistantId, sessionId, configuration };
    });
  }

  private async admit(tx: Tx, clientId: string, clientSecret: string): Promise<ApiKeyEntity> {
    const key = await this.keys.findByClientId(tx, clientId);
    if (!key || !opensKey(key, clientSecret, this.clock.now())) throw new InvalidCredentials();
    if ((await this.rightsOf(tx, key.id)) === null) throw new InvalidCredentials();
    await this.keys.change(tx, key.id, { lastUsedAt: this.clock.now() });
    return key;
  }

  private open(tx: Tx, { id }: ApiKeyEntity, lifeMs: number, device: Device): Promise<SessionEntity> {
    return this.sessions.openBare(tx, {
      id: newId(),
      of: { audience: 'api', id },
      device,
      expiresAt: new Date(this.clock.now().getTime() + lifeMs),
    });
  }

  /** A key can do no more than its owner can at this moment; without an owner who may act it can do nothing. */
  private async rightsOf(reader: Reader, keyId: string): Promise<Rights | null> {
    const key = await this.keys.find(reader, keyId);
    if (!key || !isKeyLive(key, this.clock.now())) return null;
    const rights = await this.ownersRights(reader, key);
    return (
      rights && {
        ...rights,
        key: {
          id: key.id,
          scopes: new Set(key.scopes),
          owner: { kind: key.ownerKind, id: key.ownerId },
          isSigned: key.sealedSigningSecret !== null,
        },
      }
    );
  }

  private async ownersRights(reader: Reader, key: ApiKeyEntity): Promise<Rights | null> {
    if (key.ownerKind === 'customer') {
      const [user] = await this.users.listByIds(reader, [key.ownerId]);
      return user?.isActive ? { permissions: new Set(), level: 0 } : null;
    }
    const rights = await this.principals.findRights(reader, 'staff', key.ownerId);
    return rights === 'none' ? null : rights;
  }
}
