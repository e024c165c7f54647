import { Entity, Index } from 'typeorm';
import { Flag, Id, Instant, Int, Text } from '../../platform/database/columns.js';

/** A text that customers may read and the assistant may quote. Its wording is in its versions. */
@Entity('documents')
@Index(['slug'], { unique: true })
export class DocumentEntity {
  @Id() id: string;
  @Text(80) slug: string;
  @Text(160) title: string;
  @Text(10) language: string;
  /** The number of the version that holds. */
  @Int() currentVersion: number;
  @Flag() isActive: boolean;
  @Instant() createdAt: Date;
  @Instant() updatedAt: Date;
}
