import { Module } from '@nestjs/common';
import { ServicesModule } from '../services/index.js';
import { DaysOffRepository } from './days-off.repository.js';
import { DaysOffService } from './days-off.service.js';
import { ProvidersController } from './providers.controller.js';
import { ProvidersRepository } from './providers.repository.js';
import { ProvidersService } from './providers.service.js';
import { LeaveService } from './leave.service.js';
import { RosterController } from './roster.controller.js';
import { RosterRepository } from './roster.repository.js';
import { RosterService } from './roster.service.js';
import { SchedulesRepository } from './schedules.repository.js';
import { StaffDaysOffController } from './staff-days-off.controller.js';
import { StaffProvidersController } from './staff-providers.controller.js';

@Module({
  imports: [ServicesModule],
  controllers: [ProvidersController, StaffProvidersController, StaffDaysOffController, RosterController],
  providers: [
    DaysOffRepository,
    DaysOffService,
    ProvidersRepository,
    ProvidersService,
    SchedulesRepository,
    LeaveService,
    RosterRepository,
    RosterService,
  ],
  exports: [ProvidersRepository, ProvidersService],
})
export class ProvidersModule {}
