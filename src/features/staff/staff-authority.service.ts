import { Injectable } from '@nestjs/common';
import type { Permission } from '../../kernel/permissions.js';
import { PermissionMissing, TokenInvalid } from '../../platform/auth/auth.errors.js';
import type { Tx } from '../../platform/database/transaction.js';
import { RolesRepository } from './roles.repository.js';
import type { Role } from './roles.repository.js';
import { grantFault, outranks, topRole } from './staff-authority.rule.js';
import type { Authority } from './staff-authority.rule.js';
import { LastSuperAdmin, LevelTooHigh, PermissionNotHeld } from './staff.errors.js';
import { StaffRepository } from './staff.repository.js';

/** Who may do what to whom, by the rights that stand in the database and not by those the request came with. */
@Injectable()
export class StaffAuthority {
  constructor(
    private readonly staff: StaffRepository,
    private readonly roles: RolesRepository,
  ) {}

  /**
   * Lets acts on staff, roles and invitations take turns, everywhere, by the row of the top role: what such an act
   * reads after this stays true until it commits. They are rare; signing in and reading do not wait for it.
   */
  async hold(tx: Tx): Promise<void> {
    await this.roles.holdByName(tx, topRole);
  }

  /** @throws TokenInvalid when they work here no more; PermissionMissing */
  async of(tx: Tx, staffId: string, permission: Permission): Promise<Authority> {
    const rights = await this.staff.findRights(tx, staffId);
    if (!rights) throw new TokenInvalid();
    if (!rights.permissions.has(permission)) throw new PermissionMissing(permission);
    return rights;
  }

  /** @throws LevelTooHigh */
  requireAbove(authority: Authority, level: number): void {
    if (!outranks(authority, level)) throw new LevelTooHigh();
  }

  /** @throws LevelTooHigh, PermissionNotHeld */
  requireGrant(authority: Authority, role: Pick<Role, 'level' | 'permissions'>): void {
    const fault = grantFault(authority, role);
    if (fault === 'level_too_high') throw new LevelTooHigh();
    if (fault) throw new PermissionNotHeld(fault.permissionNotHeld);
  }

  /** @throws LastSuperAdmin when nobody else holds the top role. Called under `hold`. */
  async requireAnotherTop(tx: Tx): Promise<void> {
    if ((await this.staff.countActiveOf(tx, topRole)) < 2) throw new LastSuperAdmin();
  }
}
