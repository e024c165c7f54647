import { jest } from '@jest/globals';
import { AuthConfig } from '../../config/sections.js';
import { EvenPace } from './even-pace.js';

const paced = (stepMs: number) => new EvenPace(new AuthConfig({ EVEN_ANSWER_MS: String(stepMs) }, []));
const after = <T>(ms: number, end: () => T): Promise<T> =>
  new Promise((resolve, reject) => {
    setTimeout(() => {
      try {
        resolve(end());
      } catch (refusal) {
        reject(refusal as Error);
      }
    }, ms);
  });
const refuse = (): never => {
  throw new Error('refused');
};

describe('an answer that must not tell whether an account exists (ID-1)', () => {
  beforeEach(() => jest.useFakeTimers());
  afterEach(() => jest.useRealTimers());

  /** When the answer leaves, in milliseconds after the question, for work that takes so long. */
  const leavesAt = async (way: 'keep' | 'keepRefusals', workMs: number, end: () => string) => {
    const askedAt = Date.now();
    const pace = paced(100);
    let leftAt = -1;
    const answer = pace[way](() => after(workMs, end)).then(
      () => (leftAt = Date.now() - askedAt),
      () => (leftAt = Date.now() - askedAt),
    );
    await jest.advanceTimersByTimeAsync(1_000);
    await answer;
    return leftAt;
  };

  it.each([
    [1, 100],
    [37, 100],
    [99, 100],
    [101, 200],
    [250, 300],
  ])('whose work takes %i ms leaves after %i ms, good or bad', async (workMs, expectedMs) => {
    expect(await leavesAt('keep', workMs, () => 'sent')).toBe(expectedMs);
    expect(await leavesAt('keep', workMs, refuse)).toBe(expectedMs);
    expect(await leavesAt('keepRefusals', workMs, refuse)).toBe(expectedMs);
  });

  it('leaves at once when it lets somebody in', async () => {
    expect(await leavesAt('keepRefusals', 37, () => 'in')).toBe(37);
  });

  it('is what it was, and leaves no timer behind', async () => {
    const kept = paced(100).keep(() => after(5, () => 'sent'));
    const refused = paced(100)
      .keepRefusals(() => after(5, refuse))
      .catch((refusal: unknown) => String(refusal));
    const fresh = paced(100).keepRefusals(() => after(5, () => 'in'));
    await jest.advanceTimersByTimeAsync(100);
    expect([await kept, await refused, await fresh]).toEqual(['sent', 'Error: refused', 'in']);
    expect(jest.getTimerCount()).toBe(0);
  });

  it('is not held where the pace is 0', async () => {
    expect(await paced(0).keep(() => Promise.resolve('sent'))).toBe('sent');
  });
});
