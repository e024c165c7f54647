import { timingSafeEqual } from 'node:crypto';
import { DomainError } from '../../kernel/errors.js';
import type { AbsenceRules } from '../policies/index.js';
import type { BookingEntity, BookingEventEntity } from './booking.entity.js';
import type { BookingGuard } from './booking.state.js';

/** What the conditions of the state table are judged by. */
export interface GuardCase {
  readonly booking: Pick<BookingEntity, 'slotStartAt' | 'arrivedAt' | 'startCode'>;
  /** The booking's history; needed for absences alone. */
  readonly events: readonly Pick<BookingEventEntity, 'event' | 'at'>[];
  readonly now: Date;
  /** How long people wait for each other, by the booking's frozen policy (CX-6). */
  readonly waits: AbsenceRules;
  /** The start code the provider was given at the door. */
  readonly startCode?: string;
  /** Staff who start the work without the code say why (ST-3). */
  readonly overrideReason?: string;
}

const minuteMs = 60_000;

/**
 * The truth of each condition of the state table, in one place; whoever takes a step asks here first.
 * - `before_start` (ST-3): strictly before the slot's start.
 * - `start_code` (ST-3): the customer's code, or a reason of staff.
 * - `provider_absent`: from the policy's wait after the start on, as long as the provider has not arrived.
 * - `customer_absent` (CX-6): the provider has arrived and since, counted from the later of arrival and start, waited
 *   the policy's minutes and tried to reach the customer the policy's number of times.
 * - `either_absent`: one of the two.
 * @throws DomainError that says what is missing
 */
export function requireGuard(guard: BookingGuard, given: GuardCase): void {
  const fault = faults[guard](given);
  if (fault !== null) throw fault;
}

const faults: Readonly<Record<BookingGuard, (given: GuardCase) => DomainError | null>> = {
  before_start: ({ booking, now }) => (now < booking.slotStartAt ? null : new AlreadyStarted()),
  start_code: startCodeFault,
  provider_absent: providerPresence,
  customer_absent: customerPresence,
  either_absent: (given) => (providerPresence(given) === null ? null : customerPresence(given)),
};

function startCodeFault({ booking, startCode, overrideReason }: GuardCase): DomainError | null {
  if (overrideReason !== undefined && overrideReason.trim() !== '') return null;
  if (startCode === undefined) return new StartCodeMissing();
  return isSame(startCode, booking.startCode) ? null : new StartCodeWrong();
}

/** Takes as long for a near miss as for a far one. */
function isSame(given: string, code: string): boolean {
  const [a, b] = [Buffer.from(given), Buffer.from(code)];
  return a.length === b.length && timingSafeEqual(a, b);
}

function providerPresence({ booking, now, waits }: GuardCase): DomainError | null {
  if (booking.arrivedAt !== null) return new ProviderHasArrived();
  const from = new Date(booking.slotStartAt.getTime() + waits.waitMinutes * minuteMs);
  return now >= from ? null : new TooEarlyForNoShow(from);
}

function customerPresence({ booking, events, now, waits }: GuardCase): DomainError | null {
  const { arrivedAt, slotStartAt } = booking;
  if (arrivedAt === null) return new ProviderHasNotArrived();
  const waitsSince = Math.max(arrivedAt.getTime(), slotStartAt.getTime());
  const from = new Date(waitsSince + waits.waitMinutes * minuteMs);
  if (now < from) return new TooEarlyForNoShow(from);
  const attempts = events.filter(({ event, at }) => event === 'contact_attempt' && at >= arrivedAt).length;
  return attempts >= waits.contactAttempts
    ? null
    : new ContactAttemptsMissing(attempts, waits.contactAttempts);
}

/** ST-3: the slot has begun. */
export class AlreadyStarted extends DomainError {
  readonly code = 'booking.slot_has_begun';
  readonly kind = 'conflict';

  constructor() {
    super('The time of this booking has come; it can no longer be moved.');
  }
}

export class StartCodeMissing extends DomainError {
  readonly code = 'booking.start_code_required';
  readonly kind = 'invalid';

  constructor() {
    super('The work starts with the code the customer gives at the door.', {
      errors: [{ pointer: '/startCode', detail: 'must be the four digits the customer gives' }],
    });
  }
}

export class StartCodeWrong extends DomainError {
  readonly code = 'booking.start_code_wrong';
  readonly kind = 'conflict';

  constructor() {
    super('That is not the start code of this booking.');
  }
}

/** Too many wrong codes: whoever guesses has to wait, the right code or not (ST-3). */
export class StartCodeLocked extends DomainError {
  readonly code = 'booking.start_code_locked';
  readonly kind = 'locked';

  constructor(lockedUntil: Date, now: Date) {
    super('Too many wrong codes. Ask the customer, and try again later.', {
      retryAfterSeconds: Math.max(1, Math.ceil((lockedUntil.getTime() - now.getTime()) / 1_000)),
    });
  }
}

/** Nobody is missed before they have been waited for. */
export class TooEarlyForNoShow extends DomainError {
  readonly code = 'booking.too_early_for_no_show';
  readonly kind = 'conflict';

  constructor(from: Date) {
    super('They have not been waited for long enough yet.', { possibleFrom: from.toISOString() });
  }
}

export class ProviderHasArrived extends DomainError {
  readonly code = 'booking.provider_has_arrived';
  readonly kind = 'conflict';

  constructor() {
    super('The provider has arrived, so they were not missing.');
  }
}

export class ProviderHasNotArrived extends DomainError {
  readonly code = 'booking.provider_has_not_arrived';
  readonly kind = 'conflict';

  constructor() {
    super('A customer can be missed only by a provider who has arrived.');
  }
}

export class ContactAttemptsMissing extends DomainError {
  readonly code = 'booking.contact_attempts_missing';
  readonly kind = 'conflict';

  constructor(attempts: number, needed: number) {
    super(`The customer is to be called ${needed} times first; ${attempts} calls are logged.`, {
      attempts,
      needed,
    });
  }
}
