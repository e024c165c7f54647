import { Injectable } from '@nestjs/common';
import type { Actor } from '../../../kernel/actor.js';
import { Clock } from '../../../kernel/clock.js';
import type { Tx } from '../../../platform/database/transaction.js';
import { UnitOfWork } from '../../../platform/database/unit-of-work.js';
import { BookingClosing } from './booking-closing.service.js';
import type { BookingEntity } from '../booking.entity.js';
import { BookingFees } from '../cancelling/booking-fees.service.js';
import { absenceRulesOf } from '../../policies/index.js';
import { requireGuard } from '../booking-guards.js';
import { allowedEvents } from '../booking.policy.js';
import { BookingPolicies } from '../cancelling/booking-policies.service.js';
import { IllegalTransition } from '../booking.state.js';
import { BookingTransitions } from '../booking-transitions.service.js';
import { BookingsRepository } from '../bookings.repository.js';
import { BookingsService } from '../bookings.service.js';
import type { BookingView } from '../bookings.service.js';
import { noShowFee } from '../cancelling/cancellation.policy.js';
import { compensation } from '../cancelling/compensation.policy.js';
import { ProviderPenalties } from '../cancelling/provider-penalties.service.js';

export type Absent = 'customer' | 'provider';

/** Closes bookings one side of which did not come (CX-6, ST-1). */
@Injectable()
export class NoShowService {
  constructor(
    private readonly work: UnitOfWork,
    private readonly bookings: BookingsRepository,
    private readonly showing: BookingsService,
    private readonly transitions: BookingTransitions,
    private readonly closing: BookingClosing,
    private readonly fees: BookingFees,
    private readonly policies: BookingPolicies,
    private readonly penalties: ProviderPenalties,
    private readonly clock: Clock,
  ) {}

  /**
   * Reports who is missing.
   * @throws NotFound, IllegalTransition, and what `requireGuard` says is missing
   */
  report(actor: Actor, bookingId: string, absent: Absent, reason: string): Promise<BookingView> {
    return this.work.run(async (tx) => {
      const booking = await this.showing.getOwnForUpdate(tx, actor, bookingId);
      const closed =
        absent === 'customer'
          ? await this.customerAbsent(tx, actor, booking, reason)
          : await this.providerAbsent(tx, actor, booking, reason);
      return this.showing.view(tx, actor, closed, await this.bookings.listItems(tx, [bookingId]));
    });
  }

  /**
   * The customer was not there: they owe the no-show fee, less any waiver. The caller holds the booking's row.
   * @returns the booking as it now stands
   */
  async customerAbsent(
    tx: Tx,
    actor: Actor,
    booking: BookingEntity,
    reason = 'The customer was not there.',
  ): Promise<BookingEntity> {
    const at = this.clock.now();
    await this.requireAbsence(tx, actor, booking, 'customer_absent', at);
    const outcome = noShowFee(await this.fees.cancellationCase(tx, booking, at));
    const { feePaise, refundPaise, receipts } = outcome;
    return this.closing.close(tx, actor, booking, {
      event: 'no_show',
      ...{ reason, at, feePaise, refundPaise, receipts },
    });
  }

  /**
   * The provider did not come: all that was paid goes back, the customer is credited by the compensation policy and
   * no less than the mirror of their own no-show (CX-4), and the provider pays the penalty of CX-7. The caller holds
   * the booking's row.
   * @returns the booking as it now stands
   */
  async providerAbsent(
    tx: Tx,
    actor: Actor,
    booking: BookingEntity,
    reason = 'The provider did not come.',
  ): Promise<BookingEntity> {
    const at = this.clock.now();
    await this.requireAbsence(tx, actor, booking, 'provider_absent', at);
    const given = await this.fees.cancellationCase(tx, booking, at);
    const unwaived = { ...given, flags: noWaivers };
    const { visitChargePaise, paidPaise } = given;
    const { creditPaise, receipts } = compensation({
      policy: await this.policies.of(tx, booking, 'compensation'),
      cause: 'provider_no_show',
      visitChargePaise,
      symmetricPaise: given.policy.body.symmetry ? noShowFee(unwaived).feePaise : 0,
    });
    const penalty = await this.penalties.charge(tx, booking, 'no_show', at);
    return this.closing.close(tx, actor, booking, {
      event: 'no_show',
      ...{ reason, at, feePaise: 0, refundPaise: paidPaise, creditPaise },
      receipts: [...receipts, ...penalty.receipts],
    });
  }

  private async requireAbsence(
    tx: Tx,
    actor: Actor,
    booking: BookingEntity,
    guard: 'customer_absent' | 'provider_absent',
    now: Date,
  ): Promise<void> {
    const { guard: allowed } = this.transitions.require(actor, booking, 'no_show');
    const { body } = await this.policies.of(tx, booking, 'cancellation');
    const events = await this.bookings.listEvents(tx, booking.id);
    requireGuard(guard, { booking, events, now, waits: absenceRulesOf(body) });
    if (allowed !== guard && allowed !== 'either_absent')
      throw new IllegalTransition(booking.state, 'no_show', allowedEvents(booking.state, actor));
  }
}

const noWaivers = {
  providerLateMinutes: 0,
  providerChangedWithoutConsent: false,
  safety: false,
  opsWaiver: false,
} as const;
