import { readFileSync } from 'node:fs';
import { newId } from '../../src/kernel/ids.js';
import { PolicyEntity } from '../../src/features/policies/index.js';
import type { PoliciesService, PolicyKind } from '../../src/features/policies/index.js';
import { QuoteEntity } from '../../src/features/pricing/index.js';
import {
  ProviderCellEntity,
  ProviderDayEntity,
  ProviderEntity,
  ProviderHoursEntity,
  ProviderLeaveEntity,
  ProviderPincodeEntity,
  ProviderSkillEntity,
} from '../../src/features/providers/index.js';
import {
  CategoryEntity,
  PincodeEntity,
  RateCardEntity,
  RateCardPincodeEntity,
  RateCardVersionEntity,
  SubcategoryEntity,
  SynonymEntity,
} from '../../src/features/services/index.js';
import type { ServiceAttribute } from '../../src/features/services/index.js';
import type { Tx } from '../../src/platform/database/transaction.js';

/** Every table of migrations/0003-catalogue.ts. */
export const catalogueEntities = [
  CategoryEntity,
  SubcategoryEntity,
  SynonymEntity,
  RateCardEntity,
  RateCardVersionEntity,
  PincodeEntity,
  RateCardPincodeEntity,
  ProviderEntity,
  ProviderSkillEntity,
  ProviderHoursEntity,
  ProviderLeaveEntity,
  ProviderPincodeEntity,
  ProviderDayEntity,
  ProviderCellEntity,
  PolicyEntity,
  QuoteEntity,
];

interface Spoken {
  en: string[];
  hi: string[];
  hinglish: string[];
}

interface CategoryMaterial {
  slug: string;
  name: string;
  nameHi: string;
  description: string;
  gst: 'standard' | 'beauty';
  commissionBps: number;
  minNoticeMinutes: number;
  sort: number;
  synonyms: Spoken;
}

interface ServiceMaterial {
  slug: string;
  categorySlug: string;
  name: string;
  nameHi: string;
  description: string;
  durationMinutes: number;
  skill: string;
  warrantyDays: number;
  synonyms: Spoken;
  attributes: ServiceAttribute[];
  popular: boolean;
}

interface RateCardMaterial {
  slug: string;
  serviceSlug: string;
  name: string;
  description: string;
  pricePaise: number;
  strikePricePaise: number | null;
  durationMinutes: number;
  sort: number;
}

interface PolicyMaterial {
  kind: PolicyKind;
  effectiveFrom: string;
  body: object;
}

function material<T>(file: string): T[] {
  return JSON.parse(readFileSync(new URL(`../../seeds/data/${file}.json`, import.meta.url), 'utf8')) as T[];
}

export interface Ids {
  category: (slug: string) => string;
  service: (slug: string) => string;
  rateCard: (slug: string) => string;
}

const pincodes: PincodeEntity[] = [
  {
    pincode: '560001',
    city: 'Bangalore',
    state: 'Karnataka',
    area: 'Bangalore GPO',
    isServiceable: true,
    lat: 12.98,
    lng: 77.59,
  },
  {
    pincode: '560002',
    city: 'Bangalore',
    state: 'Karnataka',
    area: 'Bangalore City',
    isServiceable: true,
    lat: 12.96,
    lng: 77.58,
  },
  {
    pincode: '560099',
    city: 'Bangalore',
    state: 'Karnataka',
    area: 'Bommasandra',
    isServiceable: false,
    lat: 12.81,
    lng: 77.69,
  },
  {
    pincode: '226001',
    city: 'Lucknow',
    state: 'Uttar Pradesh',
    area: 'Lucknow GPO',
    isServiceable: true,
    lat: 26.85,
    lng: 80.95,
  },
];

/** Since when the prices of the material hold in the tests. */
export const pricedFrom = new Date('2024-01-01T00:00:00Z');

/**
 * The real catalogue of the seed material in four pincodes: everything is offered in 560001, 560002 and 226001 at
 * the list price; 560099 is not served.
 */
