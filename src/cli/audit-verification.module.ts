import { Module } from '@nestjs/common';
import type { DynamicModule } from '@nestjs/common';
import type { Configuration } from '../config/configuration.js';
import { AuditLogRepository } from '../platform/audit/audit-log.repository.js';
import { AuditVerification } from '../platform/audit/audit-verification.service.js';
import { KeysModule } from './keys.module.js';

/** What it takes to follow the chain of the audit log, and nothing that serves anybody. */
@Module({})
export class AuditVerificationModule {
  static with(configuration: Configuration): DynamicModule {
    return {
      module: AuditVerificationModule,
      imports: [KeysModule.with(configuration)],
      providers: [AuditLogRepository, AuditVerification],
    };
  }
}
