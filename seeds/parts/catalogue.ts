import {
  CategoryEntity,
  CatalogueService,
  PincodeEntity,
  RateCardEntity,
  RateCardPincodeEntity,
  RateCardVersionEntity,
  SubcategoryEntity,
  SynonymEntity,
} from '../../src/features/services/index.js';
import { newId } from '../../src/kernel/ids.js';
import { percentOf, roundToRupee } from '../../src/kernel/money.js';
import { insertRows } from '../../src/platform/database/rows.js';
import type { Tx } from '../../src/platform/database/transaction.js';
import { material } from '../material.js';
import type { Phrases } from '../material.js';
import type { Seeding } from '../seeding.js';

/** Since when the seeded prices hold: before everything that is ever priced. */
const pricedFrom = new Date('2023-12-31T18:30:00.000Z');

const languages = ['en', 'hi', 'hinglish'] as const;

/** What is sold, where, and for how much. */
export async function seedCatalogue({ steps, get }: Seeding): Promise<void> {
  await steps.write('catalogue', async (tx) => {
    await insertPincodes(tx);
    const categoryIds = await insertCategories(tx);
    const serviceIds = await insertServices(tx, categoryIds);
    await insertRateCards(tx, serviceIds);
    await offerEverythingEverywhere(tx);
  });
  await get(CatalogueService).refresh();
}

async function insertPincodes(tx: Tx): Promise<void> {
  const states = new Map(material.cities().map(({ name, state }) => [name, state]));
  const rows = material.pincodes().map(({ pincode, city, area, lat, lng }): PincodeEntity => {
    const state = known(states, city);
    return { pincode, city, state, area, isServiceable: true, lat, lng };
  });
  await insertRows(tx, PincodeEntity, ...rows);
}

async function insertCategories(tx: Tx): Promise<ReadonlyMap<string, string>> {
  const all = material.categories();
  const ids = idsFor(all);
  const rows = all.map(({ slug, gst, ...each }): CategoryEntity => {
    const { name, nameHi, description, commissionBps, minNoticeMinutes, sort } = each;
    const id = known(ids, slug);
    return {
      ...{ id, slug, name, nameHi, description, commissionBps, minNoticeMinutes, sort },
      gstGroup: gst,
      isActive: true,
    };
  });
  await insertRows(tx, CategoryEntity, ...rows);
  const phrases = all.flatMap(({ slug, synonyms }) =>
    synonymRows(synonyms, { categoryId: known(ids, slug), subcategoryId: null }),
  );
  await insertRows(tx, SynonymEntity, ...phrases);
  return ids;
}

async function insertServices(
  tx: Tx,
  categoryIds: ReadonlyMap<string, string>,
): Promise<ReadonlyMap<string, string>> {
  const all = material.services();
  const ids = idsFor(all);
  const rows = all.map(({ slug, categorySlug, popular, synonyms: _, ...each }): SubcategoryEntity => ({
    ...each,
    id: known(ids, slug),
    categoryId: known(categoryIds, categorySlug),
    slug,
    isPopular: popular,
    isActive: true,
  }));
  await insertRows(tx, SubcategoryEntity, ...rows);
  const phrases = all.flatMap(({ slug, synonyms }) =>
    synonymRows(synonyms, { categoryId: null, subcategoryId: known(ids, slug) }),
  );
  await insertRows(tx, SynonymEntity, ...phrases);
  return ids;
}

async function insertRateCards(tx: Tx, serviceIds: ReadonlyMap<string, string>): Promise<void> {
  const all = material.rateCards();
  const ids = idsFor(all);
  const rows = all.map(({ slug, serviceSlug, name, description, durationMinutes, sort }): RateCardEntity => ({
    id: known(ids, slug),
    subcategoryId: known(serviceIds, serviceSlug),
    ...{ slug, name, description, durationMinutes, sort },
    isActive: true,
  }));
  await insertRows(tx, RateCardEntity, ...rows);
  const cities = material.cities();
  const versions = all.flatMap(({ slug, pricePaise, strikePricePaise }) =>
    cities.map(({ name, priceFactorBps }): RateCardVersionEntity => ({
      id: newId(),
      rateCardId: known(ids, slug),
      city: name,
      pincode: null,
      pricePaise: priceIn(pricePaise, priceFactorBps),
      strikePricePaise: strikePricePaise === null ? null : priceIn(strikePricePaise, priceFactorBps),
      validFrom: pricedFrom,
      validTo: null,
    })),
  );
  await insertRows(tx, RateCardVersionEntity, ...versions);
}

/** The list price times the city's factor, in whole rupees. */
export function priceIn(listPaise: number, priceFactorBps: number): number {
  return roundToRupee(percentOf(listPaise, priceFactorBps)).roundedPaise;
}

/** One statement instead of some 27,000 rows through the mapper. */
async function offerEverythingEverywhere(tx: Tx): Promise<void> {
  const [offered, cards, pincodes] = [RateCardPincodeEntity, RateCardEntity, PincodeEntity].map(
    (entity) => tx.getRepository(entity).metadata.tableName,
  );
  await tx.query(
    `INSERT INTO ${offered} (rateCardId, pincode) SELECT card.id, place.pincode FROM ${cards} card CROSS JOIN ${pincodes} place`,
  );
}

function synonymRows(
  phrases: Phrases,
  of: Pick<SynonymEntity, 'categoryId' | 'subcategoryId'>,
): SynonymEntity[] {
  return languages.flatMap((language) =>
    phrases[language].map((phrase) => ({ id: newId(), ...of, language, phrase })),
  );
}

function idsFor(rows: readonly { slug: string }[]): Map<string, string> {
  return new Map(rows.map(({ slug }) => [slug, newId()]));
}

function known(ids: ReadonlyMap<string, string>, name: string): string {
  const found = ids.get(name);
  if (found === undefined) throw new Error(`The seed material has no ${name}.`);
  return found;
}
