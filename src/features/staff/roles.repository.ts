import { Injectable } from '@nestjs/common';
import { In } from 'typeorm';
import { newId } from '../../kernel/ids.js';
import type { Permission } from '../../kernel/permissions.js';
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
