import { Injectable } from '@nestjs/common';
import { AuthConfig } from '../../config/sections.js';
import type { Actor } from '../../kernel/actor.js';
import { Clock } from '../../kernel/clock.js';
import { NotFound } from '../../kernel/errors.js';
import { newId } from '../../kernel/ids.js';
import { GuestSessions } from '../../platform/auth/guest-sessions.js';
import type { Device } from '../../platform/auth/sessions.js';
import { Tokens } from '../../platform/auth/tokens.js';
import { UnitOfWork } from '../../platform/database/unit-of-work.js';
import type { GuestEntity } from './guest.entity.js';
import { GuestsRepository } from './guests.repository.js';

export interface AdmittedGuest {
  sessionId: string;
  accessToken: string;
  /** When the guest is forgotten unless they are seen again. */
  expiresAt: Date;
}

const daySeconds = 86_400;

/** Lets people in before they say who they are (ID-7). */
@Injectable()
export class GuestsService {
  constructor(
    private readonly work: UnitOfWork,
    private readonly guests: GuestsRepository,
    private readonly sessions: GuestSessions,
    private readonly tokens: Tokens,
    private readonly config: AuthConfig,
    private readonly clock: Clock,
  ) {}

  async admit(about: Pick<GuestEntity, 'deviceId' | 'metadata'>, device: Device): Promise<AdmittedGuest> {
    const session = await this.work.run(async (tx) => {
      const opened = await this.sessions.open(tx, newId(), device);
      await this.guests.insert(tx, {
        id: opened.id,
        deviceId: about.deviceId,
        metadata: about.metadata,
        createdAt: this.clock.now(),
        convertedToId: null,
        convertedAt: null,
        moved: null,
      });
      return opened;
    });
    const accessToken = await this.tokens.accessFor(session, this.config.guestMaxDays * daySeconds);
    return { sessionId: session.id, accessToken, expiresAt: session.expiresAt };
  }

  /**
   * Ends the guest's own session.
   * @throws NotFound `session.not_found` for any other
   */
  async leave(actor: Actor, sessionId: string): Promise<void> {
    if (sessionId !== actor.sessionId) throw new NotFound('session');
    await this.work.run(async (tx) => {
      if (!(await this.sessions.end(tx, sessionId, 'logout'))) throw new NotFound('session');
    });
  }
}
