import { jest } from '@jest/globals';
import fc from 'fast-check';
import { Deadlines } from './deadlines.js';

const limitMs = 1_000;

describe('waits that all may last the same time', () => {
  beforeEach(() => jest.useFakeTimers());
  afterEach(() => jest.useRealTimers());

  const open = () => new Deadlines(limitMs, () => Date.now());

  it('are over after that time, each by itself', () => {
    const deadlines = open();
    const over: string[] = [];
    deadlines.begin(() => over.push('first'));
    jest.advanceTimersByTime(600);
    deadlines.begin(() => over.push('second'));
    jest.advanceTimersByTime(399);
    expect(over).toEqual([]);
    jest.advanceTimersByTime(1);
    expect(over).toEqual(['first']);
    jest.advanceTimersByTime(600);
    expect(over).toEqual(['first', 'second']);
  });

  it('begin anew after a time without any', () => {
    const deadlines = open();
    const over: string[] = [];
    deadlines.begin(() => over.push('first'));
    jest.advanceTimersByTime(10 * limitMs);
    deadlines.begin(() => over.push('second'));
    jest.advanceTimersByTime(limitMs - 1);
    expect(over).toEqual(['first']);
    jest.advanceTimersByTime(1);
    expect(over).toEqual(['first', 'second']);
  });

  it('share one timer, and none is left when all have ended', () => {
    const deadlines = open();
    const ends = Array.from({ length: 50 }, () => deadlines.begin(() => undefined));
    expect(jest.getTimerCount()).toBe(1);
    for (const end of ends) end();
    jest.advanceTimersByTime(limitMs);
    expect(jest.getTimerCount()).toBe(0);
  });

  it('expire if and only if they were not ended in time, however they overlap', () => {
    const waits = fc.array(fc.record({ pauseMs: fc.nat(900), lastsMs: fc.nat(2_000) }), { maxLength: 30 });
    fc.assert(
      fc.property(waits, (planned) => {
        const deadlines = open();
        const expired = new Set<number>();
        planned.forEach(({ pauseMs, lastsMs }, at) => {
          jest.advanceTimersByTime(pauseMs);
          setTimeout(
            deadlines.begin(() => expired.add(at)),
            lastsMs,
          );
        });
        jest.advanceTimersByTime(5_000);
        const wanted = planned.flatMap(({ lastsMs }, at) => (lastsMs > limitMs ? [at] : []));
        // A wait that ends in the very millisecond it may last may go either way.
        const unsure = planned.flatMap(({ lastsMs }, at) => (lastsMs === limitMs ? [at] : []));
        const sure = [...expired].filter((at) => !unsure.includes(at)).sort((a, b) => a - b);
        expect(sure).toEqual(wanted);
      }),
    );
  });
});
