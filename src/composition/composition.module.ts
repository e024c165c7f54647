import { Global, Module } from '@nestjs/common';
import { AddressBook } from '../features/pricing/index.js';
import { UsersModule } from '../features/users/index.js';
import { UsersAddressBook } from './address-book.js';

/** Binds the ports that one feature declares to the feature that answers them. */
@Global()
@Module({
  imports: [UsersModule],
  providers: [{ provide: AddressBook, useClass: UsersAddressBook }],
  exports: [AddressBook],
})
export class CompositionModule {}
