import { NestFactory } from '@nestjs/core';
import type { Configuration } from '../config/configuration.js';
import { AuditVerification } from '../platform/audit/audit-verification.service.js';
import { AuditVerificationModule } from './audit-verification.module.js';

/**
 * Follows the whole chain of the audit log, while servers go on working, and tells what it found (ID-5).
 * @returns whether the chain holds
 */
export async function verifyAudit(
  configuration: Configuration,
  say: (line: string) => void,
): Promise<boolean> {
  const app = await NestFactory.createApplicationContext(AuditVerificationModule.with(configuration), {
    logger: ['error', 'fatal'],
    abortOnError: false,
  });
  try {
    const { ok, entries, unsealed, firstFault } = await app.get(AuditVerification).verify();
    say(`${entries} sealed entries follow one another.`);
    if (unsealed > 0) say(`${unsealed} are not sealed yet: nothing can be said of them.`);
    if (firstFault) {
      const { sequence, entryId, fault } = firstFault;
      say(`Tampered with at place ${sequence}: ${fault}${entryId === null ? '' : `, entry ${entryId}`}.`);
    }
    return ok;
  } finally {
    await app.close();
  }
}
