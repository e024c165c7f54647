import { Module } from '@nestjs/common';
import { UsersModule } from '../users/index.js';
import { GuestConversionService } from './guest-conversion.service.js';
import { GuestsController } from './guests.controller.js';
import { GuestsRepository } from './guests.repository.js';
import { GuestsService } from './guests.service.js';

@Module({
  imports: [UsersModule],
  controllers: [GuestsController],
  providers: [GuestsService, GuestConversionService, GuestsRepository],
})
export class GuestsModule {}
