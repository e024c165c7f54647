import { Module } from '@nestjs/common';
import { RolesController } from './roles.controller.js';
import { RolesRepository } from './roles.repository.js';
import { RolesService } from './roles.service.js';
import { StaffAuthController } from './staff-auth.controller.js';
import { StaffSignInService } from './staff-sign-in.service.js';
import { StaffController } from './staff.controller.js';
import { StaffRepository } from './staff.repository.js';
import { StaffService } from './staff.service.js';

@Module({
  controllers: [StaffAuthController, StaffController, RolesController],
  providers: [StaffService, StaffSignInService, RolesService, StaffRepository, RolesRepository],
  exports: [StaffService, RolesService],
})
export class StaffModule {}
