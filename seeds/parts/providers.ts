import {
  ProviderEntity,
  ProviderHoursEntity,
  ProviderPincodeEntity,
  ProviderSkillEntity,
} from '../../src/features/providers/index.js';
import { weekdays } from '../../src/kernel/calendar.js';
import { newId } from '../../src/kernel/ids.js';
import { insertRows } from '../../src/platform/database/rows.js';
import { material } from '../material.js';
import type { PincodeMaterial } from '../material.js';
import type { SeedDays } from '../seed-days.js';
import { SeededRandom } from '../seeded-random.js';
import type { Seeding } from '../seeding.js';

/** Of each city: three women and three men, since the salons promise one or the other and need three each. */
const perCity = 6;

const openMinute = 8 * 60;
const closeMinute = 20 * 60;

/** What is spoken in a state besides English and Hindi. */
const stateLanguages: Readonly<Record<string, string>> = {
  Maharashtra: 'mr',
  Karnataka: 'kn',
  Telangana: 'te',
  'Andhra Pradesh': 'te',
  'Tamil Nadu': 'ta',
  'West Bengal': 'bn',
  Gujarat: 'gu',
  Punjab: 'pa',
  Kerala: 'ml',
};

interface PlannedProvider {
  readonly provider: ProviderEntity;
  readonly skills: readonly string[];
  readonly pincodes: readonly string[];
}

/** 120 providers, six a city, who serve all of it every day and whose skills cover each category at least three times. */
export async function seedProviders({ steps, days }: Seeding): Promise<void> {
  await steps.write('providers', async (tx) => {
    const planned = planProviders(days);
    const all = planned.map(({ provider }) => provider);
    await insertRows(tx, ProviderEntity, ...all);
    await insertRows(
      tx,
      ProviderSkillEntity,
      ...planned.flatMap(({ provider, skills }) =>
        skills.map((skill) => ({ providerId: provider.id, skill })),
      ),
    );
    await insertRows(
      tx,
      ProviderPincodeEntity,
      ...planned.flatMap(({ provider, pincodes }) =>
        pincodes.map((pincode) => ({ providerId: provider.id, pincode })),
      ),
    );
    await insertRows(
      tx,
      ProviderHoursEntity,
      ...all.flatMap(({ id }) =>
        weekdays.map((weekday) => ({
          providerId: id,
          weekday,
          fromMinute: openMinute,
          toMinute: closeMinute,
        })),
      ),
    );
  });
}

function planProviders(days: SeedDays): PlannedProvider[] {
  const random = new SeededRandom(20_262);
  const names = material.names();
  const categories = material.categories().map(({ slug }) => slug);
  const pincodes = material.pincodes();
  return material.cities().flatMap(({ name: city, state }, cityAt) => {
    const places = pincodes.filter((each) => each.city === city);
    return Array.from({ length: perCity }, (_, at) => {
      const gender = at % 2 === 0 ? 'female' : 'male';
      const number = cityAt * perCity + at + 1;
      const home = random.pick(places);
      return {
        provider: providerRow(
          {
            firstName: random.pick(names.firstNames[gender]),
            lastName: random.pick(names.lastNames),
            mobile: `+917${String(number).padStart(9, '0')}`,
            email: `provider${String(number).padStart(3, '0')}@providers.example`,
            languages: languagesOf(state),
            createdAt: days.at(random.int(-700, -90), random.int(9 * 60, 18 * 60)),
            ...starsOf(random),
          },
          home,
        ),
        skills: categories.filter((category, nth) => canDo(category, nth, at, random)),
        pincodes: places.map(({ pincode }) => pincode),
      };
    });
  });
}

/** Every second of the six for most categories, turn by turn, and most of the others too. */
function canDo(category: string, nth: number, at: number, random: SeededRandom): boolean {
  const isWoman = at % 2 === 0;
  if (category === 'salon-for-women') return isWoman;
  if (category === 'salon-for-men') return !isWoman;
  return (at + nth) % 2 === 0 || random.chance(0.75);
}

function providerRow(
  person: Pick<
    ProviderEntity,
    'firstName' | 'lastName' | 'mobile' | 'email' | 'languages' | 'createdAt' | 'ratingSum' | 'ratingCount'
  >,
  { city, pincode, lat, lng }: PincodeMaterial,
): ProviderEntity {
  return {
    id: newId(),
    ...person,
    city,
    pincode,
    baseLat: lat,
    baseLng: lng,
    isVerified: true,
    isActive: true,
    gstNumber: null,
  };
}

/** Ratings from before the demonstration begins: 3.9 to 4.9 stars each. */
function starsOf(random: SeededRandom): Pick<ProviderEntity, 'ratingSum' | 'ratingCount'> {
  const ratingCount = random.int(12, 240);
  return { ratingCount, ratingSum: Math.round((ratingCount * random.int(39, 49)) / 10) };
}

function languagesOf(state: string): string[] {
  const own = stateLanguages[state];
  return own === undefined ? ['en', 'hi'] : ['en', 'hi', own];
}
