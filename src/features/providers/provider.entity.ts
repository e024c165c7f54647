import { Entity, Index } from 'typeorm';
import { Flag, Id, Instant, Int, Json, Real, Refers, Text } from '../../platform/database/columns.js';
import { PincodeEntity } from '../services/index.js';

/** A person who does the work. Mobile, email and surname are for staff alone (ID-6). */
@Entity('providers')
@Index(['mobile'], { unique: true })
@Index(['email'], { unique: true })
@Index(['city'])
export class ProviderEntity {
  @Id() id: string;
  @Text(60) firstName: string;
  @Text(60) lastName: string;
  /** E.164. */
  @Text(20) mobile: string;
  @Text(160) email: string;
  @Text(60) city: string;
  /** Where the working day begins, or null. */
  @Refers(() => PincodeEntity, { nullable: true, length: 6 }) pincode: string | null;
  @Real({ nullable: true }) baseLat: number | null;
  @Real({ nullable: true }) baseLng: number | null;
  /** Sum and number of the stars given; the rating is made from them (DI-5). */
  @Int() ratingSum: number;
  @Int() ratingCount: number;
  @Flag() isVerified: boolean;
  @Flag() isActive: boolean;
  @Text(15, { nullable: true }) gstNumber: string | null;
  /** ISO 639-1 codes. */
  @Json() languages: string[];
  @Instant() createdAt: Date;
}
