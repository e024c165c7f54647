import { Injectable } from '@nestjs/common';
import type { Actor } from '../../../kernel/actor.js';
import { systemActor } from '../../../kernel/actor.js';
import { Clock } from '../../../kernel/clock.js';
import { NotFound } from '../../../kernel/errors.js';
import { newId } from '../../../kernel/ids.js';
import type { Tx } from '../../../platform/database/transaction.js';
import { UnitOfWork } from '../../../platform/database/unit-of-work.js';
import { DomainEvents } from '../../../platform/events/domain-events.js';
import { JobHandler } from '../../../platform/jobs/job.decorators.js';
import { Jobs } from '../../../platform/jobs/jobs.js';
import { BookingCancellationService } from '../cancelling/booking-cancellation.service.js';
import type { BookingEntity } from '../booking.entity.js';
import { SlotInvalid } from '../booking.errors.js';
import { rescheduleAnswered, rescheduleProposed } from './reschedule.events.js';
import { AlreadyStarted } from '../booking-guards.js';
import { allowedEvents } from '../booking.policy.js';
import { BookingPolicies } from '../cancelling/booking-policies.service.js';
import { BookingReschedulingService } from './booking-rescheduling.service.js';
import { BookingTransitions } from '../booking-transitions.service.js';
import { IllegalTransition, bookingMachine } from '../booking.state.js';
import { BookingsRepository } from '../bookings.repository.js';
import { BookingsService } from '../bookings.service.js';
import type { BookingView } from '../bookings.service.js';
import { PlacementService } from '../slots/placement.service.js';
import { ProposalAlreadyOpen, ProposalLapsed } from './reschedule.errors.js';
import type { RescheduleProposalEntity } from './reschedule.entity.js';
import { lapseProposal } from './reschedule.jobs.js';
import { ReschedulesRepository } from './reschedules.repository.js';

export interface ProposedTime {
  startAt: Date;
  reason: string;
}

const minuteMs = 60_000;

/** A provider asks for another time; the customer agrees, refuses, or is silent, which cancels the booking (CX-9). */
@Injectable()
export class RescheduleProposalsService {
  constructor(
    private readonly work: UnitOfWork,
    private readonly bookings: BookingsRepository,
    private readonly showing: BookingsService,
    private readonly transitions: BookingTransitions,
    private readonly placement: PlacementService,
    private readonly rescheduling: BookingReschedulingService,
    private readonly cancellation: BookingCancellationService,
    private readonly policies: BookingPolicies,
    private readonly reschedules: ReschedulesRepository,
    private readonly jobs: Jobs,
    private readonly events: DomainEvents,
    private readonly clock: Clock,
  ) {}

  /**
   * Asks for another time at which the provider is free; it is not held for them meanwhile.
   * @throws NotFound for a booking that is not theirs, IllegalTransition when they have not taken it, AlreadyStarted,
   * SlotInvalid, SlotTaken, ProposalAlreadyOpen
   */
  propose(
    provider: Actor,
    bookingId: string,
    { startAt, reason }: ProposedTime,
  ): Promise<RescheduleProposalEntity> {
    return this.work.run(async (tx) => {
      const now = this.clock.now();
      const booking = await this.showing.getOwnForUpdate(tx, provider, bookingId);
      this.requireTaken(provider, booking, now);
      const open = await this.reschedules.findOpenProposal(tx, bookingId, booking.scheduleVersion);
      if (open) throw new ProposalAlreadyOpen(open.answerDueAt);
      if (startAt.getTime() === booking.slotStartAt.getTime()) throw new SlotInvalid('unchanged');
      await this.placement.requireFree(tx, booking, startAt);
      const { body } = await this.policies.of(tx, booking, 'reschedule');
      const proposal: RescheduleProposalEntity = {
        id: newId(),
        bookingId,
        providerId: provider.id,
        scheduleVersion: booking.scheduleVersion,
        slotStartAt: startAt,
        reason,
        state: 'open',
        answerDueAt: new Date(now.getTime() + body.consentMinutes * minuteMs),
        answeredAt: null,
        createdAt: now,
      };
      await this.reschedules.insertProposal(tx, proposal);
      await this.jobs.add(
        tx,
        lapseProposal,
        { proposalId: proposal.id },
        { key: `lapse:${proposal.id}`, runAt: proposal.answerDueAt },
      );
      await this.events.publish(tx, rescheduleProposed(booking, proposal, now));
      return proposal;
    });
  }

