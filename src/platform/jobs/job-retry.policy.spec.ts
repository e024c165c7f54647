import fc from 'fast-check';
import { DomainError } from '../../kernel/errors.js';
import type { Kind } from '../../kernel/errors.js';
import { afterFailure, backoffMs } from './job-retry.policy.js';

class Refused extends DomainError {
  readonly code = 'test.refused';

  constructor(readonly kind: Kind) {
    super('Refused.');
  }
}

const random = fc.double({ min: 0, max: 1, maxExcluded: true, noNaN: true });

describe('the delay before the next try', () => {
  it('lies between half of the ceiling and the ceiling, which doubles from 2 s to an hour', () => {
    fc.assert(
      fc.property(fc.integer({ min: 1, max: 1_000 }), random, (attempts, draw) => {
        const ceilingMs = Math.min(3_600_000, 2_000 * 2 ** (attempts - 1));
        const delayMs = backoffMs(attempts, draw);
        expect(delayMs).toBeGreaterThanOrEqual(ceilingMs / 2);
        expect(delayMs).toBeLessThanOrEqual(ceilingMs);
        expect(Number.isSafeInteger(delayMs)).toBe(true);
      }),
    );
  });

  it('is never shorter after more tries, for the same draw', () => {
    fc.assert(
      fc.property(fc.integer({ min: 1, max: 100 }), random, (attempts, draw) => {
        expect(backoffMs(attempts + 1, draw)).toBeGreaterThanOrEqual(backoffMs(attempts, draw));
      }),
    );
  });
});

describe('what becomes of a failed job', () => {
  const kinds: Kind[] = ['invalid', 'forbidden', 'not-found', 'conflict', 'gone', 'locked', 'too-many'];

  it.each(kinds)('is its death when the refusal is %s', (kind) => {
    expect(afterFailure({ error: new Refused(kind), attempts: 1, maxAttempts: 5 }, 0)).toEqual({
      outcome: 'dead',
    });
  });

  it('is another try while an unknown error has had fewer than its attempts', () => {
    const outcomes = [1, 4, 5, 6].map(
      (attempts) => afterFailure({ error: new TypeError('x'), attempts, maxAttempts: 5 }, 0).outcome,
    );
    expect(outcomes).toEqual(['retry', 'retry', 'dead', 'dead']);
  });

  it('is patience when something is unavailable: four times as many attempts', () => {
    const outcomes = [5, 19, 20].map(
      (attempts) => afterFailure({ error: new Refused('unavailable'), attempts, maxAttempts: 5 }, 0).outcome,
    );
    expect(outcomes).toEqual(['retry', 'retry', 'dead']);
  });

  it('does not hang on what is thrown being an Error', () => {
    expect(afterFailure({ error: 'text', attempts: 1, maxAttempts: 5 }, 0)).toEqual({
      outcome: 'retry',
      delayMs: 1_000,
    });
  });
});
