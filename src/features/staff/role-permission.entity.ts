import { Entity } from 'typeorm';
import { RefersKey } from '../../platform/database/columns.js';
import { PermissionEntity } from './permission.entity.js';
import { RoleEntity } from './role.entity.js';

/** A role has this permission. */
@Entity('role_permissions')
export class RolePermissionEntity {
  @RefersKey(() => RoleEntity) roleId: string;
  @RefersKey(() => PermissionEntity) permissionId: string;
}
