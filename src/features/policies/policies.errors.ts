import { DomainError } from '../../kernel/errors.js';

/** PO-1: what has been published is never changed; a change is a new version. */
export class PolicyPublished extends DomainError {
  readonly code = 'policy.published';
  readonly kind = 'conflict';

  constructor() {
    super('This version has been published and can no longer be changed. Make a new version instead.');
  }
}

/** Two documents would both claim to hold for the same scope at the same time. */
export class PolicyOverlaps extends DomainError {
  readonly code = 'policy.overlaps';
  readonly kind = 'conflict';

  constructor(code: string) {
    super(`The document ${code} holds for the same scope at that time. Make a version of it instead.`, {
      document: code,
    });
  }
}

/** Somebody else has made the next version of this document at the same moment. */
export class PolicyVersionTaken extends DomainError {
  readonly code = 'policy.version_taken';
  readonly kind = 'conflict';

  constructor() {
    super('A version of this document was made at the same moment. Look at it, and try again.');
  }
}
