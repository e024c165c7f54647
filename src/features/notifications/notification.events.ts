import type { DomainEvent } from '../../platform/events/domain-event.js';
import type { NotificationEntity } from './notification.entity.js';

/** A notice was written for somebody, by one channel; a push and the webhooks follow it (NT-5). */
export type NotificationCreated = DomainEvent<
  'notification.created',
  { notificationId: string; userId: string | null; kind: string; channel: string }
>;

export function notificationCreated({
  id,
  userId,
  kind,
  channel,
  createdAt,
}: NotificationEntity): NotificationCreated {
  return {
    name: 'notification.created',
    aggregateId: id,
    at: createdAt,
    payload: { notificationId: id, userId, kind, channel },
  };
}
