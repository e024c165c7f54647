import { Injectable } from '@nestjs/common';
import type { Permission } from '../../kernel/permissions.js';
import type { Credential, Credentials } from '../../platform/auth/password-check.js';
import type { Rights } from '../../platform/auth/principals.js';
import { isUniqueViolation } from '../../platform/database/database-errors.js';
import { lockRow } from '../../platform/database/locks.js';
import { updateRows } from '../../platform/database/rows.js';
import type { Reader, Tx } from '../../platform/database/transaction.js';
import { PermissionEntity } from './permission.entity.js';
import { RolePermissionEntity } from './role-permission.entity.js';
import { RoleEntity } from './role.entity.js';
import type { StaffIdentifier } from './staff-identifier.js';
import { StaffMemberEntity } from './staff-member.entity.js';

@Injectable()
export class StaffRepository implements Credentials {
  find(reader: Reader, id: string): Promise<StaffMemberEntity | null> {
    return reader.getRepository(StaffMemberEntity).findOneBy({ id });
  }

  findByIdentifier(reader: Reader, identifier: StaffIdentifier): Promise<StaffMemberEntity | null> {
    return reader.getRepository(StaffMemberEntity).findOneBy(identifier);
  }

  /** What a staff member may do now, in one query; null when they no longer work here. */
  async findRights(reader: Reader, id: string): Promise<Rights | null> {
    const rows = await reader
      .createQueryBuilder()
      .select('role.level', 'level')
      .addSelect('permission.name', 'name')
      .from(StaffMemberEntity, 'member')
      .innerJoin(RoleEntity, 'role', 'role.id = member.roleId')
      .leftJoin(RolePermissionEntity, 'held', 'held.roleId = role.id')
      .leftJoin(PermissionEntity, 'permission', 'permission.id = held.permissionId')
      .where('member.id = :id AND member.isActive = :isActive', { id, isActive: true })
      .getRawMany<{ level: number; name: Permission | null }>();
    const [first] = rows;
    return first
      ? { level: first.level, permissions: new Set(rows.flatMap(({ name }) => name ?? [])) }
      : null;
  }

  /** By employee id, from above the one given. */
  list(reader: Reader, limit: number, afterEmployeeId?: string): Promise<StaffMemberEntity[]> {
    const query = reader
      .getRepository(StaffMemberEntity)
      .createQueryBuilder('member')
      .orderBy('member.employeeId', 'ASC')
      .limit(limit);
    if (afterEmployeeId !== undefined)
      query.where('member.employeeId > :afterEmployeeId', { afterEmployeeId });
    return query.getMany();
  }

  /** Adds a staff member; false when the employee id, the email or the mobile is taken. */
  async addUnlessTaken(tx: Tx, member: StaffMemberEntity): Promise<boolean> {
    try {
      await tx.getRepository(StaffMemberEntity).insert(member);
      return true;
    } catch (error) {
      if (isUniqueViolation(error)) return false;
      throw error;
    }
  }

  /** Changes a staff member; false when the email or the mobile is somebody else's. */
  async changeUnlessTaken(tx: Tx, id: string, change: Partial<StaffMemberEntity>): Promise<boolean> {
    try {
      await updateRows(tx, StaffMemberEntity, { id }, change);
      return true;
    } catch (error) {
      if (isUniqueViolation(error)) return false;
      throw error;
    }
  }

  /** How many who work here have the role. */
  countActiveOf(reader: Reader, roleName: string): Promise<number> {
    return reader
      .getRepository(StaffMemberEntity)
      .createQueryBuilder('member')
      .innerJoin(RoleEntity, 'role', 'role.id = member.roleId')
      .where('role.name = :roleName AND member.isActive = :isActive', { roleName, isActive: true })
      .getCount();
  }

  /** The highest employee id given so far, or null. */
  async findLastEmployeeId(reader: Reader): Promise<string | null> {
    const last = await reader
      .createQueryBuilder()
      .select('member.employeeId', 'employeeId')
      .from(StaffMemberEntity, 'member')
      .orderBy('LENGTH(member.employeeId)', 'DESC')
      .addOrderBy('member.employeeId', 'DESC')
      .limit(1)
      .getRawOne<{ employeeId: string }>();
    return last?.employeeId ?? null;
  }

  holdCredential(tx: Tx, id: string): Promise<Credential | null> {
    return lockRow(tx, StaffMemberEntity, { id });
  }

  async updateCredential(
    tx: Tx,
    id: string,
    change: Partial<Pick<StaffMemberEntity, 'failedLogins' | 'lockedUntil' | 'passwordHash'>>,
  ): Promise<void> {
    await tx.getRepository(StaffMemberEntity).update({ id }, change);
  }

  async recordLogin(tx: Tx, id: string, lastLoginAt: Date): Promise<void> {
    await tx.getRepository(StaffMemberEntity).update({ id }, { lastLoginAt });
  }
}
