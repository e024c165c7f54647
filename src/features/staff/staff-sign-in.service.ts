import { Injectable } from '@nestjs/common';
import { Clock } from '../../kernel/clock.js';
import type { Permission } from '../../kernel/permissions.js';
import { AuditLog } from '../../platform/audit/audit-log.js';
import { PasswordCheck } from '../../platform/auth/password-check.js';
import { SessionRefresh } from '../../platform/auth/session-refresh.js';
import { Sessions } from '../../platform/auth/sessions.js';
import type { Device, OpenedSession } from '../../platform/auth/sessions.js';
import { Tokens } from '../../platform/auth/tokens.js';
import type { TokenPair } from '../../platform/auth/tokens.js';
import { UnitOfWork } from '../../platform/database/unit-of-work.js';
import { RolesRepository } from './roles.repository.js';
import { parseStaffIdentifier } from './staff-identifier.js';
import { SecondFactor } from './second-factor.service.js';
import type { FactorVerdict } from './second-factor.service.js';
import { StaffInvitationsService } from './staff-invitations.service.js';
import type { Acceptance } from './staff-invitations.service.js';
import { StaffRepository } from './staff.repository.js';
import { StaffService } from './staff.service.js';
import type { StaffMember } from './staff.service.js';

export interface StaffSignedIn {
  staff: StaffMember;
  tokens: TokenPair;
  permissions: Permission[];
}

/** How staff get a session (ID-1). */
@Injectable()
export class StaffSignInService {
  constructor(
    private readonly work: UnitOfWork,
    private readonly staff: StaffRepository,
    private readonly roles: RolesRepository,
    private readonly service: StaffService,
    private readonly secondFactor: SecondFactor,
    private readonly invitations: StaffInvitationsService,
    private readonly audit: AuditLog,
    private readonly passwordCheck: PasswordCheck,
    private readonly sessions: Sessions,
    private readonly sessionRefresh: SessionRefresh,
    private readonly tokens: Tokens,
    private readonly clock: Clock,
  ) {}

  /**
   * @param totp a code of the app or a recovery code, of those who have a second factor
   * @throws InvalidCredentials, SignInLocked, TotpRequired, CodeInvalid
   */
  async logIn(
    { identifier, password, totp }: { identifier: string; password: string; totp?: string },
    device: Device,
  ): Promise<StaffSignedIn> {
    const parsed = parseStaffIdentifier(identifier);
    const outcome = await this.passwordCheck.admit(
      this.staff,
      async (reader) => parsed && this.staff.findByIdentifier(reader, parsed),
      password,
      async (tx, id): Promise<{ verdict: FactorVerdict; session?: OpenedSession }> => {
        const verdict = await this.secondFactor.check(tx, id, totp);
        if (verdict !== 'passed') return { verdict };
        await this.staff.recordLogin(tx, id, this.clock.now());
        const session = await this.sessions.open(tx, { audience: 'staff', id }, device);
        await this.audit.write(
          tx,
          { kind: 'staff', id, channel: 'rest', sessionId: session.session.id },
          { action: 'session.opened', subjectKind: 'session', subjectId: session.session.id },
        );
        return { verdict, session };
      },
      `staff:${parsed ? Object.values(parsed).join() : identifier.trim().toLowerCase()}`,
    );
    this.secondFactor.refuseUnless(outcome.verdict);
    if (!outcome.session) throw new Error('Somebody passed without a session.');
    return this.signedIn(outcome.session);
  }

  /**
   * Takes up an invitation, and signs the newcomer in (ID-5).
   * @throws CodeInvalid, ValidationFailed, StaffMemberAlreadyExists
   */
  async join(acceptance: Acceptance, device: Device): Promise<StaffSignedIn> {
    return this.signedIn(await this.invitations.accept(acceptance, device));
  }

  private async signedIn({ session, refreshToken }: OpenedSession): Promise<StaffSignedIn> {
    const staff = await this.service.get(session.principalId);
    return {
      staff,
      tokens: await this.tokens.pairFor(session, refreshToken),
      permissions: await this.work.read((reader) => this.roles.listPermissionsOf(reader, staff.role.id)),
    };
  }

  /** @throws TokenInvalid, WrongAudience: a customer's refresh token never becomes a staff token. */
  refresh(refreshToken: string): Promise<TokenPair> {
    return this.sessionRefresh.refresh('staff', refreshToken);
  }
}
