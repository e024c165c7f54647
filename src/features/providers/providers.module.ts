import { Module } from '@nestjs/common';
import { ServicesModule } from '../services/index.js';
import { ProvidersController } from './providers.controller.js';
import { ProvidersRepository } from './providers.repository.js';
import { ProvidersService } from './providers.service.js';
import { SchedulesRepository } from './schedules.repository.js';
import { StaffProvidersController } from './staff-providers.controller.js';

@Module({
  imports: [ServicesModule],
  controllers: [ProvidersController, StaffProvidersController],
  providers: [ProvidersRepository, ProvidersService, SchedulesRepository],
  exports: [ProvidersRepository, ProvidersService],
})
export class ProvidersModule {}
