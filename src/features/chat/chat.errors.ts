import { DomainError } from '../../kernel/errors.js';

/** Another message of this thread is still being answered. */
export class TurnRunning extends DomainError {
  readonly code = 'chat.turn_running';
  readonly kind = 'conflict';

  constructor() {
    super('The message before this one is still being answered. Send it again in a moment.', {
      retryAfterSeconds: 1,
    });
  }
}

/** The turn ended without an answer; the message is kept. */
export class TurnInterrupted extends DomainError {
  readonly code = 'chat.turn_interrupted';
  readonly kind = 'unavailable';

  constructor() {
    super('The answer was interrupted. Nothing was done twice; please send your message again.', {
      retryAfterSeconds: 1,
    });
  }
}

/** ID-7. */
export class GuestThreadsFull extends DomainError {
  readonly code = 'chat.guest_threads_full';
  readonly kind = 'conflict';

  constructor(most: number) {
    super(`A guest keeps at most ${most} conversations. Sign in to have more, or delete one.`);
  }
}
