import type { AddressInput } from '../src/features/users/index.js';
import { material } from './material.js';
import type { CityMaterial, PincodeMaterial } from './material.js';
import { SeededRandom } from './seeded-random.js';

export interface PlannedCustomer {
  /** 0 is the demonstration's customer. */
  readonly at: number;
  readonly firstName: string;
  readonly lastName: string;
  readonly email: string;
  readonly mobile: string;
  readonly language: 'en' | 'hi';
  /** Those with a history have booked, talked and perhaps complained. */
  readonly hasHistory: boolean;
  readonly isEmailVerified: boolean;
  /** Day and minute of the registration, the day counted from that of the seeding. */
  readonly registered: { readonly day: number; readonly minute: number };
  readonly city: string;
  /** The first one is the default. */
  readonly addresses: readonly PlannedAddress[];
}

/** `line1` is the customer's only one of that text, so that the row can be found again. */
export type PlannedAddress = AddressInput & { readonly line1: string };

export const customerCount = 150;
export const customersWithHistory = 100;
export const addressCount = 198;

const demo = { firstName: 'Aarav', lastName: 'Sharma', email: 'demo.customer@nexora.example' };

/** The first is +919000000001, the demonstration's customer. */
export function customerMobile(at: number): string {
  return `+919${String(at + 1).padStart(9, '0')}`;
}

/** The same 150 people every time. */
export function planCustomers(): PlannedCustomer[] {
  const random = new SeededRandom(20_261);
  const names = material.names();
  const pincodes = material.pincodes();
  const cities = new Map(material.cities().map((each) => [each.name, each]));
  return Array.from({ length: customerCount }, (_, at) => {
    const hasHistory = at < customersWithHistory;
    const isDemo = at === 0;
    const gender = random.chance(0.5) ? 'female' : 'male';
    const drawn = {
      firstName: random.pick(names.firstNames[gender]),
      lastName: random.pick(names.lastNames),
    };
    const { firstName, lastName } = isDemo ? demo : drawn;
    const email = isDemo ? demo.email : `${firstName}.${lastName}.${at + 1}@mail.example`.toLowerCase();
    const home = isDemo ? pincodeOf(pincodes, '560001') : random.pick(pincodes);
    const neighbours = pincodes.filter((each) => each.city === home.city && each !== home);
    const second = random.pick(neighbours);
    const places = at < addressCount - customerCount ? [home, second] : [home];
    const mobile = customerMobile(at);
    return {
      at,
      firstName,
      lastName,
      email,
      mobile,
      language: random.chance(0.75) || isDemo ? 'en' : 'hi',
      hasHistory,
      isEmailVerified: isDemo || random.chance(0.8),
      registered: {
        day: hasHistory ? random.int(-400, -75) : random.int(-120, -2),
        minute: random.int(8 * 60, 21 * 60),
      },
      city: home.city,
      addresses: places.map((place, nth) => ({
        ...addressAt(random, place, cityOf(cities, place.city), names, nth),
        contactName: `${firstName} ${lastName}`,
        contactMobile: mobile,
        isDefault: nth === 0,
      })),
    };
  });
}

function addressAt(
  random: SeededRandom,
  { pincode, city, area, lat, lng }: PincodeMaterial,
  { state }: CityMaterial,
  { societies, streets, landmarks }: ReturnType<typeof material.names>,
  nth: number,
): PlannedAddress {
  const door = `${random.pick(['A', 'B', 'C', 'D'])}-${random.int(1, 12)}0${random.int(1, 6)}`;
  // Two draws of one customer could coincide; two floors of a house cannot.
  const floor = nth === 0 ? 'first floor' : 'second floor';
  return {
    line1: `${door}, ${random.pick(societies)}, ${random.pick(streets)}, ${floor}`,
    line2: `${area}, ${random.pick(landmarks)}`,
    city,
    state,
    pincode,
    lat,
    lng,
  };
}

function pincodeOf(pincodes: readonly PincodeMaterial[], wanted: string): PincodeMaterial {
  const found = pincodes.find(({ pincode }) => pincode === wanted);
  if (!found) throw new Error(`The seed material has no pincode ${wanted}.`);
  return found;
}

function cityOf(cities: ReadonlyMap<string, CityMaterial>, name: string): CityMaterial {
  const found = cities.get(name);
  if (!found) throw new Error(`The seed material has no city ${name}.`);
  return found;
}
