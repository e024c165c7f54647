import { Module } from '@nestjs/common';
import { AddressesController } from './addresses.controller.js';
import { AddressesRepository } from './addresses.repository.js';
import { AddressesService } from './addresses.service.js';
import { AuthController } from './auth.controller.js';
import { CustomerSignInService } from './customer-sign-in.service.js';
import { CustomersController } from './customers.controller.js';
import { UsersController } from './users.controller.js';
import { UsersRepository } from './users.repository.js';
import { UsersService } from './users.service.js';

@Module({
  controllers: [AuthController, UsersController, AddressesController, CustomersController],
  providers: [UsersService, CustomerSignInService, AddressesService, UsersRepository, AddressesRepository],
  exports: [UsersService, AddressesService],
})
export class UsersModule {}
