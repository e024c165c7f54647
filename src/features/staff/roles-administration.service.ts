import { Injectable } from '@nestjs/common';
import type { Actor } from '../../kernel/actor.js';
import { NotFound } from '../../kernel/errors.js';
import { newId } from '../../kernel/ids.js';
import { roleNames } from '../../kernel/permissions.js';
import { AuditLog } from '../../platform/audit/audit-log.js';
import { PermissionMissing } from '../../platform/auth/auth.errors.js';
import type { Tx } from '../../platform/database/transaction.js';
import { UnitOfWork } from '../../platform/database/unit-of-work.js';
import { RolesRepository } from './roles.repository.js';
import type { Role } from './roles.repository.js';
import type { Authority } from './staff-authority.rule.js';
import { StaffAuthority } from './staff-authority.service.js';
import { RoleAlreadyExists, RoleIsBuiltIn } from './staff.errors.js';

export type RoleShape = Omit<Role, 'id'>;

/** Which roles there are and what they may do (ID-4). Acts take turns: see StaffAuthority.hold. */
@Injectable()
export class RolesAdministration {
  constructor(
    private readonly work: UnitOfWork,
    private readonly roles: RolesRepository,
    private readonly authority: StaffAuthority,
    private readonly audit: AuditLog,
  ) {}

  /** @throws LevelTooHigh, PermissionNotHeld, RoleAlreadyExists */
  create(actor: Actor, shape: RoleShape): Promise<Role> {
    return this.work.run(async (tx) => {
      await this.authority.hold(tx);
      const authority = await this.authority.of(tx, actor.id, 'roles.manage');
      this.authority.requireGrant(authority, shape);
      requirePermissionsManage(authority, shape.permissions.length > 0);
      const id = newId();
      const { name, level } = shape;
      if (!(await this.roles.addUnlessTaken(tx, { id, name, level }))) throw new RoleAlreadyExists();
      await this.roles.setPermissions(tx, id, shape.permissions);
      return this.told(tx, actor, id, { action: 'role.created' });
    });
  }

  /**
   * Lets a role be as given, for everybody who has it, from their next request on.
   * @throws NotFound, LevelTooHigh, PermissionNotHeld, RoleAlreadyExists, RoleIsBuiltIn
   */
  change(actor: Actor, id: string, shape: RoleShape): Promise<Role> {
    return this.work.run(async (tx) => {
      await this.authority.hold(tx);
      const authority = await this.authority.of(tx, actor.id, 'roles.manage');
      const role = await this.roles.findRole(tx, id);
      if (!role) throw new NotFound('role');
      this.authority.requireAbove(authority, role.level);
      this.authority.requireGrant(authority, shape);
      const isBuiltIn = (roleNames as readonly string[]).includes(role.name);
      if (isBuiltIn && (shape.name !== role.name || shape.level !== role.level)) throw new RoleIsBuiltIn();
      requirePermissionsManage(authority, !isSameSet(role.permissions, shape.permissions));
      const { name, level } = shape;
      if (!(await this.roles.updateUnlessTaken(tx, { id, name, level }))) throw new RoleAlreadyExists();
      await this.roles.setPermissions(tx, id, shape.permissions);
      return this.told(tx, actor, id, { action: 'role.changed', before: role });
    });
  }

  /** @throws NotFound */
  async get(id: string): Promise<Role> {
    const role = await this.work.read((reader) => this.roles.findRole(reader, id));
    if (!role) throw new NotFound('role');
    return role;
  }

  private async told(
    tx: Tx,
    actor: Actor,
    id: string,
    { action, before }: { action: string; before?: Role },
  ): Promise<Role> {
    const role = await this.roles.findRole(tx, id);
    if (!role) throw new NotFound('role');
    await this.audit.write(tx, actor, {
      action,
      subjectKind: 'role',
      subjectId: id,
      ...(before && { before }),
      after: role,
    });
    return role;
  }
}

function requirePermissionsManage(authority: Authority, isCalledFor: boolean): void {
  if (isCalledFor && !authority.permissions.has('permissions.manage'))
    throw new PermissionMissing('permissions.manage');
}

function isSameSet(some: readonly string[], others: readonly string[]): boolean {
  const [a, b] = [new Set(some), new Set(others)];
  return a.size === b.size && [...a].every((each) => b.has(each));
}
