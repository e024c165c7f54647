import { DomainError } from '../../../kernel/errors.js';

/** One question at a time: the provider has asked for another time and has no answer yet (CX-9). */
export class ProposalAlreadyOpen extends DomainError {
  readonly code = 'reschedule_proposal.already_open';
  readonly kind = 'conflict';

  constructor(answerDueAt: Date) {
    super('Another time has been proposed already; the customer has not answered yet.', {
      answerDueAt: answerDueAt.toISOString(),
    });
  }
}

/** Silence is an answer: the time to give one is over, and the booking is being cancelled (CX-9). */
export class ProposalLapsed extends DomainError {
  readonly code = 'reschedule_proposal.lapsed';
  readonly kind = 'gone';

  constructor() {
    super('The time to answer this proposal is over.');
  }
}
