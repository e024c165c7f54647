import { Entity, Index } from 'typeorm';
import { Id, Instant, Paise, Refers, Text } from '../../platform/database/columns.js';
import { PincodeEntity } from './pincode.entity.js';
import { RateCardEntity } from './rate-card.entity.js';

/**
 * The price of a rate card in a city, or in one pincode of it, during `[validFrom, validTo)` (PR-2). Never edited:
 * a change of price is another version. Versions of one key do not overlap; `RatesService` sees to it.
 */
@Entity('rate_card_versions')
@Index(['rateCardId', 'city', 'validFrom'])
export class RateCardVersionEntity {
  @Id() id: string;
  @Refers(() => RateCardEntity) rateCardId: string;
  @Text(60) city: string;
  @Refers(() => PincodeEntity, { nullable: true, length: 6 }) pincode: string | null;
  @Paise() pricePaise: number;
  /** A former price shown struck through, or null. */
  @Paise({ nullable: true }) strikePricePaise: number | null;
  @Instant() validFrom: Date;
  @Instant({ nullable: true }) validTo: Date | null;
}
