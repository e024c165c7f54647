import { Injectable } from '@nestjs/common';
import type { Reader } from '../../platform/database/transaction.js';
import type { CatalogueRows } from './catalogue-snapshot.js';
import { CategoryEntity } from './category.entity.js';
import { PincodeEntity } from './pincode.entity.js';
import { RateCardPincodeEntity } from './rate-card-pincode.entity.js';
import { RateCardVersionEntity } from './rate-card-version.entity.js';
import { RateCardEntity } from './rate-card.entity.js';
import { SubcategoryEntity } from './subcategory.entity.js';
import { SynonymEntity } from './synonym.entity.js';

@Injectable()
export class CatalogueRepository {
  /** The whole catalogue; a few tens of thousands of rows, most of them pairs of ids. */
  async readAll(reader: Reader): Promise<CatalogueRows> {
    return {
      categories: await reader.getRepository(CategoryEntity).find(),
      services: await reader.getRepository(SubcategoryEntity).find(),
      synonyms: await reader.getRepository(SynonymEntity).find({ order: { id: 'ASC' } }),
      rateCards: await reader.getRepository(RateCardEntity).find(),
      rates: await reader.getRepository(RateCardVersionEntity).find(),
      pincodes: await reader.getRepository(PincodeEntity).find(),
      offered: await this.listOffered(reader),
    };
  }

  /** Raw rows: by far the most numerous, and hydrating them would be most of the cost of a start. */
  private listOffered(reader: Reader): Promise<RateCardPincodeEntity[]> {
    return reader
      .getRepository(RateCardPincodeEntity)
      .createQueryBuilder('offered')
      .select('offered.rateCardId', 'rateCardId')
      .addSelect('offered.pincode', 'pincode')
      .getRawMany<RateCardPincodeEntity>();
  }
}
