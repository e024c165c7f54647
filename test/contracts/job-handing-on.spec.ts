import { InProcessCarrier } from '../../src/platform/jobs/in-process-carrier.js';
import { JobRunner } from '../../src/platform/jobs/job-runner.js';
import type { JobEntity } from '../../src/platform/jobs/job.entity.js';
import { Log } from '../../src/platform/telemetry/log.js';
import { until } from './cache.contract.js';
import { greet } from './job-fact-parts.js';
import type { JobHarness } from './job-fact.js';
import { makeHarness } from './job-harness.js';

/** Cannot be reached while `isAway`, as a queue on Redis. */
class DistantCarrier extends InProcessCarrier {
  isAway = true;
  refusals = 0;

  override async carry(due: readonly JobEntity[]): Promise<void> {
    if (!this.isAway) return super.carry(due);
    this.refusals += 1;
    throw new Error('There is no answer.');
  }
}

class KeptLog extends Log {
  readonly lines: string[] = [];

  debug(): void {}

  warn(): void {}

  info(_facts: object, sentence: string): void {
    this.lines.push(sentence);
  }

  error(_facts: object, sentence: string): void {
    this.lines.push(sentence);
  }
}

describe('a runner whose jobs cannot be handed on', () => {
  const carriers: DistantCarrier[] = [];
  const log = new KeptLog();
  let harness: JobHarness;
  beforeEach(async () => {
    harness = await makeHarness(
      ({ claims, execution, settings }) => {
        const carrier = new DistantCarrier(claims, execution, settings);
        carriers.push(carrier);
        return { carrier, taken: () => Promise.resolve(), end: () => Promise.resolve() };
      },
      {
        runner: (work, rows, schedules, carrier, execution, wakes, clock, _, settings, http) =>
          new JobRunner(work, rows, schedules, carrier, execution, wakes, clock, log, settings, http),
      },
    );
  });
  afterEach(() => harness.close());

  it('says so once, however often it looks, and once that they are again', async () => {
    const { work, jobs, handlers, runner } = harness;
    const [carrier] = carriers;
    if (!carrier) throw new Error('There is no carrier.');
    let ran = 0;
    handlers.register(greet, 'test', () => Promise.resolve(void (ran += 1)));
    const add = (n: number): Promise<unknown> => work.run((tx) => jobs.add(tx, greet, { n }));
    runner.start();
    for (let absence = 1; absence <= 2; absence += 1) {
      for (let look = 1; look <= 3; look += 1) {
        const { refusals } = carrier;
        await add(look);
        await until(() => carrier.refusals > refusals);
      }
      carrier.isAway = false;
      await add(4);
      await until(() => ran === 4 * absence);
      await until(() => log.lines.length === 2 * absence);
      carrier.isAway = true;
    }
    const [gone, back] = [
      'Due jobs cannot be handed on; it is tried again.',
      'Due jobs are handed on again.',
    ];
    expect(log.lines).toEqual([gone, back, gone, back]);
  });
});
