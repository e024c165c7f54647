import { DomainError } from '../../kernel/errors.js';
import { DatabaseUnavailable } from '../database/database-errors.js';
import { DatabaseBreaker } from './database-breaker.js';

/** A database that can be taken away, and counts who came to its door. */
class Doorstep {
  isAway = false;
  calls = 0;

  async answer(): Promise<string> {
    this.calls += 1;
    if (this.isAway) throw new DatabaseUnavailable();
    return 'rows';
  }
}

class SlotTaken extends DomainError {
  readonly code = 'slot.taken';
  readonly kind = 'conflict';
}

describe('the breaker before the database', () => {
  let doorstep: Doorstep;
  let turns: boolean[];

  beforeEach(() => {
    doorstep = new Doorstep();
    turns = [];
  });

  const breakerOf = (retryAfterMs: number): DatabaseBreaker =>
    new DatabaseBreaker({ failures: 3, retryAfterMs, turned: (isOpen) => turns.push(isOpen) });
  const refused = (call: Promise<unknown>) => expect(call).rejects.toBeInstanceOf(DatabaseUnavailable);

  it('lets answers through', async () => {
    await expect(breakerOf(60_000).guard(() => doorstep.answer(), 'run')).resolves.toBe('rows');
  });

  it('asks an absent database a few times, then refuses at once and tells when to come back', async () => {
    const breaker = breakerOf(60_000);
    doorstep.isAway = true;
    for (let at = 0; at < 3; at += 1) await refused(breaker.guard(() => doorstep.answer(), 'run'));
    expect(doorstep.calls).toBe(3);
    for (const call of ['run', 'read'] as const)
      await expect(breaker.guard(() => doorstep.answer(), call)).rejects.toMatchObject({
        code: 'database.unavailable',
        kind: 'unavailable',
        details: { retryAfterSeconds: 60 },
      });
    expect(doorstep.calls).toBe(3);
    expect(turns).toEqual([true]);
  });

  it('opens again with the first call that is answered', async () => {
    const breaker = breakerOf(0);
    doorstep.isAway = true;
    for (let at = 0; at < 5; at += 1) await refused(breaker.guard(() => doorstep.answer(), 'run'));
    doorstep.isAway = false;
    await expect(breaker.guard(() => doorstep.answer(), 'run')).resolves.toBe('rows');
    expect(turns).toEqual([true, true, true, false]);
  });

  it('repeats a read that lost its connection, and never a write', async () => {
    const breaker = breakerOf(60_000);
    const failingOnce = () => {
      let isFirst = true;
      return async () => {
        doorstep.isAway = isFirst;
        isFirst = false;
        return doorstep.answer();
      };
    };
    await expect(breaker.guard(failingOnce(), 'read')).resolves.toBe('rows');
    expect(doorstep.calls).toBe(2);
    await refused(breaker.guard(failingOnce(), 'run'));
    expect(doorstep.calls).toBe(3);
  });

  it('takes a refusal of the rules and a fault of ours for a database that is there', async () => {
    const breaker = breakerOf(60_000);
    for (let at = 0; at < 10; at += 1) {
      const taken = new SlotTaken('Taken.');
      await expect(breaker.guard(() => Promise.reject(taken), 'run')).rejects.toBe(taken);
      await expect(breaker.guard(() => Promise.reject(new TypeError('bug')), 'read')).rejects.toThrow('bug');
    }
    await expect(breaker.guard(() => doorstep.answer(), 'run')).resolves.toBe('rows');
    expect(turns).toEqual([]);
  });
});
