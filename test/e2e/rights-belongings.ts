import type { RightsCast } from './rights-world.js';

/** Somebody's own thing. */
export interface Thing {
  readonly id: string;
  /** Whose it is, when it is a provider's. */
  readonly providerId?: string;
}

/** What is named by the beginning of a route, and belongs to one person. */
export interface Belonging {
  /** The code of the refusal that says that it does not exist; its owner is never told this. */
  readonly missing: string;
  make(cast: RightsCast, customerId: string): Promise<Thing>;
}

const booking: Belonging = {
  missing: 'booking.not_found',
  make: async (cast, customerId) => ({ id: (await cast.bookingOf(customerId)).id }),
};

const thread: Belonging = {
  missing: 'thread.not_found',
  make: async (cast, customerId) => ({ id: await cast.threadOf(customerId) }),
};

/**
 * What people call their own, by the beginning of the route that names it; the longest beginning holds. A route whose
 * thing is another one needs its line here, so that it is tried with a real id of somebody else's (ID-10).
 */
export const belongings: Readonly<Record<string, Belonging>> = {
  '/api/v1/addresses/{id}': {
    missing: 'address.not_found',
    make: async (cast, customerId) => ({
      id: await cast.world.addAddress(await cast.tokenOf('customer', customerId)),
    }),
  },
  '/api/v1/api-keys/{id}': {
    missing: 'api_key.not_found',
    make: async (cast, customerId) => ({ id: await cast.apiKeyOf(customerId) }),
  },
  '/api/v1/auth/sessions/{id}': {
    missing: 'session.not_found',
    make: async (cast, customerId) => ({ id: await cast.sessionOf('customer', customerId) }),
  },
  '/api/v1/bookings/{id}': booking,
  '/api/v1/bookings/{id}/reschedule-proposal': {
    missing: 'booking.not_found',
    make: async (cast, customerId) => ({ id: (await cast.proposalTo(customerId)).id }),
  },
  '/api/v1/cart/items/{id}': {
    missing: 'cart_item.not_found',
    make: async (cast, customerId) => ({ id: await cast.cartItemOf(customerId) }),
  },
  '/api/v1/chat/sessions/{id}': thread,
  '/api/v1/holds/{id}': {
    missing: 'hold.not_found',
    make: async (cast, customerId) => ({ id: await cast.holdOf(customerId) }),
  },
  '/api/v1/notifications/{id}': {
    missing: 'notification.not_found',
    make: async (cast, customerId) => ({ id: await cast.notificationOf(customerId) }),
  },
  '/api/v1/payments/{bookingId}': booking,
  '/api/v1/provider/bookings/{id}': {
    missing: 'booking.not_found',
    make: (cast, customerId) => cast.jobOf(customerId),
  },
  '/api/v1/provider/offers/{id}': {
    missing: 'offer.not_found',
    make: (cast, customerId) => cast.offerOf(customerId),
  },
  '/api/v1/threads/{id}': thread,
  '/api/v1/users/{id}/avatar': {
    missing: 'avatar.not_found',
    make: async (cast, customerId) => ({ id: await cast.withAvatar(customerId) }),
  },
};

export function belongingAt(route: string): Belonging | null {
  const at = route.slice(route.indexOf(' ') + 1);
  const [found] = Object.keys(belongings)
    .filter((beginning) => at === beginning || at.startsWith(`${beginning}/`))
    .toSorted((a, b) => b.length - a.length);
  return found === undefined ? null : (belongings[found] ?? null);
}
