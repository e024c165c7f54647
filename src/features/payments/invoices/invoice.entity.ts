import { Entity, Index } from 'typeorm';
import {
  Day,
  Id,
  Instant,
  Int,
  Json,
  NaturalKey,
  Paise,
  SubjectId,
  Text,
} from '../../../platform/database/columns.js';
import { Pii } from '../../../platform/telemetry/pii.js';
import type { InvoiceDocument, InvoiceKind } from './invoice-document.js';

/** An invoice or a credit note, as it was issued; never edited (MO-4). */
@Entity('invoices')
@Index(['number'], { unique: true })
@Index(['sourceKey'], { unique: true })
@Index(['series', 'serial'], { unique: true })
@Index(['subjectId', 'id'])
export class InvoiceEntity {
  @Id() id: string;
  @Text(12) kind: InvoiceKind;
  @SubjectId() subjectId: string;
  /** What called for it; nothing calls for two. */
  @Text(64) sourceKey: string;
  @Text(16) number: string;
  @Text(8) series: string;
  @Int() serial: number;
  /** The invoice that a credit note corrects. */
  @SubjectId({ nullable: true }) correctsId: string | null;
  @Day() issuedOn: string;
  @Paise() taxPaise: number;
  @Paise() totalPaise: number;
  @Pii('address') @Json() document: InvoiceDocument;
  @Instant() createdAt: Date;
}

/** The last serial given in a series. Its row is held by whoever issues, so that no number is left out. */
@Entity('invoice_counters')
export class InvoiceCounterEntity {
  @NaturalKey(8) series: string;
  @Int() lastSerial: number;
}
