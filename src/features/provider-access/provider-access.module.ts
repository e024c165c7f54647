import { Module } from '@nestjs/common';
import { ProviderAuthController } from './provider-auth.controller.js';
import { ProviderPeopleRepository } from './provider-people.repository.js';
import { ProviderSessionNotices } from './provider-session-notices.listener.js';
import { ProviderSignInService } from './provider-sign-in.service.js';

@Module({
  controllers: [ProviderAuthController],
  providers: [ProviderSignInService, ProviderPeopleRepository, ProviderSessionNotices],
})
export class ProviderAccessModule {}
