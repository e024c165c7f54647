import { Injectable } from '@nestjs/common';
import { Clock } from '../../kernel/clock.js';
import type { Permission } from '../../kernel/permissions.js';
import { PasswordCheck } from '../../platform/auth/password-check.js';
import { SessionRefresh } from '../../platform/auth/session-refresh.js';
import { Sessions } from '../../platform/auth/sessions.js';
import type { Device } from '../../platform/auth/sessions.js';
import { Tokens } from '../../platform/auth/tokens.js';
import type { TokenPair } from '../../platform/auth/tokens.js';
import { UnitOfWork } from '../../platform/database/unit-of-work.js';
import { RolesRepository } from './roles.repository.js';
import { parseStaffIdentifier } from './staff-identifier.js';
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
    private readonly passwordCheck: PasswordCheck,
    private readonly sessions: Sessions,
    private readonly sessionRefresh: SessionRefresh,
    private readonly tokens: Tokens,
    private readonly clock: Clock,
  ) {}

  /** @throws InvalidCredentials, SignInLocked */
  async logIn(identifier: string, password: string, device: Device): Promise<StaffSignedIn> {
    const parsed = parseStaffIdentifier(identifier);
    const opened = await this.passwordCheck.admit(
      this.staff,
      async (reader) => parsed && this.staff.findByIdentifier(reader, parsed),
      password,
      async (tx, id) => {
        await this.staff.recordLogin(tx, id, this.clock.now());
        return this.sessions.open(tx, { audience: 'staff', id }, device);
      },
    );
    const staff = await this.service.get(opened.session.principalId);
    return {
      staff,
      tokens: await this.tokens.pairFor(opened.session, opened.refreshToken),
      permissions: await this.work.read((reader) => this.roles.listPermissionsOf(reader, staff.role.id)),
    };
  }

  /** @throws TokenInvalid, WrongAudience: a customer's refresh token never becomes a staff token. */
  refresh(refreshToken: string): Promise<TokenPair> {
    return this.sessionRefresh.refresh('staff', refreshToken);
  }
}
