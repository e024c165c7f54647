import type { PincodeEntity } from '../../src/features/services/index.js';
import type { UserEntity } from '../../src/features/users/index.js';
import { idTail, idTime, scaledId } from '../scale.plan.js';
import type { RawRow } from './raw-rows.js';

const dayMs = 86_400_000;
/** They joined before their first visit, of a million too. */
const joinedDaysAgo = 12_000;

/** What tells the tables apart in the ids. */
const kinds = { user: 1, address: 2, account: 3 } as const;
const accountKinds = ['customer_receivable', 'customer_dues', 'wallet_liability'] as const;

/** When all of them joined; no visit of theirs is older. */
export function joinedAt(seededAt: Date): Date {
  return new Date(seededAt.getTime() - joinedDaysAgo * dayMs);
}

export function customerIdOf(number: number, seededAt: Date): string {
  return scaledId(joinedAt(seededAt).getTime(), kinds.user, number);
}

/** Accounts that each customer has. */
export const accountsEach = accountKinds.length;

/** Which of a customer's accounts is of a kind. */
export function accountPlaceOf(kind: string): number {
  const place = accountKinds.findIndex((each) => each === kind);
  if (place < 0) throw new Error(`No account of the kind ${kind} is opened for customers.`);
  return place;
}

/** What the ids of customers' accounts begin with, before `number * accountsEach + place` in twelve hex digits. */
export function accountIdsBegin(seededAt: Date): string {
  return idTime(joinedAt(seededAt).getTime()) + idTail(kinds.account);
}

function accountIdOf(number: number, kind: string, seededAt: Date): string {
  return scaledId(joinedAt(seededAt).getTime(), kinds.account, number * accountsEach + accountPlaceOf(kind));
}

/** Mobiles of a range that no demonstration login has. */
export function customerOf(number: number, seededAt: Date, passwordHash: string): UserEntity {
  const at = joinedAt(seededAt);
  return {
    id: customerIdOf(number, seededAt),
    mobile: `+9160${String(number).padStart(8, '0')}`,
    email: `customer.${number}@scale.example.com`,
    firstName: 'Asha',
    lastName: null,
    passwordHash,
    avatarKey: null,
    emailVerifiedAt: null,
    mobileVerifiedAt: null,
    referralCode: `SC${String(number).padStart(8, '0')}`,
    referredById: null,
    preferences: {},
    language: 'en',
    isActive: true,
    createdAt: at,
    updatedAt: at,
    deletedAt: null,
    failedLogins: 0,
    lockedUntil: null,
    lastLoginAt: null,
  };
}

export function addressOf(number: number, seededAt: Date, places: readonly PincodeEntity[]): RawRow {
  const place = places[number % places.length];
  if (!place) throw new Error('No pincode is served.');
  return {
    id: scaledId(joinedAt(seededAt).getTime(), kinds.address, number),
    userId: customerIdOf(number, seededAt),
    line1: `${(number % 200) + 1}, 5th Cross`,
    line2: null,
    city: place.city,
    state: place.state,
    pincode: place.pincode,
    contactName: null,
    contactMobile: null,
    isDefault: 1,
    lat: null,
    lng: null,
    createdAt: joinedAt(seededAt),
    deletedAt: null,
  };
}

export function customerAccounts(number: number, seededAt: Date): RawRow[] {
  return accountKinds.map((kind) => ({
    id: accountIdOf(number, kind, seededAt),
    kind,
    subject: customerIdOf(number, seededAt),
    createdAt: joinedAt(seededAt),
  }));
}
