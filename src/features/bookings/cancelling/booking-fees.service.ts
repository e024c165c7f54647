import { Injectable } from '@nestjs/common';
import type { Reader } from '../../../platform/database/transaction.js';
import { PaymentsService } from '../../payments/index.js';
import type { BookingEntity } from '../booking.entity.js';
import { assignmentOf } from '../booking.policy.js';
import { BookingPolicies } from './booking-policies.service.js';
import { cancellationFee } from './cancellation.policy.js';
import type { CancellationCase, CancellationOutcome, LateMove } from './cancellation.policy.js';
import { FeesRepository } from './fees.repository.js';
import { rescheduleFee } from '../moving/reschedule.policy.js';
import type { RescheduleOutcome } from '../moving/reschedule.policy.js';

/** What leaving, moving or missing a booking costs: gathers what the rules ask, by its frozen policies (CX-3). */
@Injectable()
export class BookingFees {
  constructor(
    private readonly policies: BookingPolicies,
    private readonly fees: FeesRepository,
    private readonly payments: PaymentsService,
  ) {}

  /** What cancelling would cost the customer at `now`. */
  async cancellation(
    reader: Reader,
    booking: BookingEntity,
    now: Date,
    over: { opsWaiver?: boolean } = {},
  ): Promise<CancellationOutcome> {
    return cancellationFee(await this.cancellationCase(reader, booking, now, over));
  }

  /**
   * What moving it to another start would cost the customer at `now` (CX-9). A caller that moves it keeps
   * `lateFeePaise`, when there is one, as `lateMoveFeePaise` with `lateMovedAt`.
   * @param movedCount how often the customer has moved it; counted from its events when left out
   */
  async reschedule(
    reader: Reader,
    booking: BookingEntity,
    newStartAt: Date,
    now: Date,
    movedCount?: number,
  ): Promise<RescheduleOutcome> {
    return rescheduleFee({
      policy: await this.policies.of(reader, booking, 'reschedule'),
      cancellation: await this.cancellationCase(reader, booking, now),
      newStartAt,
      originalStartAt: booking.originalSlotStartAt ?? booking.slotStartAt,
      movedCount: movedCount ?? (await this.fees.countMoves(reader, booking.id)),
    });
  }

  /** @param over.opsWaiver staff waive it in the same step, besides any waiver the booking already has */
  async cancellationCase(
    reader: Reader,
    booking: BookingEntity,
    now: Date,
    { opsWaiver = false }: { opsWaiver?: boolean } = {},
  ): Promise<CancellationCase> {
    const pricing = await this.policies.of(reader, booking, 'pricing');
    return {
      policy: await this.policies.of(reader, booking, 'cancellation'),
      now,
      startAt: booking.slotStartAt,
      createdAt: booking.createdAt,
      assignment: assignmentOf(booking.state),
      serviceValuePaise: booking.serviceValuePaise,
      visitChargePaise: pricing.body.visitChargePaise,
      paidPaise: await this.payments.keptPaise(reader, booking.id),
      flags: {
        providerLateMinutes: lateMinutes(booking, now),
        providerChangedWithoutConsent: booking.providerChangedAt !== null,
        safety: booking.safetyFlaggedAt !== null,
        opsWaiver: opsWaiver || booking.feeWaivedReason !== null,
      },
      lateMove: await this.lateMove(reader, booking),
    };
  }

  private async lateMove(reader: Reader, booking: BookingEntity): Promise<LateMove | null> {
    const { lateMovedAt, lateMoveFeePaise } = booking;
    if (lateMovedAt === null || lateMoveFeePaise === null) return null;
    const { body } = await this.policies.of(reader, booking, 'reschedule');
    return { movedAt: lateMovedAt, feePaise: lateMoveFeePaise, holdsHours: body.lateMoveHours };
  }
}

/**
 * How long after the start the provider came, or has been due without having come (CX-5); 0 before the start. Waiting
 * at the door does not make them late.
 */
export function lateMinutes(
  { slotStartAt, arrivedAt }: Pick<BookingEntity, 'slotStartAt' | 'arrivedAt'>,
  now: Date,
): number {
  return Math.max(0, ((arrivedAt ?? now).getTime() - slotStartAt.getTime()) / 60_000);
}
