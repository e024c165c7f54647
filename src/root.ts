import process from 'node:process';
import { ConfigurationInvalid } from './config/configuration.js';
import { deploymentFaults } from './config/deployment.js';
import type { Deployment } from './config/deployment.js';
import { SecretUnreadable } from './platform/auth/secrets.js';
import type { DatabaseClaim } from './platform/database/database-claim.js';
import { DatabaseInUse } from './platform/database/database-claim.js';

/** Runs a root of the program; a start that fails is told in words for its operator and ends the process. */
export function runRoot(main: () => Promise<void>): void {
  main().catch((fault: unknown) => {
    process.stderr.write(`${wordsOf(fault)}\n`);
    process.exit(1);
  });
}

/** @throws ConfigurationInvalid when the parts asked for cannot work together. */
export function refuseUnsound(deployment: Deployment): void {
  const faults = deploymentFaults(deployment);
  if (faults.length > 0) throw new ConfigurationInvalid(faults);
}

/** Ends the process, in order and as a failure, once its database has become another's. */
export function endWhenLost(claim: DatabaseClaim, app: { close(): Promise<void> }): void {
  runRoot(async () => {
    const fault = await claim.lost;
    await app.close();
    throw fault;
  });
}

export function say(text: string): void {
  process.stdout.write(`${text}\n`);
}

/** Everybody knows the logins of the demonstration (DATA.md). */
export class DemonstrationInProduction extends Error {
  constructor() {
    super(
      'This database holds the demonstration marketplace, whose logins everyone knows. Production needs its own.',
    );
  }
}

/** Faults of the surroundings, told in a sentence; anything else is a bug and told whole. */
const plain = [ConfigurationInvalid, DatabaseInUse, SecretUnreadable, DemonstrationInProduction];

function wordsOf(fault: unknown): string {
  if (!(fault instanceof Error)) return String(fault);
  if ('code' in fault && fault.code === 'EADDRINUSE') return 'The port is taken. Set PORT to another one.';
  return plain.some((each) => fault instanceof each) ? fault.message : (fault.stack ?? fault.message);
}
