import type { Audience } from '../../kernel/actor.js';
import type { DomainEvent } from '../events/domain-event.js';
import type { SessionEntity } from './session.entity.js';

/** A used refresh token came back too late to be an accident; its session was ended (ID-2). */
export type SessionReplayed = DomainEvent<
  'session.replayed',
  { sessionId: string; audience: Audience; principalId: string }
>;

export function sessionReplayed(
  { id, audience, principalId }: Pick<SessionEntity, 'id' | 'audience' | 'principalId'>,
  at: Date,
): SessionReplayed {
  return {
    name: 'session.replayed',
    aggregateId: id,
    at,
    payload: { sessionId: id, audience, principalId },
  };
}
