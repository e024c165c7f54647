import { Injectable } from '@nestjs/common';
import { NotFound } from '../kernel/errors.js';
import type { Reader } from '../platform/database/transaction.js';
import { ConsentBook } from '../features/notifications/index.js';
import { UsersService } from '../features/users/index.js';

/** Notices ask users whether a person has agreed to offers; without a word of theirs, they have not. */
@Injectable()
export class UsersConsentBook extends ConsentBook {
  constructor(private readonly users: UsersService) {
    super();
  }

  async hasAgreedToOffers(reader: Reader, userId: string): Promise<boolean> {
    try {
      return (await this.users.getWithin(reader, userId)).preferences['marketing'] === true;
    } catch (refusal) {
      if (refusal instanceof NotFound) return false;
      throw refusal;
    }
  }
}
