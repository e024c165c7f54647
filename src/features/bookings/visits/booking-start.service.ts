import { Injectable } from '@nestjs/common';
import type { Actor } from '../../../kernel/actor.js';
import { Clock } from '../../../kernel/clock.js';
import { UnitOfWork } from '../../../platform/database/unit-of-work.js';
import { absenceRulesOf } from '../../policies/index.js';
import { StartCodeLocked, StartCodeWrong, requireGuard } from '../booking-guards.js';
import { BookingPolicies } from '../cancelling/booking-policies.service.js';
import { BookingTransitions } from '../booking-transitions.service.js';
import { BookingsRepository } from '../bookings.repository.js';
import { BookingsService } from '../bookings.service.js';
import type { BookingView } from '../bookings.service.js';
import { StartCodesRepository } from './start-codes.repository.js';
import { afterWrongCode, startCodeLock } from './start-code.rule.js';

/** Begins the work at the door, with the code the customer gives there (ST-3). */
@Injectable()
export class BookingStartService {
  constructor(
    private readonly work: UnitOfWork,
    private readonly bookings: BookingsRepository,
    private readonly showing: BookingsService,
    private readonly transitions: BookingTransitions,
    private readonly policies: BookingPolicies,
    private readonly codes: StartCodesRepository,
    private readonly clock: Clock,
  ) {}

  /**
   * A wrong code is counted in a commit of its own and refused after it; guesses of one moment wait for each other, so
   * that each is counted.
   * @throws NotFound, IllegalTransition, StartCodeWrong, StartCodeLocked
   */
  async start(provider: Actor, bookingId: string, startCode: string): Promise<BookingView> {
    const { view } = await this.work.run(async (tx) => {
      const booking = await this.showing.getOwnForUpdate(tx, provider, bookingId);
      this.transitions.require(provider, booking, 'start');
      const at = this.clock.now();
      const misses = await this.codes.missesOf(tx, bookingId);
      const lockedUntil = startCodeLock(misses, at);
      if (lockedUntil) throw new StartCodeLocked(lockedUntil, at);
      const waits = absenceRulesOf((await this.policies.of(tx, booking, 'cancellation')).body);
      try {
        requireGuard('start_code', { booking, events: [], now: at, waits, startCode });
      } catch (refusal) {
        if (!(refusal instanceof StartCodeWrong)) throw refusal;
        await this.codes.note(tx, bookingId, afterWrongCode(misses, at), at);
        return { id: bookingId, view: null };
      }
      const moved = await this.transitions.take(tx, provider, booking, {
        event: 'start',
        reason: null,
        at,
        change: { startedAt: at },
      });
      const items = await this.bookings.listItems(tx, [bookingId]);
      return { id: bookingId, view: await this.showing.view(tx, provider, moved, items) };
    });
    if (view === null) throw new StartCodeWrong();
    return view;
  }

  /**
   * The answer of a first time again: a wrong code is wrong again.
   * @throws StartCodeWrong
   */
  async startAgain(provider: Actor, bookingId: string): Promise<BookingView> {
    const view = await this.showing.get(provider, bookingId);
    if (view.booking.startedAt === null) throw new StartCodeWrong();
    return view;
  }
}
