import type { INestApplicationContext } from '@nestjs/common';
import type { Configuration } from '../../src/config/configuration.js';
import { PoliciesService } from '../../src/features/policies/index.js';
import { CatalogueRepository } from '../../src/features/services/catalogue.repository.js';
import { CatalogueSnapshot } from '../../src/features/services/index.js';
import { Clock, SystemClock } from '../../src/kernel/clock.js';
import type { Reader } from '../../src/platform/database/transaction.js';
import { UnitOfWork } from '../../src/platform/database/unit-of-work.js';
import { findSeededAt } from '../seed-steps.js';
import { openSeedingApp } from '../seeding-app.js';
import { bookingFindings } from './bookings.js';
import { countFindings } from './counts.js';
import { coverageFindings } from './coverage.js';
import { linesOf } from './finding.js';
import type { Finding } from './finding.js';
import { supportFindings } from './support.js';

/**
 * Counts what the seeding has made beside what DATA.md expects, and checks that all of it reconciles.
 * @param app an application on the database
 */
export async function findingsOf(reader: Reader, app: INestApplicationContext): Promise<Finding[]> {
  const now = app.get<Clock>(Clock).now();
  const catalogue = new CatalogueSnapshot(await new CatalogueRepository().readAll(reader));
  const seededAt = await findSeededAt(reader);
  if (!seededAt) return [{ claim: 'the marketplace has been seeded', faults: ['it has not'] }];
  return [
    ...(await countFindings(reader, seededAt)),
    ...(await bookingFindings(reader, now)),
    ...(await coverageFindings(reader, catalogue, now)),
    ...(await supportFindings(reader, app.get(PoliciesService))),
  ];
}

/**
 * Verifies the configured database and tells a person what it found.
 * @returns whether everything is as it should be
 */
export async function verifyMarketplace(
  configuration: Configuration,
  say: (line: string) => void,
): Promise<boolean> {
  const app = await openSeedingApp(configuration, new SystemClock());
  try {
    const findings = await app.get(UnitOfWork).read((reader) => findingsOf(reader, app));
    for (const each of findings) for (const line of linesOf(each)) say(line);
    const failed = findings.filter(({ faults }) => faults.length > 0).length;
    say(
      failed === 0 ? `All ${findings.length} checks hold.` : `${failed} of ${findings.length} checks fail.`,
    );
    return failed === 0;
  } finally {
    await app.close();
  }
}