export async function insertCatalogue(tx: Tx): Promise<Ids> {
  const categories = new Map<string, string>();
  const services = new Map<string, string>();
  const rateCards = new Map<string, string>();
  await tx.getRepository(PincodeEntity).insert(pincodes);
  for (const { synonyms, gst, ...category } of material<CategoryMaterial>('categories')) {
    const { slug, name, nameHi, description, commissionBps, minNoticeMinutes, sort } = category;
    const id = named(categories, slug);
    const row = { id, slug, name, nameHi, description, commissionBps, minNoticeMinutes, sort };
    await tx.getRepository(CategoryEntity).insert({ ...row, gstGroup: gst, isActive: true });
    await insertPhrases(tx, synonyms, { categoryId: id, subcategoryId: null });
  }
  for (const { synonyms, categorySlug, popular, ...service } of material<ServiceMaterial>('services')) {
    const id = named(services, service.slug);
    await tx.getRepository(SubcategoryEntity).insert({
      ...service,
      id,
      categoryId: known(categories, categorySlug),
      isPopular: popular,
      isActive: true,
    });
    await insertPhrases(tx, synonyms, { categoryId: null, subcategoryId: id });
  }
  for (const card of material<RateCardMaterial>('rate-cards'))
    await insertRateCard(tx, card, services, rateCards);
  return {
    category: (slug) => known(categories, slug),
    service: (slug) => known(services, slug),
    rateCard: (slug) => known(rateCards, slug),
  };
}

async function insertRateCard(
  tx: Tx,
  { serviceSlug, pricePaise, strikePricePaise, ...card }: RateCardMaterial,
  services: ReadonlyMap<string, string>,
  rateCards: Map<string, string>,
): Promise<void> {
  const id = named(rateCards, card.slug);
  const offered = pincodes.filter(({ isServiceable }) => isServiceable);
  await tx
    .getRepository(RateCardEntity)
    .insert({ ...card, id, subcategoryId: known(services, serviceSlug), isActive: true });
  await tx.getRepository(RateCardVersionEntity).insert(
    [...new Set(offered.map(({ city }) => city))].map((city) => ({
      id: newId(),
      rateCardId: id,
      city,
      pincode: null,
      pricePaise,
      strikePricePaise,
      validFrom: pricedFrom,
      validTo: null,
    })),
  );
  await tx
    .getRepository(RateCardPincodeEntity)
    .insert(offered.map(({ pincode }) => ({ rateCardId: id, pincode })));
}

async function insertPhrases(
  tx: Tx,
  spoken: Spoken,
  of: Pick<SynonymEntity, 'categoryId' | 'subcategoryId'>,
): Promise<void> {
  const languages = ['en', 'hi', 'hinglish'] as const;
  const rows = languages.flatMap((language) =>
    spoken[language].map((phrase) => ({ id: newId(), ...of, language, phrase })),
  );
  await tx.getRepository(SynonymEntity).insert(rows);
}

/** The default policies of the seed material, published through the service. */
export async function publishPolicies(tx: Tx, policies: PoliciesService): Promise<void> {
  for (const { kind, effectiveFrom, body } of material<PolicyMaterial>('policies'))
    await policies.publish(tx, {
      kind,
      scopeKind: 'default',
      scopeId: null,
      code: `default-${kind}`,
      effectiveFrom: new Date(effectiveFrom),
      effectiveTo: null,
      body,
    });
}

let providers = 0;

/** A verified provider of Bangalore who works every day from 08:00 to 20:00, with what the test says otherwise. */
export async function insertProvider(
  tx: Tx,
  over: Partial<ProviderEntity> & { skills?: string[]; pincodes?: string[] } = {},
): Promise<string> {
  const { skills = ['appliance-repair'], pincodes: served = ['560001', '560002'], ...provider } = over;
  const id = newId();
  await tx.getRepository(ProviderEntity).insert({
    id,
    firstName: 'Ramesh',
    lastName: 'Kumar',
    mobile: `+9198${String((providers += 1)).padStart(8, '0')}`,
    email: `${id}@example.in`,
    city: 'Bangalore',
    pincode: '560001',
    baseLat: null,
    baseLng: null,
    ratingSum: 0,
    ratingCount: 0,
    isVerified: true,
    isActive: true,
    gstNumber: null,
    languages: ['en', 'kn'],
    createdAt: pricedFrom,
    ...provider,
  });
  await tx.getRepository(ProviderSkillEntity).insert(skills.map((skill) => ({ providerId: id, skill })));
  await tx
    .getRepository(ProviderPincodeEntity)
    .insert(served.map((pincode) => ({ providerId: id, pincode })));
  await tx
    .getRepository(ProviderHoursEntity)
    .insert(
      [1, 2, 3, 4, 5, 6, 7].map((weekday) => ({ providerId: id, weekday, fromMinute: 480, toMinute: 1200 })),
    );
  return id;
}

function named(ids: Map<string, string>, slug: string): string {
  const id = newId();
  ids.set(slug, id);
  return id;
}

function known(ids: ReadonlyMap<string, string>, slug: string): string {
  const id = ids.get(slug);
  if (id === undefined) throw new Error(`The seed material has no ${slug}.`);
  return id;
}
