import { Injectable } from '@nestjs/common';
import type { Actor } from '../../kernel/actor.js';
import { Clock } from '../../kernel/clock.js';
import { ValidationFailed } from '../../kernel/errors.js';
import { AuditLog } from '../../platform/audit/audit-log.js';
import { PasswordCheck } from '../../platform/auth/password-check.js';
import { passwordFault } from '../../platform/auth/password-strength.js';
import { Passwords } from '../../platform/auth/passwords.js';
import { Sessions } from '../../platform/auth/sessions.js';
import { UnitOfWork } from '../../platform/database/unit-of-work.js';
import { AccountLinksService } from './account-links.service.js';
import { AccountRecoveryService } from './account-recovery.service.js';
import { mobileFault, parseMobile } from './mobile.js';
import type { UserEntity } from './user.entity.js';
import { UserAlreadyExists } from './users.errors.js';
import { UsersRepository } from './users.repository.js';
import type { UserChange } from './users.repository.js';
import { UsersService } from './users.service.js';

export interface ProfileChange {
  email?: string;
  mobile?: string;
  firstName?: string;
  lastName?: string | null;
  language?: string;
}

export interface PasswordChange {
  currentPassword: string;
  newPassword: string;
}

const correctable = ['email', 'mobile', 'firstName', 'lastName', 'language'] as const;

/** What customers may change about themselves. */
@Injectable()
export class ProfileService {
  constructor(
    private readonly work: UnitOfWork,
    private readonly users: UsersRepository,
    private readonly service: UsersService,
    private readonly passwords: Passwords,
    private readonly passwordCheck: PasswordCheck,
    private readonly sessions: Sessions,
    private readonly links: AccountLinksService,
    private readonly recovery: AccountRecoveryService,
    private readonly audit: AuditLog,
    private readonly clock: Clock,
  ) {}

  /**
   * Changes what was given and leaves the rest; that it was corrected, and which fields, is audited (ID-9). A new email or mobile has yet to be verified;
   * a link goes to a new email.
   * @throws UserAlreadyExists, ValidationFailed
   */
  updateProfile(actor: Actor, change: ProfileChange): Promise<UserEntity> {
    const mobile = change.mobile === undefined ? undefined : parseMobile(change.mobile);
    if (mobile === null) throw new ValidationFailed([{ pointer: '/mobile', detail: mobileFault }]);
    const email = change.email?.toLowerCase();
    return this.work.run(async (tx) => {
      const user = await this.service.getWithin(tx, actor.id);
      const hasNewEmail = email !== undefined && email !== user.email;
      const hasNewMobile = mobile !== undefined && mobile !== user.mobile;
      const changed: UserChange = {
        updatedAt: this.clock.now(),
        ...(change.firstName !== undefined && { firstName: change.firstName }),
        ...(change.lastName !== undefined && { lastName: change.lastName }),
        ...(change.language !== undefined && { language: change.language }),
        ...(hasNewEmail && { email, emailVerifiedAt: null }),
        ...(hasNewMobile && { mobile, mobileVerifiedAt: null }),
      };
      if (!(await this.users.changeUnlessTaken(tx, user.id, changed))) throw new UserAlreadyExists();
      const after = { ...user, ...changed };
      await this.audit.write(tx, actor, {
        ...{ action: 'user.corrected', subjectKind: 'user', subjectId: user.id },
        after: { fields: correctable.filter((field) => after[field] !== user[field]) },
      });
      if (hasNewEmail) await this.links.send(tx, after, 'email_verification');
      return after;
    });
  }

  /**
   * Sets another password, ends every other session of the customer and tells them.
   * @throws InvalidCredentials, SignInLocked: guesses at the old password count as failed sign-ins (ID-3).
   */
  async changePassword(actor: Actor, { currentPassword, newPassword }: PasswordChange): Promise<void> {
    const fault = passwordFault(newPassword);
    if (fault !== null) throw new ValidationFailed([{ pointer: '/newPassword', detail: fault }]);
    const passwordHash = await this.passwords.hash(newPassword);
    await this.passwordCheck.admit(
      this.users,
      (reader) => this.users.find(reader, actor.id),
      currentPassword,
      async (tx) => {
        await this.users.updateCredential(tx, actor.id, { passwordHash });
        await this.sessions.revokeAll(
          tx,
          { audience: 'customer', id: actor.id },
          'password_changed',
          actor.sessionId,
        );
        await this.recovery.tellPasswordChanged(tx, actor.id);
      },
      `customer:${actor.id}`,
    );
  }
}
