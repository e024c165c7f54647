import process from 'node:process';
import { ConfigurationInvalid } from './config/configuration.js';
import { deploymentFaults } from './config/deployment.js';
import type { Deployment } from './config/deployment.js';

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

export function say(text: string): void {
  process.stdout.write(`${text}\n`);
}

function wordsOf(fault: unknown): string {
  if (fault instanceof ConfigurationInvalid) return fault.message;
  return fault instanceof Error ? (fault.stack ?? fault.message) : String(fault);
}
