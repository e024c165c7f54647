import { Injectable } from '@nestjs/common';
import { NotFound } from '../kernel/errors.js';
import type { Reader } from '../platform/database/transaction.js';
import { AddressBook } from '../features/pricing/index.js';
import { AddressesService } from '../features/users/index.js';

/** Prices ask users where an address lies; neither feature knows the other. */
@Injectable()
export class UsersAddressBook extends AddressBook {
  constructor(private readonly addresses: AddressesService) {
    super();
  }

  async findPincode(reader: Reader, customerId: string, addressId: string): Promise<string | null> {
    try {
      return (await this.addresses.getWithin(reader, customerId, addressId)).pincode;
    } catch (refusal) {
      if (refusal instanceof NotFound) return null;
      throw refusal;
    }
  }
}
