import {
  ProviderEntity,
  ProviderHoursEntity,
  ProviderPincodeEntity,
  ProviderSkillEntity,
} from '../../src/features/providers/index.js';
import { PincodeEntity, groupBy } from '../../src/features/services/index.js';
import type { CatalogueSnapshot } from '../../src/features/services/index.js';
import { AddressEntity } from '../../src/features/users/index.js';
import { weekdays } from '../../src/kernel/calendar.js';
import type { Reader } from '../../src/platform/database/transaction.js';
import type { Finding } from './finding.js';

const fewest = 3;
const openMinute = 8 * 60;
const closeMinute = 20 * 60;
const longestMinutes = 240;

/** Whether anyone can book anything at any seeded pincode. */
export async function coverageFindings(
  reader: Reader,
  catalogue: CatalogueSnapshot,
  now: Date,
): Promise<Finding[]> {
  const pincodes = await reader.getRepository(PincodeEntity).find();
  return [
    {
      claim: 'three providers a category, city and day',
      faults: await missingProviders(reader, catalogue, pincodes),
    },
    { claim: 'everything is priced everywhere', faults: missingPrices(catalogue, pincodes, now) },
    { claim: 'no service is longer than a visit', faults: tooLong(catalogue) },
    { claim: 'addresses lie in known pincodes', faults: await strayAddresses(reader, pincodes) },
  ];
}

async function missingProviders(
  reader: Reader,
  catalogue: CatalogueSnapshot,
  pincodes: readonly PincodeEntity[],
): Promise<string[]> {
  const providers = await reader.getRepository(ProviderEntity).findBy({ isActive: true, isVerified: true });
  const skills = groupBy(
    await reader.getRepository(ProviderSkillEntity).find(),
    ({ providerId }) => providerId,
  );
  const served = groupBy(
    await reader.getRepository(ProviderPincodeEntity).find(),
    ({ providerId }) => providerId,
  );
  const hours = groupBy(
    await reader.getRepository(ProviderHoursEntity).find(),
    ({ providerId }) => providerId,
  );
  const byCity = groupBy(pincodes, ({ city }) => city);
  return [...byCity].flatMap(([city, places]) => {
    const local = providers.filter(({ id }) => {
      const own = new Set((served.get(id) ?? []).map(({ pincode }) => pincode));
      return places.every(({ pincode }) => own.has(pincode));
    });
    return catalogue.categories.flatMap(({ slug }) => {
      const able = local.filter(({ id }) => (skills.get(id) ?? []).some(({ skill }) => skill === slug));
      return weekdays.flatMap((weekday) => {
        const there = able.filter(({ id }) =>
          (hours.get(id) ?? []).some(
            (each) =>
              each.weekday === weekday && each.fromMinute <= openMinute && each.toMinute >= closeMinute,
          ),
        );
        return there.length < fewest ? [`${slug} in ${city} on weekday ${weekday}: ${there.length}`] : [];
      });
    });
  });
}

function missingPrices(
  catalogue: CatalogueSnapshot,
  pincodes: readonly PincodeEntity[],
  now: Date,
): string[] {
  return pincodes.flatMap((place) =>
    catalogue.services.flatMap((service) => {
      const rates = catalogue.ratesAt(service, place, now);
      return rates.length === service.rateCards.length ? [] : [`${service.slug} in ${place.pincode}`];
    }),
  );
}

function tooLong(catalogue: CatalogueSnapshot): string[] {
  return catalogue.services.flatMap(({ rateCards }) =>
    rateCards.filter(({ durationMinutes }) => durationMinutes > longestMinutes).map(({ slug }) => slug),
  );
}

/** People may give any pincode; those of the seeding are all served. */
async function strayAddresses(reader: Reader, pincodes: readonly PincodeEntity[]): Promise<string[]> {
  const known = new Map(pincodes.map(({ pincode, city }) => [pincode, city]));
  const rows = await reader.getRepository(AddressEntity).find();
  const stray = rows.filter(({ pincode, city }) => known.has(pincode) && known.get(pincode) !== city);
  const perCustomer = groupBy(
    rows.filter(({ deletedAt }) => deletedAt === null),
    ({ userId }) => userId,
  );
  const undecided = [...perCustomer].filter(
    ([, own]) => own.filter(({ isDefault }) => isDefault).length !== 1,
  );
  return [
    ...stray.map(({ id, pincode }) => `address ${id} says another city than ${pincode} is in`),
    ...undecided.map(([userId]) => `customer ${userId} has not exactly one default address`),
  ];
}
