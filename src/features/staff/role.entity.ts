import { Entity, Index } from 'typeorm';
import { Id, Int, Text } from '../../platform/database/columns.js';

/** What a staff member is to the house; its permissions are rows of role_permissions (ID-4). */
@Entity('roles')
@Index(['name'], { unique: true })
export class RoleEntity {
  @Id() id: string;
  @Text(40) name: string;
  /** Higher outranks lower. */
  @Int() level: number;
}
