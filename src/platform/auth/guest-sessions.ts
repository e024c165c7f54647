import { Injectable } from '@nestjs/common';
import { AuthConfig } from '../../config/sections.js';
import type { Actor } from '../../kernel/actor.js';
import { Clock } from '../../kernel/clock.js';
import type { Tx } from '../database/transaction.js';
import { UnitOfWork } from '../database/unit-of-work.js';
import { TokenInvalid } from './auth.errors.js';
import type { RevokedReason, SessionEntity } from './session.entity.js';
import { Sessions } from './sessions.js';
import type { Device } from './sessions.js';
import { SessionsRepository } from './sessions.repository.js';

const hourMs = 3_600_000;
/** A guest's activity is written down at most this often, so that reading costs no write each time. */
const notedEveryMs = 60_000;

/**
 * Sessions of people nobody knows (ID-7). A guest is their session: the two have one id. Its end is a day after the
 * last use and is judged when it is read, so no clean-up decides whether a guest is let in.
 */
@Injectable()
export class GuestSessions {
  constructor(
    private readonly work: UnitOfWork,
    private readonly sessions: Sessions,
    private readonly rows: SessionsRepository,
    private readonly config: AuthConfig,
    private readonly clock: Clock,
  ) {}

  open(tx: Tx, id: string, device: Device): Promise<SessionEntity> {
    return this.sessions.openBare(tx, {
      id,
      of: { audience: 'guest', id },
      device,
      expiresAt: this.endFrom(this.clock.now()),
    });
  }

  /** Puts the end off, as the guest is here. A session that has ended meanwhile stays ended. */
  async noteUse({ id, expiresAt }: SessionEntity): Promise<void> {
    const now = this.clock.now();
    const end = this.endFrom(now);
    if (end.getTime() - expiresAt.getTime() < notedEveryMs) return;
    await this.work.run((tx) => this.rows.prolong(tx, id, end, now));
  }

  /**
   * To be called by whatever makes something for a guest: holds their session until the transaction ends, so that what
   * they make is there when they are converted and moves with them, or is not made.
   * @throws TokenInvalid when the session has ended
   */
  async enter(tx: Tx, guest: Pick<Actor, 'id'>): Promise<void> {
    const session = await this.hold(tx, guest.id);
    if (!isLive(session, this.clock.now())) throw new TokenInvalid();
  }

  /** As `enter` for a guest; whoever has an account has nothing to be moved. */
  async enterIfGuest(tx: Tx, actor: Pick<Actor, 'kind' | 'id'>): Promise<void> {
    if (actor.kind === 'guest') await this.enter(tx, actor);
  }

  /** The session, its row held until the transaction ends. */
  async hold(tx: Tx, id: string): Promise<SessionEntity | null> {
    const session = await this.rows.hold(tx, id);
    return session?.audience === 'guest' ? session : null;
  }

  /** False when it had ended before. */
  end(tx: Tx, id: string, reason: RevokedReason): Promise<boolean> {
    return this.rows.revoke(tx, id, reason, this.clock.now());
  }

  private endFrom(now: Date): Date {
    return new Date(now.getTime() + this.config.guestIdleHours * hourMs);
  }
}

export function isLive(
  session: Pick<SessionEntity, 'revokedAt' | 'expiresAt'> | null,
  now: Date,
): session is SessionEntity {
  return session?.revokedAt === null && session.expiresAt > now;
}
