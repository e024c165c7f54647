import { Injectable } from '@nestjs/common';
import { permissions, roles as catalogue } from '../../kernel/permissions.js';
import type { Permission } from '../../kernel/permissions.js';
import type { Tx } from '../../platform/database/transaction.js';
import { UnitOfWork } from '../../platform/database/unit-of-work.js';
import type { PermissionEntity } from './permission.entity.js';
import { RolesRepository } from './roles.repository.js';
import type { Role } from './roles.repository.js';

/** Roles and permissions as the database has them (ID-4). */
@Injectable()
export class RolesService {
  constructor(
    private readonly work: UnitOfWork,
    private readonly roles: RolesRepository,
  ) {}

  /** The highest level first. */
  listRoles(): Promise<Role[]> {
    return this.work.read((reader) => this.roles.listRoles(reader));
  }

  listPermissions(): Promise<PermissionEntity[]> {
    return this.work.read((reader) => this.roles.listPermissions(reader));
  }

  /**
   * Makes the tables hold the catalogue's 30 permissions and 8 roles; a second time changes nothing. Grants are
   * written with a role or a permission that is new, and never again: one that was taken from a role since stays
   * taken.
   */
  async ensureRoles(tx: Tx): Promise<void> {
    const known = new Map((await this.roles.listPermissions(tx)).map(({ name, id }) => [name, id]));
    const added = new Set<Permission>();
    for (const name of permissions) {
      if (known.has(name)) continue;
      known.set(name, await this.roles.addPermission(tx, name));
      added.add(name);
    }
    const existing = await this.roles.listRoles(tx);
    for (const definition of catalogue) {
      const role = existing.find(({ name }) => name === definition.name);
      const roleId = role?.id ?? (await this.roles.addRole(tx, definition.name, definition.level));
      if (role && role.level !== definition.level) await this.roles.setLevel(tx, role.id, definition.level);
      for (const name of definition.permissions) {
        const permissionId = known.get(name);
        if (permissionId !== undefined && (!role || added.has(name)))
          await this.roles.grant(tx, roleId, permissionId);
      }
    }
  }
}
