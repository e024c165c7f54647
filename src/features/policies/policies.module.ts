import { Module } from '@nestjs/common';
import { PoliciesRepository } from './policies.repository.js';
import { PoliciesService } from './policies.service.js';
import { PolicyDrafts } from './policy-drafts.service.js';
import { StaffPoliciesController } from './staff-policies.controller.js';

@Module({
  controllers: [StaffPoliciesController],
  providers: [PoliciesRepository, PoliciesService, PolicyDrafts],
  exports: [PoliciesService, PolicyDrafts],
})
export class PoliciesModule {}
