import { Injectable } from '@nestjs/common';
import { NotFound } from '../kernel/errors.js';
import type { Reader } from '../platform/database/transaction.js';
import { ConsentBook } from '../features/notifications/index.js';
import { ConsentsService } from '../features/privacy/index.js';
import { UsersService } from '../features/users/index.js';

/**
 * Notices ask whether a person has agreed to offers; without a word of theirs, they have not. What was taken back with
 * proof is given again only with proof: a preference alone does not undo it (ID-9).
 */
@Injectable()
export class UsersConsentBook extends ConsentBook {
  constructor(
    private readonly users: UsersService,
    private readonly consents: ConsentsService,
  ) {
    super();
  }

  async hasAgreedToOffers(reader: Reader, userId: string): Promise<boolean> {
    try {
      const { preferences } = await this.users.getWithin(reader, userId);
      const last = await this.consents.findLatest(reader, userId, 'marketing');
      return preferences['marketing'] === true && last?.isGiven !== false;
    } catch (refusal) {
      if (refusal instanceof NotFound) return false;
      throw refusal;
    }
  }
}
