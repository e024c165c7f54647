import type { DomainEvent } from '../../../platform/events/domain-event.js';
import type { BookingEntity } from '../booking.entity.js';
import type { ProposalState, RescheduleProposalEntity } from './reschedule.entity.js';

/** A provider asks the customer for another time (CX-9). */
export type RescheduleProposed = DomainEvent<
  'booking.reschedule_proposed',
  {
    bookingId: string;
    userId: string;
    providerId: string;
    orderNumber: string;
    proposalId: string;
    slotStartAt: string;
    proposedStartAt: string;
    /** From then on silence cancels the booking. */
    answerDueAt: string;
    reason: string;
  }
>;

/** The customer has agreed or refused, or was silent for too long. */
export type RescheduleAnswered = DomainEvent<
  'booking.reschedule_answered',
  {
    bookingId: string;
    userId: string;
    providerId: string;
    orderNumber: string;
    proposalId: string;
    answer: Exclude<ProposalState, 'open'>;
  }
>;

export function rescheduleProposed(
  { id, customerId, orderNumber, slotStartAt }: BookingEntity,
  proposal: RescheduleProposalEntity,
  at: Date,
): RescheduleProposed {
  return {
    name: 'booking.reschedule_proposed',
    aggregateId: id,
    at,
    payload: {
      bookingId: id,
      userId: customerId,
      providerId: proposal.providerId,
      orderNumber,
      proposalId: proposal.id,
      slotStartAt: slotStartAt.toISOString(),
      proposedStartAt: proposal.slotStartAt.toISOString(),
      answerDueAt: proposal.answerDueAt.toISOString(),
      reason: proposal.reason,
    },
  };
}

export function rescheduleAnswered(
  { id, customerId, orderNumber }: BookingEntity,
  proposal: RescheduleProposalEntity,
  answer: Exclude<ProposalState, 'open'>,
  at: Date,
): RescheduleAnswered {
  const { id: proposalId, providerId } = proposal;
  return {
    name: 'booking.reschedule_answered',
    aggregateId: id,
    at,
    payload: { bookingId: id, userId: customerId, providerId, orderNumber, proposalId, answer },
  };
}
