import { Injectable } from '@nestjs/common';
import { AppConfig } from '../../config/sections.js';
import { Clock } from '../../kernel/clock.js';
import { ValidationFailed } from '../../kernel/errors.js';
import { newId } from '../../kernel/ids.js';
import { CodeInvalid } from '../../platform/auth/auth.errors.js';
import { EvenPace } from '../../platform/auth/even-pace.js';
import { passwordFault } from '../../platform/auth/password-strength.js';
import { Passwords } from '../../platform/auth/passwords.js';
import { Sessions } from '../../platform/auth/sessions.js';
import type { Tx } from '../../platform/database/transaction.js';
import { UnitOfWork } from '../../platform/database/unit-of-work.js';
import { NoticeWriter, slotText } from '../notifications/index.js';
import type { LinkPurpose } from './account-link.rule.js';
import { AccountLinksService } from './account-links.service.js';
import type { UserEntity } from './user.entity.js';
import { UsersRepository } from './users.repository.js';

/** Proves that an email is a customer's, and lets them in again who have forgotten their password. */
@Injectable()
export class AccountRecoveryService {
  constructor(
    private readonly work: UnitOfWork,
    private readonly users: UsersRepository,
    private readonly links: AccountLinksService,
    private readonly passwords: Passwords,
    private readonly sessions: Sessions,
    private readonly notices: NoticeWriter,
    private readonly pace: EvenPace,
    private readonly app: AppConfig,
    private readonly clock: Clock,
  ) {}

  /** Sends another link to whoever has this email and has not verified it. Says nothing either way (ID-1). */
  requestVerification(email: string): Promise<void> {
    return this.sendTo(email, 'email_verification', ({ emailVerifiedAt }) => emailVerifiedAt === null);
  }

  /** Sends a link to whoever has this email. Says nothing either way (ID-1). */
  requestReset(email: string): Promise<void> {
    return this.sendTo(email, 'password_reset', () => true);
  }

  /** @throws CodeInvalid */
  verifyEmail(token: string): Promise<void> {
    return this.work.run(async (tx) => {
      const user = await this.links.redeem(tx, token, 'email_verification');
      await this.users.change(tx, user.id, { emailVerifiedAt: user.emailVerifiedAt ?? this.clock.now() });
    });
  }

  /**
   * Sets another password, unlocks sign-in and ends every session. Whoever has the letter has the address, so that is
   * verified too.
   * @throws CodeInvalid, ValidationFailed for a weak password, and then the link stays good
   */
  async resetPassword(token: string, newPassword: string): Promise<void> {
    const fault = passwordFault(newPassword);
    if (fault !== null) throw new ValidationFailed([{ pointer: '/newPassword', detail: fault }]);
    // Hashing is dear: not for tokens that somebody makes up.
    if (!(await this.work.read((reader) => this.links.isOpen(reader, token, 'password_reset'))))
      throw new CodeInvalid();
    const passwordHash = await this.passwords.hash(newPassword);
    await this.work.run(async (tx) => {
      const user = await this.links.redeem(tx, token, 'password_reset');
      await this.users.change(tx, user.id, {
        passwordHash,
        failedLogins: 0,
        lockedUntil: null,
        emailVerifiedAt: user.emailVerifiedAt ?? this.clock.now(),
      });
      await this.sessions.revokeAll(tx, { audience: 'customer', id: user.id }, 'password_changed');
      await this.tellPasswordChanged(tx, user.id);
    });
  }

  /** Tells the person, so that they notice when it was somebody else. */
  async tellPasswordChanged(tx: Tx, userId: string): Promise<void> {
    const at = this.clock.now();
    await this.notices.write(tx, {
      userId,
      kind: 'auth.password_changed',
      about: newId(),
      values: (language) => ({ time: slotText(at, this.app.zone, language) }),
    });
  }

  private sendTo(
    email: string,
    purpose: LinkPurpose,
    isWanted: (user: UserEntity) => boolean,
  ): Promise<void> {
    return this.pace.keep(() =>
      this.work.run(async (tx) => {
        const user = await this.users.findByIdentifier(tx, { email: email.trim().toLowerCase() });
        if (user?.isActive && isWanted(user)) await this.links.send(tx, user, purpose);
      }),
    );
  }
}
