import type { Type } from '@nestjs/common';
import type { FixedClock } from '../src/kernel/clock.js';
import type { UnitOfWork } from '../src/platform/database/unit-of-work.js';
import type { SeedDays } from './seed-days.js';
import type { SeedSteps } from './seed-steps.js';

/** What every part of the seeding works with. */
export interface Seeding {
  readonly work: UnitOfWork;
  readonly steps: SeedSteps;
  /** What the services of the application take for now; a part sets it before each act. */
  readonly clock: FixedClock;
  readonly days: SeedDays;
  /** A service of the application. */
  get<T>(type: Type<T>): T;
}
