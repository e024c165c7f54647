import { assertPaise } from '../../kernel/money.js';

export interface PayoutCase {
  /** Of the bookings that are due, commission taken off; each zero or more. */
  readonly earnedPaise: number;
  /** Forfeited and not taken from a payout yet (CX-7). */
  readonly penaltiesPaise: number;
  /** Taken at the door and not set off yet. */
  readonly cashHeldPaise: number;
}

export interface PayoutParts {
  readonly penaltyPaise: number;
  readonly setOffPaise: number;
  readonly paidPaise: number;
}

/**
 * How earnings part (MO-5, CX-7): penalties come off earnings and never more than those; of what is left, cash the
 * provider holds is kept; the rest is paid. `earned = penalty + setOff + paid`. All in paise.
 */
export function payoutParts({ earnedPaise, penaltiesPaise, cashHeldPaise }: PayoutCase): PayoutParts {
  for (const paise of [earnedPaise, penaltiesPaise, cashHeldPaise]) assertPaise(paise);
  const penaltyPaise = Math.min(Math.max(0, earnedPaise), Math.max(0, penaltiesPaise));
  const duePaise = Math.max(0, earnedPaise) - penaltyPaise;
  const setOffPaise = Math.min(duePaise, Math.max(0, cashHeldPaise));
  return { penaltyPaise, setOffPaise, paidPaise: duePaise - setOffPaise };
}
