import { Entity, Index } from 'typeorm';
import { Flag, Id, Instant, Int, Json, Real, Refers, Text } from '../../platform/database/columns.js';
import { Pii } from '../../platform/telemetry/pii.js';
import { PincodeEntity } from '../services/index.js';

/** A person who does the work. Mobile, email and surname are for staff alone (ID-6). */
@Entity('providers')
@Index(['mobile'], { unique: true })
@Index(['email'], { unique: true })
@Index(['city'])
export class ProviderEntity {
  @Id() id: string;
  @Pii('name') @Text(60) firstName: string;
  @Pii('name') @Text(60) lastName: string;
  /** E.164. */
  @Pii('mobile') @Text(20) mobile: string;
  @Pii('email') @Text(160) email: string;
  @Text(60) city: string;
  /** Where the working day begins, or null. */
  @Refers(() => PincodeEntity, { nullable: true, length: 6 }) pincode: string | null;
  @Pii('address') @Real({ nullable: true }) baseLat: number | null;
  @Pii('address') @Real({ nullable: true }) baseLng: number | null;
  /** Sum and number of the stars given; the rating is made from them (DI-5). */
  @Int() ratingSum: number;
  @Int() ratingCount: number;
  @Flag() isVerified: boolean;
  @Flag() isActive: boolean;
  @Pii('gstin') @Text(15, { nullable: true }) gstNumber: string | null;
  /** ISO 639-1 codes. */
  @Json() languages: string[];
  @Instant() createdAt: Date;
}
