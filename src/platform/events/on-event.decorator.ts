import { markMethod } from '../jobs/decorated-methods.js';
import type { JobContext } from '../jobs/job-handlers.js';
import type { DomainEvent } from './domain-event.js';

export interface EventMark {
  event: string;
  as: string;
}

export const eventMarkKey = 'nexora:event';

type Method<E> = (event: E, context: JobContext) => Promise<unknown>;

/**
 * Lets a provider's method hear an event, as a job of its own, under the rules of `JobHandler`.
 * @param as the subscriber's name, e.g. `notifications`. It is stored with the event and so must not change
 * lightly; the methods of one name hear the events of an aggregate one at a time, in order.
 */
export function OnEvent<E extends DomainEvent>(event: E['name'], { as }: { as: string }) {
  return <M extends Method<E>>(
    prototype: object,
    method: string | symbol,
    _descriptor: TypedPropertyDescriptor<M>,
  ): void => markMethod<EventMark>(eventMarkKey, prototype, method, { event, as });
}
