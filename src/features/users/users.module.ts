import { Module } from '@nestjs/common';
import { StorageModule } from '../../platform/storage/storage.module.js';
import { AccountClosingService } from './account-closing.service.js';
import { AccountLinkSweep } from './account-link-sweep.js';
import { AccountLinksRepository } from './account-links.repository.js';
import { AccountLinksService } from './account-links.service.js';
import { AccountRecoveryController } from './account-recovery.controller.js';
import { AccountRecoveryService } from './account-recovery.service.js';
import { AddressesController } from './addresses.controller.js';
import { AddressesRepository } from './addresses.repository.js';
import { AddressesService } from './addresses.service.js';
import { AuthController } from './auth.controller.js';
import { AvatarsController } from './avatars.controller.js';
import { AvatarsService } from './avatars.service.js';
import { CustomerOtpService } from './customer-otp.service.js';
import { CustomerSignInService } from './customer-sign-in.service.js';
import { CustomersController } from './customers.controller.js';
import { OtpController } from './otp.controller.js';
import { PreferencesService } from './preferences.service.js';
import { ProfileService } from './profile.service.js';
import { SessionNotices } from './session-notices.listener.js';
import { UsersController } from './users.controller.js';
import { UsersRepository } from './users.repository.js';
import { UsersService } from './users.service.js';

@Module({
  imports: [StorageModule],
  controllers: [
    AuthController,
    OtpController,
    AccountRecoveryController,
    UsersController,
    AvatarsController,
    AddressesController,
    CustomersController,
  ],
  providers: [
    UsersService,
    CustomerSignInService,
    CustomerOtpService,
    AccountLinksService,
    AccountLinksRepository,
    AccountLinkSweep,
    AccountRecoveryService,
    AccountClosingService,
    AvatarsService,
    PreferencesService,
    ProfileService,
    SessionNotices,
    AddressesService,
    UsersRepository,
    AddressesRepository,
  ],
  exports: [AccountClosingService, UsersService, CustomerSignInService, AddressesService],
})
export class UsersModule {}
