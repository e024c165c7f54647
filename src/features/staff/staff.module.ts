import { Module } from '@nestjs/common';
import { RolesAdministration } from './roles-administration.service.js';
import { RolesController } from './roles.controller.js';
import { RolesRepository } from './roles.repository.js';
import { RolesService } from './roles.service.js';
import { SecondFactorController } from './second-factor.controller.js';
import { SecondFactor } from './second-factor.service.js';
import { StaffAdministrationController } from './staff-administration.controller.js';
import { StaffAdministration } from './staff-administration.service.js';
import { StaffApprovals } from './staff-approvals.service.js';
import { StaffAuthController } from './staff-auth.controller.js';
import { StaffAuthority } from './staff-authority.service.js';
import { StaffInvitationsRepository } from './staff-invitations.repository.js';
import { StaffInvitationsService } from './staff-invitations.service.js';
import { StaffRecoveryController } from './staff-recovery.controller.js';
import { StaffRecovery } from './staff-recovery.service.js';
import { StaffSecondFactorsRepository } from './staff-second-factors.repository.js';
import { StaffSessionNotices } from './staff-session-notices.listener.js';
import { StaffSessionsController } from './staff-sessions.controller.js';
import { StaffSignInService } from './staff-sign-in.service.js';
import { StaffController } from './staff.controller.js';
import { StaffRepository } from './staff.repository.js';
import { StaffService } from './staff.service.js';

@Module({
  controllers: [
    StaffAuthController,
    StaffSessionsController,
    StaffRecoveryController,
    StaffController,
    StaffAdministrationController,
    SecondFactorController,
    RolesController,
  ],
  providers: [
    StaffService,
    StaffSignInService,
    RolesService,
    StaffRepository,
    StaffSessionNotices,
    StaffRecovery,
    RolesRepository,
    StaffAuthority,
    StaffAdministration,
    RolesAdministration,
    StaffInvitationsService,
    StaffInvitationsRepository,
    StaffApprovals,
    SecondFactor,
    StaffSecondFactorsRepository,
  ],
  exports: [StaffService, RolesService],
})
export class StaffModule {}
