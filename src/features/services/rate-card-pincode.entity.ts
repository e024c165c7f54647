import { Entity, Index } from 'typeorm';
import { RefersKey } from '../../platform/database/columns.js';
import { PincodeEntity } from './pincode.entity.js';
import { RateCardEntity } from './rate-card.entity.js';

/** A rate card is offered in a pincode. */
@Entity('rate_card_pincodes')
@Index(['pincode'])
export class RateCardPincodeEntity {
  @RefersKey(() => RateCardEntity) rateCardId: string;
  @RefersKey(() => PincodeEntity, 6) pincode: string;
}
