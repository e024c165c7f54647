import { JobSignal } from './job-signal.js';

describe('the signal of the runner', () => {
  it('ends a wait', async () => {
    const signal = new JobSignal();
    const waited = signal.wait(60_000);
    signal.wake();
    await expect(waited).resolves.toBeUndefined();
  });

  it('is not lost when nobody waits', async () => {
    const signal = new JobSignal();
    signal.wake();
    signal.wake();
    await expect(signal.wait(60_000)).resolves.toBeUndefined();
  });

  it('ends one wait and not the next', async () => {
    const signal = new JobSignal();
    signal.wake();
    await signal.wait(60_000);
    const ended: string[] = [];
    const second = signal.wait(60_000).then(() => ended.push('second'));
    await Promise.resolve();
    expect(ended).toEqual([]);
    signal.wake();
    await second;
    expect(ended).toEqual(['second']);
  });

  it('lets the waiter go on when nobody wakes it', async () => {
    await expect(new JobSignal().wait(1)).resolves.toBeUndefined();
  });
});
