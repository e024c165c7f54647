import type { CancellationBody } from './policy-bodies.js';

/** How long and how insistently people wait for each other before a visit is closed as a no-show (CX-6). */
export interface AbsenceRules {
  readonly waitMinutes: number;
  readonly contactAttempts: number;
}

const usual: AbsenceRules = { waitMinutes: 30, contactAttempts: 2 };

/** The policy's figures, or the usual ones where an older version names none. */
export function absenceRulesOf(body: CancellationBody): AbsenceRules {
  return {
    waitMinutes: body.noShowWaitMinutes ?? usual.waitMinutes,
    contactAttempts: body.noShowContactAttempts ?? usual.contactAttempts,
  };
}
