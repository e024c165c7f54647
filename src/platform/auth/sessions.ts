import { Injectable } from '@nestjs/common';
import { AuthConfig } from '../../config/sections.js';
import type { Actor, Audience } from '../../kernel/actor.js';
import { Clock } from '../../kernel/clock.js';
import { NotFound } from '../../kernel/errors.js';
import { newId } from '../../kernel/ids.js';
import { decodeCursor, toPage } from '../../kernel/paging.js';
import type { Page, PageRequest } from '../../kernel/paging.js';
import type { Tx } from '../database/transaction.js';
import { UnitOfWork } from '../database/unit-of-work.js';
import { TokenInvalid } from './auth.errors.js';
import { hashOfToken, newRefreshToken } from './refresh-chain.js';
import type { RevokedReason, SessionEntity } from './session.entity.js';
import { SessionsRepository } from './sessions.repository.js';
import type { Principal } from './sessions.repository.js';

/** From where a session is used, as far as the request tells. */
export interface Device {
  userAgent: string | null;
  ip: string | null;
}

export interface OpenedSession {
  session: SessionEntity;
  refreshToken: string;
}

export interface BareSession {
  id: string;
  of: Principal;
  device: Device;
  expiresAt: Date;
}

const dayMs = 86_400_000;

/** Opens, lists and ends sessions (ID-2). Whatever is ended here is refused from the very next request. */
@Injectable()
export class Sessions {
  constructor(
    private readonly work: UnitOfWork,
    private readonly rows: SessionsRepository,
    private readonly config: AuthConfig,
    private readonly clock: Clock,
  ) {}

  /** Begins a session with a new chain of refresh tokens, in the transaction that admitted the principal. */
  async open(tx: Tx, of: Principal, device: Device): Promise<OpenedSession> {
    const session = await this.openBare(tx, {
      id: newId(),
      of,
      device,
      expiresAt: new Date(this.clock.now().getTime() + this.config.sessionDays * dayMs),
    });
    const refreshToken = newRefreshToken();
    await this.addToken(tx, session, refreshToken);
    return { session, refreshToken };
  }

  /** Begins a session that no refresh token renews. */
  async openBare(tx: Tx, { id, of, device, expiresAt }: BareSession): Promise<SessionEntity> {
    const now = this.clock.now();
    const session: SessionEntity = {
      id,
      audience: of.audience,
      principalId: of.id,
      createdAt: now,
      lastUsedAt: now,
      expiresAt,
      revokedAt: null,
      revokedReason: null,
      userAgent: device.userAgent?.slice(0, 300) ?? null,
      ip: device.ip?.slice(0, 45) ?? null,
    };
    await this.rows.add(tx, session);
    return session;
  }

  /** Stores a link of the chain: 30 days from now, though not beyond the session's own end. */
  async addToken(tx: Tx, session: SessionEntity, token: string): Promise<void> {
    const now = this.clock.now();
    const slidingEnd = now.getTime() + this.config.refreshDays * dayMs;
    await this.rows.addToken(tx, {
      id: newId(),
      sessionId: session.id,
      hash: hashOfToken(token),
      usedAt: null,
      expiresAt: new Date(Math.min(slidingEnd, session.expiresAt.getTime())),
      createdAt: now,
    });
  }

  /** Live sessions of the caller, the newest first. */
  async list(actor: Actor, { cursor, limit }: PageRequest): Promise<Page<SessionEntity>> {
    const filter = 'sessions';
    const from = decodeCursor(cursor, filter)?.[0];
    const rows = await this.work.read((reader) =>
      this.rows.listLive(reader, principalOf(actor), this.clock.now(), limit + 1, from?.toString()),
    );
    return toPage(rows, limit, filter, (row) => [row.id]);
  }

  /** Ends the session the request came with. */
  async end(actor: Actor): Promise<void> {
    const id = actor.sessionId;
    if (id === undefined) throw new TokenInvalid();
    await this.work.run((tx) => this.rows.revoke(tx, id, 'logout', this.clock.now()));
  }

  /** Ends every session of the caller, this one too. */
  async endAll(actor: Actor): Promise<void> {
    await this.work.run((tx) => this.revokeAll(tx, principalOf(actor), 'logout_all'));
  }

  /**
   * Ends one of the caller's sessions.
   * @throws NotFound when it is not one of theirs, or has ended.
   */
  async revokeOwn(actor: Actor, id: string): Promise<void> {
    await this.work.run(async (tx) => {
      const session = await this.rows.find(tx, id);
      const { audience, id: principalId } = principalOf(actor);
      if (session?.audience !== audience || session.principalId !== principalId)
        throw new NotFound('session');
      if (!(await this.rows.revoke(tx, id, 'revoked', this.clock.now()))) throw new NotFound('session');
    });
  }

  /** Ends every session of a principal but the one given, within the act that calls for it. */
  revokeAll(tx: Tx, of: Principal, reason: RevokedReason, exceptSessionId?: string): Promise<void> {
    return this.rows.revokeAll(tx, of, reason, this.clock.now(), exceptSessionId);
  }
}

function principalOf({ kind, id }: Actor): Principal {
  return { audience: audienceOf(kind), id };
}

function audienceOf(kind: Actor['kind']): Audience {
  if (kind === 'system') throw new Error('The system has no sessions.');
  return kind;
}
