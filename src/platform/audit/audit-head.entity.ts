import { Entity } from 'typeorm';
import { Int, NaturalKey, Text } from '../database/columns.js';

/** Where the chain ends. One row: it is what sealers hold, and it tells when the end of the chain was cut off. */
@Entity('audit_heads')
export class AuditHeadEntity {
  @NaturalKey(16) name: string;
  @Int() sequence: number;
  @Text(64) hash: string;
  /** Of sequence and hash, under a key that is not in the database: whoever writes rows cannot write this. */
  @Text(64) mac: string;
}
