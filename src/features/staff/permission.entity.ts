import { Entity, Index } from 'typeorm';
import type { Permission } from '../../kernel/permissions.js';
import { Id, Text } from '../../platform/database/columns.js';

/** One permission of the catalogue in kernel/permissions.ts. */
@Entity('permissions')
@Index(['name'], { unique: true })
export class PermissionEntity {
  @Id() id: string;
  @Text(60) name: Permission;
  /** The area it belongs to: what stands before the dot. */
  @Text(30) module: string;
}
