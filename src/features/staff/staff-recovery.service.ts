import { Injectable } from '@nestjs/common';
import { LinksConfig } from '../../config/outside-sections.js';
import { AppConfig } from '../../config/sections.js';
import type { Actor } from '../../kernel/actor.js';
import { Clock } from '../../kernel/clock.js';
import { ValidationFailed } from '../../kernel/errors.js';
import { newId } from '../../kernel/ids.js';
import { AuditLog } from '../../platform/audit/audit-log.js';
import { CodeInvalid } from '../../platform/auth/auth.errors.js';
import { EvenPace } from '../../platform/auth/even-pace.js';
import { passwordFault } from '../../platform/auth/password-strength.js';
import { Passwords } from '../../platform/auth/passwords.js';
import { Secrets } from '../../platform/auth/secrets.js';
import { Sessions } from '../../platform/auth/sessions.js';
import type { Reader } from '../../platform/database/transaction.js';
import { UnitOfWork } from '../../platform/database/unit-of-work.js';
import { NoticeWriter, slotText } from '../notifications/index.js';
import type { StaffMemberEntity } from './staff-member.entity.js';
import {
  isGoodReset,
  readResetToken,
  resetLetterEveryMs,
  resetLinkMinutes,
  resetTokenFor,
} from './staff-reset-link.rule.js';
import type { PresentedReset } from './staff-reset-link.rule.js';
import { StaffRepository } from './staff.repository.js';

/**
 * Lets staff in again who have forgotten their password. No session is opened by it, so a second factor is asked for as
 * ever.
 */
@Injectable()
export class StaffRecovery {
  private readonly keys: readonly [Buffer, ...Buffer[]];

  constructor(
    private readonly work: UnitOfWork,
    private readonly staff: StaffRepository,
    private readonly passwords: Passwords,
    private readonly sessions: Sessions,
    private readonly notices: NoticeWriter,
    private readonly audit: AuditLog,
    private readonly pace: EvenPace,
    private readonly links: LinksConfig,
    private readonly app: AppConfig,
    private readonly clock: Clock,
    secrets: Secrets,
  ) {
    this.keys = secrets.deriveAll('staff-reset');
  }

  /** Sends a link to the member of staff who has this email. Says nothing either way (ID-1). */
  requestReset(email: string): Promise<void> {
    return this.pace.keep(() =>
      this.work.run(async (tx) => {
        const member = await this.staff.findByIdentifier(tx, { email: email.trim().toLowerCase() });
        if (!member?.isActive) return;
        const now = this.clock.now();
        const validUntil = new Date(now.getTime() + resetLinkMinutes * 60_000);
        const token = resetTokenFor(member, validUntil, this.keys[0]);
        await this.notices.write(tx, {
          to: { email: member.email, firstName: member.firstName },
          kind: 'auth.password_reset',
          // One letter in a while: a second one of the same stretch is the same notice (NT-3).
          about: `${member.id}:${Math.floor(now.getTime() / resetLetterEveryMs)}`,
          values: () => ({ minutes: String(resetLinkMinutes) }),
          secret: { link: `${this.links.appUrl}/staff/reset-password?token=${token}` },
          validUntil,
        });
      }),
    );
  }

  /**
   * Sets another password, unlocks sign-in and ends every session. The race: of many requests with one link one finds
   * the password it is bound to.
   * @throws CodeInvalid, ValidationFailed for a weak password, and then the link stays good
   */
  async resetPassword(token: string, newPassword: string): Promise<void> {
    const fault = passwordFault(newPassword);
    if (fault !== null) throw new ValidationFailed([{ pointer: '/newPassword', detail: fault }]);
    const presented = readResetToken(token);
    // Hashing is dear: not for tokens that somebody makes up.
    if (!presented || !(await this.work.read((reader) => this.find(reader, presented))))
      throw new CodeInvalid();
    const passwordHash = await this.passwords.hash(newPassword);
    await this.work.run(async (tx) => {
      await this.staff.holdCredential(tx, presented.staffId);
      const member = await this.find(tx, presented);
      if (!member) throw new CodeInvalid();
      await this.staff.updateCredential(tx, member.id, { passwordHash, failedLogins: 0, lockedUntil: null });
      await this.sessions.revokeAll(tx, { audience: 'staff', id: member.id }, 'password_changed');
      const themselves: Actor = { kind: 'staff', id: member.id, channel: 'rest' };
      await this.audit.write(tx, themselves, {
        action: 'staff.password_reset',
        subjectKind: 'staff',
        subjectId: member.id,
      });
      const at = this.clock.now();
      await this.notices.write(tx, {
        to: { email: member.email, firstName: member.firstName },
        kind: 'auth.password_changed',
        about: newId(),
        values: (language) => ({ time: slotText(at, this.app.zone, language) }),
      });
    });
  }

  /** The member a token is good for now; null when there is none. */
  private async find(reader: Reader, presented: PresentedReset): Promise<StaffMemberEntity | null> {
    const member = await this.staff.find(reader, presented.staffId);
    const isGood =
      member?.isActive && isGoodReset(presented, member, { keys: this.keys, now: this.clock.now() });
    return isGood ? member : null;
  }
}
