import { Injectable } from '@nestjs/common';
import { Clock } from '../../kernel/clock.js';
import { NotFound } from '../../kernel/errors.js';
import type { AccessClaims } from '../../platform/auth/access-claims.js';
import { TokenInvalid, WrongAudience } from '../../platform/auth/auth.errors.js';
import { GuestBelongings } from '../../platform/auth/guest-belongings.js';
import type { Moved } from '../../platform/auth/guest-belongings.js';
import { GuestSessions, isLive } from '../../platform/auth/guest-sessions.js';
import type { Device } from '../../platform/auth/sessions.js';
import type { Tx } from '../../platform/database/transaction.js';
import { UnitOfWork } from '../../platform/database/unit-of-work.js';
import { CustomerSignInService, UserAlreadyExists, UsersService } from '../users/index.js';
import type { Registration, SignedIn } from '../users/index.js';
import type { GuestEntity } from './guest.entity.js';
import { GuestConverted } from './guests.errors.js';
import { GuestsRepository } from './guests.repository.js';

/** How the guest says who they are: by an account they have, or by a new one. */
export type Identification =
  { by: 'login'; identifier: string; password: string } | { by: 'registration'; registration: Registration };

export interface ConvertedGuest extends SignedIn {
  migrated: Moved;
}

/** Makes a guest the customer they say they are, with all they have (ID-7). */
@Injectable()
export class GuestConversionService {
  constructor(
    private readonly work: UnitOfWork,
    private readonly guests: GuestsRepository,
    private readonly sessions: GuestSessions,
    private readonly belongings: GuestBelongings,
    private readonly signIn: CustomerSignInService,
    private readonly users: UsersService,
    private readonly clock: Clock,
  ) {}

  /**
   * Registers or signs in, moves what is the guest's and ends their session, in one transaction. Asked again by the
   * same person, with their password, it opens them another session and tells what the first one moved.
   *
   * The race: conversions of one guest take turns at the guest's session; the first one moves everything, those of the
   * same person after it find that done, those of anybody else are refused.
   * @param claims of a genuine token, whose session may have ended by a conversion
   * @throws WrongAudience when it is no guest's, NotFound `session.not_found` when it is of another session, TokenInvalid
   * when the session ended otherwise, GuestConverted, and what registering or signing in throws
   */
  async convert(
    claims: AccessClaims,
    sessionId: string,
    as: Identification,
    device: Device,
  ): Promise<ConvertedGuest> {
    if (claims.aud !== 'guest') throw new WrongAudience();
    if (claims.sid !== sessionId) throw new NotFound('session');
    const guest = await this.find(sessionId);
    if (guest?.convertedToId) return this.again(guest.convertedToId, sessionId, as, device);
    try {
      return await this.enter(sessionId, as, device);
    } catch (refusal) {
      // Of several first conversions that register, one makes the account; to the others it exists already.
      const convertedToId =
        refusal instanceof UserAlreadyExists ? (await this.find(sessionId))?.convertedToId : null;
      if (!convertedToId) throw refusal;
      return this.again(convertedToId, sessionId, as, device);
    }
  }

  private find(id: string): Promise<GuestEntity | null> {
    return this.work.read((reader) => this.guests.find(reader, id));
  }

  /** The guest has been converted: only the person they became is let in, by their password. */
  private async again(
    userId: string,
    sessionId: string,
    as: Identification,
    device: Device,
  ): Promise<ConvertedGuest> {
    if (as.by === 'login') return this.enter(sessionId, as, device);
    const { email, password } = as.registration;
    const [user] = await this.work.read((reader) => this.users.listByIds(reader, [userId]));
    if (user?.email !== email.toLowerCase()) throw new GuestConverted();
    return this.enter(sessionId, { by: 'login', identifier: email, password }, device);
  }

  private async enter(guestId: string, as: Identification, device: Device): Promise<ConvertedGuest> {
    let migrated: Moved | null = null;
    const alongside = async (tx: Tx, userId: string): Promise<void> => {
      migrated = await this.take(tx, guestId, userId);
    };
    const signedIn =
      as.by === 'login'
        ? await this.signIn.logIn(as.identifier, as.password, device, alongside)
        : await this.signIn.register(as.registration, device, alongside);
    if (migrated === null) throw new Error('A guest was signed in without being converted.');
    return { ...signedIn, migrated };
  }

  private async take(tx: Tx, guestId: string, userId: string): Promise<Moved> {
    const session = await this.sessions.hold(tx, guestId);
    const guest = await this.guests.find(tx, guestId);
    if (guest?.convertedToId === userId && guest.moved) return guest.moved;
    if (guest?.convertedToId) throw new GuestConverted();
    const now = this.clock.now();
    if (!guest || !isLive(session, now)) throw new TokenInvalid();
    const moved = await this.belongings.move(tx, guestId, userId);
    await this.guests.recordConversion(tx, guestId, { convertedToId: userId, convertedAt: now, moved });
    await this.sessions.end(tx, guestId, 'converted');
    return moved;
  }
}
