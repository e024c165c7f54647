import { Entity, Index } from 'typeorm';
import { RefersKey } from '../../platform/database/columns.js';
import { PincodeEntity } from '../services/index.js';
import { ProviderEntity } from './provider.entity.js';

/** A provider goes to this pincode. */
@Entity('provider_pincodes')
@Index(['pincode'])
export class ProviderPincodeEntity {
  @RefersKey(() => ProviderEntity) providerId: string;
  @RefersKey(() => PincodeEntity, 6) pincode: string;
}
