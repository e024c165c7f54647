import type { DomainError } from '../../kernel/errors.js';
import { absenceRulesOf } from '../policies/index.js';
import { requireGuard } from './booking-guards.js';
import type { GuardCase } from './booking-guards.js';
import { bookingGuards } from './booking.state.js';
import type { BookingGuard } from './booking.state.js';
import { standardPolicy } from './cancelling/standard-policies.fixture.js';

const slotStartAt = new Date('2026-03-10T05:30:00Z');
const after = (minutes: number, ms = 0): Date => new Date(slotStartAt.getTime() + minutes * 60_000 + ms);

function given(
  now: Date,
  over: Partial<GuardCase> & { arrivedAt?: Date; attemptsAt?: Date[] } = {},
): GuardCase {
  const { arrivedAt = null, attemptsAt = [], ...rest } = over;
  return {
    booking: { slotStartAt, arrivedAt, startCode: '4711' },
    events: attemptsAt.map((at) => ({ event: 'contact_attempt', at })),
    now,
    waits: absenceRulesOf(standardPolicy('cancellation').body),
    ...rest,
  };
}

/** The code of the refusal, or `passes`. */
function verdict(guard: BookingGuard, on: GuardCase): string {
  try {
    requireGuard(guard, on);
    return 'passes';
  } catch (error) {
    return (error as DomainError).code;
  }
}

describe('the conditions of the state table', () => {
  it('a move comes strictly before the start (ST-3)', () => {
    expect(verdict('before_start', given(after(0, -1)))).toBe('passes');
    expect(verdict('before_start', given(after(0)))).toBe('booking.slot_has_begun');
  });

  it('the work starts with the customer’s code, or a reason of staff (ST-3)', () => {
    const now = after(5);
    expect(verdict('start_code', given(now, { startCode: '4711' }))).toBe('passes');
    expect(verdict('start_code', given(now, { startCode: '4712' }))).toBe('booking.start_code_wrong');
    expect(verdict('start_code', given(now))).toBe('booking.start_code_required');
    expect(verdict('start_code', given(now, { overrideReason: 'She cannot find it.' }))).toBe('passes');
    expect(verdict('start_code', given(now, { overrideReason: ' ' }))).toBe('booking.start_code_required');
  });

  it('a provider is missing from 30 minutes after the start, unless they came', () => {
    expect(verdict('provider_absent', given(after(30, -1)))).toBe('booking.too_early_for_no_show');
    expect(verdict('provider_absent', given(after(30)))).toBe('passes');
    const came = given(after(40), { arrivedAt: after(39) });
    expect(verdict('provider_absent', came)).toBe('booking.provider_has_arrived');
  });

  it('a customer is missing after an arrival, 30 minutes and two calls (CX-6)', () => {
    const twice = { arrivedAt: after(2), attemptsAt: [after(5), after(20)] };
    expect(verdict('customer_absent', given(after(32), twice))).toBe('passes');
    expect(verdict('customer_absent', given(after(32, -1), twice))).toBe('booking.too_early_for_no_show');
    const once = { arrivedAt: after(2), attemptsAt: [after(5)] };
    expect(verdict('customer_absent', given(after(32), once))).toBe('booking.contact_attempts_missing');
    const never = { attemptsAt: [after(5), after(20)] };
    expect(verdict('customer_absent', given(after(60), never))).toBe('booking.provider_has_not_arrived');
  });

  it('a provider who comes early waits from the start on, and calls made on the way do not count (CX-6)', () => {
    const early = { arrivedAt: after(-20), attemptsAt: [after(-10), after(10)] };
    expect(verdict('customer_absent', given(after(10), early))).toBe('booking.too_early_for_no_show');
    expect(verdict('customer_absent', given(after(30), early))).toBe('passes');
    const onTheWay = { arrivedAt: after(0), attemptsAt: [after(-5), after(10)] };
    expect(verdict('customer_absent', given(after(30), onTheWay))).toBe('booking.contact_attempts_missing');
  });

  it('either absence will do where the table says so', () => {
    expect(verdict('either_absent', given(after(30)))).toBe('passes');
    const missed = { arrivedAt: after(0), attemptsAt: [after(5), after(20)] };
    expect(verdict('either_absent', given(after(30), missed))).toBe('passes');
    expect(verdict('either_absent', given(after(10), missed))).toBe('booking.too_early_for_no_show');
  });

  it('has figures of the policy', () => {
    const { body } = standardPolicy('cancellation');
    const patient = { ...body, noShowWaitMinutes: 45, noShowContactAttempts: 3 };
    const waits = absenceRulesOf(patient);
    expect(waits).toEqual({ waitMinutes: 45, contactAttempts: 3 });
    expect(verdict('provider_absent', given(after(44), { waits }))).toBe('booking.too_early_for_no_show');
  });

  it('has an answer for every name the table uses', () => {
    for (const guard of bookingGuards)
      expect(verdict(guard, given(after(-60), { startCode: '' }))).not.toBe('');
  });
});
