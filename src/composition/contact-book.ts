import { Injectable } from '@nestjs/common';
import type { Reader } from '../platform/database/transaction.js';
import { NotFound } from '../kernel/errors.js';
import { ContactBook } from '../features/notifications/index.js';
import type { Contact } from '../features/notifications/index.js';
import { UsersService } from '../features/users/index.js';

/** Notices ask users how a person is reached; neither feature knows the other. */
@Injectable()
export class UsersContactBook extends ContactBook {
  constructor(private readonly users: UsersService) {
    super();
  }

  async find(reader: Reader, userId: string): Promise<Contact | null> {
    try {
      const { email, mobile, language, firstName } = await this.users.getWithin(reader, userId);
      return { email, mobile, language, firstName };
    } catch (refusal) {
      if (refusal instanceof NotFound) return null;
      throw refusal;
    }
  }
}
