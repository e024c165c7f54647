/**
 * What an API key can be allowed to do (ID-8), by whose key it is. A scope opens the routes that name it, no others, and
 * of those only the ones that are for its owner's kind: `bookings.read` shows a customer theirs, and staff what their
 * role shows them. What staff decide about bookings, money and people takes a person, and no scope.
 */
export const scopesOf = {
  customer: [
    'profile.read',
    'addresses.read',
    'addresses.write',
    'chat.read',
    'chat.write',
    'bookings.read',
    'bookings.write',
    'payments.read',
    'notifications.read',
    'notifications.write',
  ],
  staff: [
    'customers.read',
    'bookings.read',
    'payments.read',
    'providers.read',
    'catalogue.read',
    'catalogue.write',
  ],
} as const;

export type KeyOwnerKind = keyof typeof scopesOf;
export type Scope = (typeof scopesOf)[KeyOwnerKind][number];

export const scopes: readonly Scope[] = [...new Set([...scopesOf.customer, ...scopesOf.staff])];
