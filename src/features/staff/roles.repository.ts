import { Injectable } from '@nestjs/common';
import { In } from 'typeorm';
import { newId } from '../../kernel/ids.js';
import type { Permission } from '../../kernel/permissions.js';
import { isUniqueViolation } from '../../platform/database/database-errors.js';
import { lockRow } from '../../platform/database/locks.js';
import type { Reader, Tx } from '../../platform/database/transaction.js';
import { PermissionEntity } from './permission.entity.js';
import { RolePermissionEntity } from './role-permission.entity.js';
import { RoleEntity } from './role.entity.js';

/** A role with what it may do. */
export interface Role {
  id: string;
  name: string;
  level: number;
  permissions: Permission[];
}

@Injectable()
export class RolesRepository {
  /** The highest first. */
  async listRoles(reader: Reader): Promise<Role[]> {
    const roles = await reader.getRepository(RoleEntity).find({ order: { level: 'DESC', name: 'ASC' } });
    const grants = await this.listGrants(reader);
    return roles.map(({ id, name, level }) => ({ id, name, level, permissions: grants.get(id) ?? [] }));
  }

  listPermissions(reader: Reader): Promise<PermissionEntity[]> {
    return reader.getRepository(PermissionEntity).find({ order: { name: 'ASC' } });
  }

  findRoles(reader: Reader, ids: readonly string[]): Promise<RoleEntity[]> {
    return reader.getRepository(RoleEntity).findBy({ id: In([...ids]) });
  }

  findRoleByName(reader: Reader, name: string): Promise<RoleEntity | null> {
    return reader.getRepository(RoleEntity).findOneBy({ name });
  }

  /** The role's row, held until the transaction ends. */
  holdByName(tx: Tx, name: string): Promise<RoleEntity | null> {
    return lockRow(tx, RoleEntity, { name });
  }

  async findRole(reader: Reader, id: string): Promise<Role | null> {
    const role = await reader.getRepository(RoleEntity).findOneBy({ id });
    if (!role) return null;
    const { name, level } = role;
    return { id, name, level, permissions: await this.listPermissionsOf(reader, id) };
  }

  /** False when another role has the name. */
  async addUnlessTaken(tx: Tx, role: RoleEntity): Promise<boolean> {
    try {
      await tx.getRepository(RoleEntity).insert(role);
      return true;
    } catch (error) {
      if (isUniqueViolation(error)) return false;
      throw error;
    }
  }

  /** False when another role has the name. */
  async updateUnlessTaken(tx: Tx, { id, name, level }: RoleEntity): Promise<boolean> {
    try {
      await tx.getRepository(RoleEntity).update({ id }, { name, level });
      return true;
    } catch (error) {
      if (isUniqueViolation(error)) return false;
      throw error;
    }
  }

  /** Lets the role have exactly these permissions. */
  async setPermissions(tx: Tx, roleId: string, names: readonly Permission[]): Promise<void> {
    const all = await this.listPermissions(tx);
    await tx.getRepository(RolePermissionEntity).delete({ roleId });
    for (const { id, name } of all) if (names.includes(name)) await this.grant(tx, roleId, id);
  }

  async addRole(tx: Tx, name: string, level: number): Promise<string> {
    const id = newId();
    await tx.getRepository(RoleEntity).insert({ id, name, level });
    return id;
  }

  async setLevel(tx: Tx, id: string, level: number): Promise<void> {
    await tx.getRepository(RoleEntity).update({ id }, { level });
  }

  async addPermission(tx: Tx, name: Permission): Promise<string> {
    const id = newId();
    await tx.getRepository(PermissionEntity).insert({ id, name, module: name.split('.')[0] ?? name });
    return id;
  }

  async grant(tx: Tx, roleId: string, permissionId: string): Promise<void> {
    await tx.getRepository(RolePermissionEntity).insert({ roleId, permissionId });
  }

  /** Names of the permissions of one role. */
  async listPermissionsOf(reader: Reader, roleId: string): Promise<Permission[]> {
    return (await this.listGrants(reader, roleId)).get(roleId) ?? [];
  }

  private async listGrants(reader: Reader, roleId?: string): Promise<Map<string, Permission[]>> {
    const query = reader
      .createQueryBuilder()
      .select('held.roleId', 'roleId')
      .addSelect('permission.name', 'name')
      .from(RolePermissionEntity, 'held')
      .innerJoin(PermissionEntity, 'permission', 'permission.id = held.permissionId')
      .orderBy('permission.name', 'ASC');
    if (roleId !== undefined) query.where('held.roleId = :roleId', { roleId });
    const grants = new Map<string, Permission[]>();
    for (const { roleId: id, name } of await query.getRawMany<{ roleId: string; name: Permission }>())
      grants.set(id, [...(grants.get(id) ?? []), name]);
    return grants;
  }
}
