import { Global, Module } from '@nestjs/common';
import { ApprovalKinds } from './approval-kinds.js';
import { ApprovalsController } from './approvals.controller.js';
import { ApprovalsRepository } from './approvals.repository.js';
import { ApprovalsService } from './approvals.service.js';

/** Acts that take two people. A feature registers the kinds of its acts with `ApprovalKinds`. */
@Global()
@Module({
  controllers: [ApprovalsController],
  providers: [ApprovalsService, ApprovalsRepository, ApprovalKinds],
  exports: [ApprovalKinds],
})
export class ApprovalsModule {}
