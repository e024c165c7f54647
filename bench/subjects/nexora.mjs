// The house as it runs, in a process of its own: the whole application behind its own bootstrap.
import 'reflect-metadata';
import { bootstrap } from '../../dist/src/bootstrap.js';
import { Configuration } from '../../dist/src/config/configuration.js';
import { Clock } from '../../dist/src/kernel/clock.js';
import { JobRunner } from '../../dist/src/platform/jobs/job-runner.js';
import { serveParent } from './parent.mjs';

/** Begins at the instant the marketplace was seeded and goes on as time does, so that every run sees the same days. */
class ShiftedClock extends Clock {
  constructor(beginsAt) {
    super();
    this.shiftMs = new Date(beginsAt).getTime() - Date.now();
  }

  now() {
    return new Date(Date.now() + this.shiftMs);
  }
}

const app = await bootstrap(Configuration.read(), { clock: new ShiftedClock(process.env.BENCH_NOW) });
if (process.env.BENCH_JOBS === 'on') app.get(JobRunner).start();
await app.listen(0, '127.0.0.1');
serveParent({ port: app.getHttpServer().address().port, close: () => app.close() });