  /** The question that waits for an answer. @throws NotFound `booking.not_found`, `reschedule_proposal.not_found` */
  getOpen(actor: Actor, bookingId: string): Promise<RescheduleProposalEntity> {
    return this.work.read(async (reader) => {
      const booking = await this.showing.getOwn(reader, actor, bookingId);
      const open = await this.reschedules.findOpenProposal(reader, bookingId, booking.scheduleVersion);
      if (!open || this.clock.now() >= open.answerDueAt) throw new NotFound('reschedule_proposal');
      return open;
    });
  }

  /** A question of this provider's, answered or not. @throws NotFound `reschedule_proposal.not_found` */
  async getAsked(provider: Actor, proposalId: string): Promise<RescheduleProposalEntity> {
    const asked = await this.work.read((reader) => this.reschedules.findProposal(reader, proposalId));
    if (asked?.providerId !== provider.id) throw new NotFound('reschedule_proposal');
    return asked;
  }

  /**
   * The customer agrees: the booking is moved without a fee, and the provider who asked has it again at once if it is
   * still they who come.
   * @throws NotFound when nothing is asked, ProposalLapsed, SlotTaken when the time has gone meanwhile, IllegalTransition
   */
  accept(actor: Actor, bookingId: string): Promise<BookingView> {
    return this.work.run(async (tx) => {
      const { booking, proposal } = await this.getAnswerable(tx, actor, bookingId);
      const at = this.clock.now();
      const { providerId, slotStartAt, reason } = proposal;
      const moved = await this.rescheduling.moveFree(tx, actor, booking, slotStartAt, reason);
      await this.reschedules.answerProposal(tx, proposal.id, 'accepted', at);
      await this.events.publish(tx, rescheduleAnswered(booking, proposal, 'accepted', at));
      const taken =
        moved.providerId === providerId
          ? await this.transitions.take(tx, systemActor, moved, {
              event: 'assign',
              reason: 'The provider asked for this time.',
              role: 'dispatch',
              at,
            })
          : moved;
      return this.shown(tx, actor, taken);
    });
  }

  /**
   * The customer refuses: the booking stays as it is, and the provider may come or leave it as always.
   * @throws NotFound when nothing is asked, ProposalLapsed
   */
  decline(actor: Actor, bookingId: string): Promise<BookingView> {
    return this.work.run(async (tx) => {
      const { booking, proposal } = await this.getAnswerable(tx, actor, bookingId);
      const at = this.clock.now();
      await this.reschedules.answerProposal(tx, proposal.id, 'declined', at);
      await this.events.publish(tx, rescheduleAnswered(booking, proposal, 'declined', at));
      return this.shown(tx, actor, booking);
    });
  }

  /** Silence: the platform cancels, and pays the customer what they would have paid (CX-4, CX-9). */
  @JobHandler(lapseProposal)
  async lapse({ proposalId }: { proposalId: string }): Promise<void> {
    await this.work.run(async (tx) => {
      const asked = await this.reschedules.findProposal(tx, proposalId);
      const booking = asked && (await this.bookings.hold(tx, asked.bookingId));
      const proposal = booking && (await this.reschedules.findProposal(tx, proposalId));
      if (!booking || proposal?.state !== 'open') return;
      const isMoved = booking.scheduleVersion !== proposal.scheduleVersion;
      const isStanding = bookingMachine.next(booking.state, 'cancel', 'system') !== null;
      const at = this.clock.now();
      await this.reschedules.answerProposal(tx, proposalId, 'lapsed', at);
      if (isMoved || !isStanding) return;
      await this.events.publish(tx, rescheduleAnswered(booking, proposal, 'lapsed', at));
      await this.cancellation.cancelByPlatform(
        tx,
        booking,
        'The provider asked for another time and had no answer.',
      );
    });
  }

  private async getAnswerable(tx: Tx, actor: Actor, bookingId: string) {
    const booking = await this.showing.getOwnForUpdate(tx, actor, bookingId);
    const proposal = await this.reschedules.findOpenProposal(tx, bookingId, booking.scheduleVersion);
    if (!proposal) throw new NotFound('reschedule_proposal');
    if (this.clock.now() >= proposal.answerDueAt) throw new ProposalLapsed();
    return { booking, proposal };
  }

  /** Only who has taken the booking has something to ask; before that they let the offer pass. */
  private requireTaken(provider: Actor, booking: BookingEntity, now: Date): void {
    if (booking.state !== 'assigned')
      throw new IllegalTransition(booking.state, 'reschedule', allowedEvents(booking.state, provider));
    if (now >= booking.slotStartAt) throw new AlreadyStarted();
  }

  private async shown(tx: Tx, actor: Actor, booking: BookingEntity): Promise<BookingView> {
    return this.showing.view(tx, actor, booking, await this.bookings.listItems(tx, [booking.id]));
  }
}
