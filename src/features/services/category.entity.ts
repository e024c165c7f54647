import { Entity, Index } from 'typeorm';
import { Flag, Id, Int, LongText, Text } from '../../platform/database/columns.js';
import type { GstGroup } from '../policies/index.js';

@Entity('categories')
@Index(['slug'], { unique: true })
export class CategoryEntity {
  @Id() id: string;
  @Text(60) slug: string;
  @Text(80) name: string;
  @Text(120) nameHi: string;
  @LongText() description: string;
  /** How its work is taxed; the rates themselves are tax policy (PR-4). */
  @Text(20) gstGroup: GstGroup;
  @Int() commissionBps: number;
  @Int() minNoticeMinutes: number;
  @Int() sort: number;
  @Flag() isActive: boolean;
}
