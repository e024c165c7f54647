import { Entity, Index } from 'typeorm';
import { Id, Instant, Int, LongText, Refers, Text } from '../../platform/database/columns.js';
import { DocumentEntity } from './document.entity.js';

/** One wording of a document; never edited, so that what was quoted can be shown again. */
@Entity('document_versions')
@Index(['documentId', 'version'], { unique: true })
export class DocumentVersionEntity {
  @Id() id: string;
  @Refers(() => DocumentEntity) documentId: string;
  @Int() version: number;
  /** Markdown. */
  @LongText() body: string;
  /** SHA-256 of the body, in hex: whether an index of it is of this wording. */
  @Text(64) bodyHash: string;
  @Instant() publishedAt: Date;
}
