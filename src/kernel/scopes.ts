/** What an API key can be allowed to do (ID-8), by whose key it is; a scope opens the routes that name it, no others. */
export const scopesOf = {
  customer: ['profile.read', 'addresses.read', 'addresses.write', 'chat.read', 'chat.write'],
  staff: ['customers.read'],
} as const;

export type KeyOwnerKind = keyof typeof scopesOf;
export type Scope = (typeof scopesOf)[KeyOwnerKind][number];

export const scopes: readonly Scope[] = [...scopesOf.customer, ...scopesOf.staff];
