import { Lanes } from './lanes.js';

describe('lanes', () => {
  it('let no more run at once than there are, and everyone in the order they came', async () => {
    const lanes = new Lanes(2);
    let running = 0;
    let most = 0;
    const begun: number[] = [];
    const ends: (() => void)[] = [];
    const all = Array.from({ length: 6 }, (_, at) =>
      lanes.run(async () => {
        begun.push(at);
        running += 1;
        most = Math.max(most, running);
        await new Promise<void>((resolve) => ends.push(resolve));
        running -= 1;
        return at;
      }),
    );
    while (begun.length < 6 || running > 0) {
      ends.shift()?.();
      await Promise.resolve();
    }
    expect(await Promise.all(all)).toEqual([0, 1, 2, 3, 4, 5]);
    expect(begun).toEqual([0, 1, 2, 3, 4, 5]);
    expect(most).toBe(2);
  });

  it('are free again after a failure', async () => {
    const lanes = new Lanes(1);
    await expect(lanes.run(() => Promise.reject(new Error('no')))).rejects.toThrow('no');
    expect(await lanes.run(() => Promise.resolve('yes'))).toBe('yes');
  });
});
