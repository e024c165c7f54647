import { Entity, Index } from 'typeorm';
import { Id, Instant, Int, Json, SubjectId, Text } from '../../platform/database/columns.js';
import type { PolicyKind } from './policy-bodies.js';

export type PolicyScopeKind = 'default' | 'category' | 'service';

/** One version of one policy document. Once published it is never changed; a change is a new version (PO-1). */
@Entity('policies')
@Index(['code', 'version'], { unique: true })
@Index(['kind', 'scopeId'])
export class PolicyEntity {
  @Id() id: string;
  @Text(20) kind: PolicyKind;
  @Text(10) scopeKind: PolicyScopeKind;
  /** The category's or service's id; null for the default. */
  @SubjectId({ nullable: true }) scopeId: string | null;
  /** Names the document through all its versions, e.g. `IN-HOME-STD`. */
  @Text(60) code: string;
  @Int() version: number;
  @Instant() effectiveFrom: Date;
  @Instant({ nullable: true }) effectiveTo: Date | null;
  @Json() body: unknown;
  /** Null while it is a draft, which decides nothing. */
  @Instant({ nullable: true }) publishedAt: Date | null;
}
