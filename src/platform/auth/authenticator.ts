import { Injectable } from '@nestjs/common';
import type { Actor, Channel } from '../../kernel/actor.js';
import { Clock } from '../../kernel/clock.js';
import { UnitOfWork } from '../database/unit-of-work.js';
import { acceptClaims } from './access-claims.js';
import { TokenInvalid } from './auth.errors.js';
import { GuestSessions } from './guest-sessions.js';
import { Principals } from './principals.js';
import { SessionsRepository } from './sessions.repository.js';

/**
 * Tells whom verified claims speak for, as things stand now: the session must be live and the principal allowed
 * to act. Reads the database each time, so a logout or a change of role holds from the next request on, in every
 * process (ID-2).
 */
@Injectable()
export class Authenticator {
  constructor(
    private readonly work: UnitOfWork,
    private readonly sessions: SessionsRepository,
    private readonly principals: Principals,
    private readonly guests: GuestSessions,
    private readonly clock: Clock,
  ) {}

  /**
   * @param claims of a token whose signature and issuer have been checked.
   * @throws TokenInvalid for anything but a good access token of a live session.
   */
  async actorFor(claims: unknown, channel: Channel): Promise<Actor> {
    const now = this.clock.now();
    const accepted = acceptClaims(claims, now);
    if (!accepted) throw new TokenInvalid();
    const { aud, sub, sid } = accepted;
    const { actor, session: used } = await this.work.read(async (reader) => {
      const session = await this.sessions.find(reader, sid);
      if (!session || session.revokedAt !== null || session.expiresAt <= now) throw new TokenInvalid();
      if (session.audience !== aud || session.principalId !== sub) throw new TokenInvalid();
      const rights = await this.principals.findRights(reader, aud, sub);
      if (rights === null) throw new TokenInvalid();
      const found: Actor = { kind: aud, id: sub, channel, sessionId: sid, ...(rights !== 'none' && rights) };
      return { actor: found, session };
    });
    if (aud === 'guest') await this.guests.noteUse(used);
    return actor;
  }
}
