import { LessThan } from 'typeorm';
import type { FindOptionsWhere, ObjectLiteral } from 'typeorm';
import { BookingEntity, BookingItemEntity } from '../../src/features/bookings/index.js';
import { MessageEntity } from '../../src/features/chat/index.js';
import {
  ComplaintEntity,
  ComplaintUpdateEntity,
  PriorityItemEntity,
} from '../../src/features/complaints/index.js';
import { DocumentEntity } from '../../src/features/knowledge/index.js';
import { PolicyEntity, policyKinds } from '../../src/features/policies/index.js';
import { ProviderEntity } from '../../src/features/providers/index.js';
import {
  CategoryEntity,
  PincodeEntity,
  RateCardEntity,
  RateCardPincodeEntity,
  RateCardVersionEntity,
  SubcategoryEntity,
} from '../../src/features/services/index.js';
import { BusinessCalendarEntity, HolidayEntity } from '../../src/features/sla/index.js';
import { PermissionEntity, RoleEntity, StaffMemberEntity } from '../../src/features/staff/index.js';
import { AddressEntity, UserEntity } from '../../src/features/users/index.js';
import type { Reader } from '../../src/platform/database/transaction.js';
import type { Finding } from './finding.js';

/** DATA.md's figures, and those that follow from them. */
const expectedCounts = {
  roles: 8,
  permissions: 30,
  'roles with a staff member': 8,
  categories: 12,
  subcategories: 76,
  'rate cards': 156,
  cities: 20,
  pincodes: 171,
  'prices (156 cards x 20)': 156 * 20,
  'offers (156 cards x 171)': 156 * 171,
  users: 150,
  'customers with bookings': 100,
  addresses: 198,
  providers: 120,
  bookings: 139,
  'booking items': 294,
  'chat messages': 1_192,
  'priority items': 100,
  complaints: 120,
  'complaint updates': 180,
  policies: policyKinds.length,
  'policy documents': 10,
  'business calendars': 1,
  holidays: 12,
} as const;

type Counted = keyof typeof expectedCounts;

/** Rows of the seeding are all from before the instant it is seen from; what people have added since is not counted. */
export async function countFindings(reader: Reader, seededAt: Date): Promise<Finding[]> {
  const count = <E extends ObjectLiteral>(
    entity: new () => E,
    where: FindOptionsWhere<E> = {},
  ): Promise<number> => reader.getRepository(entity).count({ where });
  const before = { createdAt: LessThan(seededAt) };
  const found: Record<Counted, number> = {
    roles: await count(RoleEntity),
    permissions: await count(PermissionEntity),
    'roles with a staff member': await distinct(reader, StaffMemberEntity, 'roleId'),
    categories: await count(CategoryEntity),
    subcategories: await count(SubcategoryEntity),
    'rate cards': await count(RateCardEntity),
    cities: await distinct(reader, PincodeEntity, 'city'),
    pincodes: await count(PincodeEntity),
    'prices (156 cards x 20)': await count(RateCardVersionEntity, { validFrom: LessThan(seededAt) }),
    'offers (156 cards x 171)': await count(RateCardPincodeEntity),
    users: await count(UserEntity, before),
    'customers with bookings': await distinct(reader, BookingEntity, 'customerId', seededAt),
    addresses: await count(AddressEntity, before),
    providers: await count(ProviderEntity, before),
    bookings: await count(BookingEntity, before),
    'booking items': await countItems(reader, seededAt),
    'chat messages': await count(MessageEntity, before),
    'priority items': await count(PriorityItemEntity, before),
    complaints: await count(ComplaintEntity, before),
    'complaint updates': await count(ComplaintUpdateEntity, before),
    policies: await count(PolicyEntity, { publishedAt: LessThan(seededAt) }),
    'policy documents': await count(DocumentEntity, before),
    'business calendars': await count(BusinessCalendarEntity),
    holidays: await count(HolidayEntity),
  };
  return Object.entries(expectedCounts).map(([claim, expected]) => {
    const actual = found[claim as Counted];
    const sentence = `${actual} of ${expected}`;
    return { claim, count: sentence, faults: actual === expected ? [] : [sentence] };
  });
}

async function distinct<E extends ObjectLiteral>(
  reader: Reader,
  entity: new () => E,
  column: keyof E & string,
  before?: Date,
): Promise<number> {
  const query = reader
    .getRepository(entity)
    .createQueryBuilder('row')
    .select(`COUNT(DISTINCT row.${column})`, 'count');
  if (before) query.where('row.createdAt < :before', { before });
  const row = await query.getRawOne<{ count: number | string }>();
  return Number(row?.count ?? 0);
}

function countItems(reader: Reader, before: Date): Promise<number> {
  return reader
    .getRepository(BookingItemEntity)
    .createQueryBuilder('item')
    .innerJoin(BookingEntity, 'booking', 'booking.id = item.bookingId')
    .where('booking.createdAt < :before', { before })
    .getCount();
}
