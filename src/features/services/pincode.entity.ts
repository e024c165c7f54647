import { Entity, Index } from 'typeorm';
import { Flag, NaturalKey, Real, Text } from '../../platform/database/columns.js';

/** A postal area; its state is the place of supply of work done there (PR-4). */
@Entity('pincodes')
@Index(['city'])
export class PincodeEntity {
  @NaturalKey(6) pincode: string;
  @Text(60) city: string;
  @Text(60) state: string;
  @Text(120) area: string;
  @Flag() isServiceable: boolean;
  @Real() lat: number;
  @Real() lng: number;
}
