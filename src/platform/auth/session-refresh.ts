import { Injectable } from '@nestjs/common';
import type { Audience } from '../../kernel/actor.js';
import { Clock } from '../../kernel/clock.js';
import type { Tx } from '../database/transaction.js';
import { UnitOfWork } from '../database/unit-of-work.js';
import { DomainEvents } from '../events/domain-events.js';
import { Log } from '../telemetry/log.js';
import { TokenInvalid, WrongAudience } from './auth.errors.js';
import { Principals } from './principals.js';
import { hashOfToken, judgePresented, successorOf } from './refresh-chain.js';
import type { RefreshTokenEntity } from './refresh-token.entity.js';
import { Secrets } from './secrets.js';
import type { SessionEntity } from './session.entity.js';
import { sessionReplayed } from './session.events.js';
import { Sessions } from './sessions.js';
import type { OpenedSession } from './sessions.js';
import { SessionsRepository } from './sessions.repository.js';
import { Tokens } from './tokens.js';
import type { TokenPair } from './tokens.js';

type Outcome = OpenedSession | 'invalid' | 'wrong audience' | { replayedIn: SessionEntity };

/** Renews a sign-in (ID-2): each refresh token is used once and leads to its successor. */
@Injectable()
export class SessionRefresh {
  /** Of every known key, the current one first: a chain may have begun under an older one. */
  private readonly chainKeys: readonly [Buffer, ...Buffer[]];

  constructor(
    private readonly work: UnitOfWork,
    private readonly rows: SessionsRepository,
    private readonly sessions: Sessions,
    private readonly principals: Principals,
    private readonly tokens: Tokens,
    private readonly events: DomainEvents,
    private readonly clock: Clock,
    private readonly log: Log,
    secrets: Secrets,
  ) {
    this.chainKeys = secrets.deriveAll('refresh-chain');
  }

  /**
   * The race: of several requests with the same token one makes the successor; the others, within 10 s, are given
   * the live head of the chain, so nobody is logged out by their own second tab. Later the token is taken for
   * stolen: the whole session ends, and the event tells the person. Both are committed, so the refusal is thrown after the unit of work.
   * @throws WrongAudience when the token is genuine but another audience's; it stays good.
   * @throws TokenInvalid otherwise.
   */
  async refresh(audience: Audience, token: string): Promise<TokenPair> {
    const outcome = await this.work.run((tx) => this.advance(tx, audience, token));
    if (outcome === 'wrong audience') throw new WrongAudience();
    if (outcome === 'invalid') throw new TokenInvalid();
    if ('replayedIn' in outcome) {
      const { id, audience: of, principalId } = outcome.replayedIn;
      this.log.warn(
        { sessionId: id, audience: of, principalId },
        'A refresh token was replayed; its session is revoked.',
      );
      throw new TokenInvalid();
    }
    return this.tokens.pairFor(outcome.session, outcome.refreshToken);
  }

  private async advance(tx: Tx, audience: Audience, token: string): Promise<Outcome> {
    const now = this.clock.now();
    const hash = hashOfToken(token);
    const known = await this.rows.findToken(tx, hash);
    const session = known && (await this.rows.hold(tx, known.sessionId));
    // Only under the lock is it settled whether the token has been used.
    const presented = session && (await this.rows.findToken(tx, hash));
    if (!presented || !session || session.revokedAt !== null || session.expiresAt <= now) return 'invalid';
    if (session.audience !== audience) return 'wrong audience';
    if ((await this.principals.findRights(tx, audience, session.principalId)) === null) return 'invalid';
    switch (judgePresented(presented, now)) {
      case 'expired':
        return 'invalid';
      case 'replay':
        await this.rows.revoke(tx, session.id, 'reuse', now);
        await this.events.publish(tx, sessionReplayed(session, now));
        return { replayedIn: session };
      case 'head':
        await this.rows.touch(tx, session.id, now);
        return { session, refreshToken: await this.rotate(tx, session, presented, token, now) };
      case 'grace':
        return { session, refreshToken: await this.walkToHead(tx, token) };
    }
  }

  private async rotate(
    tx: Tx,
    session: SessionEntity,
    head: RefreshTokenEntity,
    token: string,
    now: Date,
  ): Promise<string> {
    if (!(await this.rows.useToken(tx, head.id, now))) return this.walkToHead(tx, token);
    const successor = successorOf(token, this.chainKeys[0]);
    await this.sessions.addToken(tx, session, successor);
    return successor;
  }

  private async walkToHead(tx: Tx, token: string): Promise<string> {
    for (const key of this.chainKeys) {
      const next = successorOf(token, key);
      const link = await this.rows.findToken(tx, hashOfToken(next));
      if (link) return link.usedAt === null ? next : this.walkToHead(tx, next);
    }
    throw new Error('A used refresh token has no successor: the chain key has changed.');
  }
}
