import { DomainError } from '../../kernel/errors.js';

/** The act is one of those that two people decide; it is asked for by POST /ops/approvals. */
export class ApprovalRequired extends DomainError {
  readonly code = 'approval.required';
  readonly kind = 'conflict';

  constructor(kindOfApproval: string) {
    super('This takes two people: ask for an approval.', { approvalKind: kindOfApproval });
  }
}

export class ApprovalAlreadyPending extends DomainError {
  readonly code = 'approval.already_pending';
  readonly kind = 'conflict';

  constructor() {
    super('This has been asked for already and is waiting to be decided.');
  }
}

export class ApprovalDecided extends DomainError {
  readonly code = 'approval.decided';
  readonly kind = 'conflict';

  constructor() {
    super('This has been decided already, or was left for too long.');
  }
}

/** Two people means two: neither who asks nor whom it is about decides. */
export class ApprovalByOneself extends DomainError {
  readonly code = 'approval.by_oneself';
  readonly kind = 'forbidden';

  constructor() {
    super('Somebody else has to decide this.');
  }
}

export class ApproverLevelTooLow extends DomainError {
  readonly code = 'approval.level_too_low';
  readonly kind = 'forbidden';

  constructor(level: number) {
    super(`This is decided by staff of level ${level} or more.`, { level });
  }
}
