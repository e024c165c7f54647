import { Global, Module } from '@nestjs/common';
import { APP_INTERCEPTOR } from '@nestjs/core';
import { AuditController } from './audit.controller.js';
import { AuditLog } from './audit-log.js';
import { AuditLogRepository } from './audit-log.repository.js';
import { AuditSealer } from './audit-sealer.js';
import { AuditService } from './audit.service.js';
import { AuditVerification } from './audit-verification.service.js';
import { PersonalAnswersInterceptor } from './personal-answers.interceptor.js';
import { PersonalReads } from './personal-reads.service.js';
import { StaffActsInterceptor } from './staff-acts.interceptor.js';
import { StaffInterceptor } from './staff.interceptor.js';

/** Who did what: written with each act, chained by a sealer, verified on demand (ID-5). */
@Global()
@Module({
  controllers: [AuditController],
  providers: [
    AuditLog,
    AuditLogRepository,
    AuditSealer,
    AuditService,
    AuditVerification,
    PersonalReads,
    PersonalAnswersInterceptor,
    StaffActsInterceptor,
    { provide: APP_INTERCEPTOR, useClass: StaffInterceptor },
  ],
  exports: [AuditLog, PersonalReads],
})
export class AuditModule {}
