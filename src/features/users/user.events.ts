import type { DomainEvent } from '../../platform/events/domain-event.js';

/** A customer gave their account up; email and mobile are free again (ID-7). */
export type AccountClosed = DomainEvent<'user.account_closed', { userId: string }>;

export function accountClosed(userId: string, at: Date): AccountClosed {
  return { name: 'user.account_closed', aggregateId: userId, at, payload: { userId } };
}
