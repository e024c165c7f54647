import { Injectable } from '@nestjs/common';
import { DuesService } from '../features/payments/index.js';
import { DuesBook } from '../features/pricing/index.js';
import type { Reader } from '../platform/database/transaction.js';

/** Quotes ask payments what a customer owes from before; neither feature knows the other. */
@Injectable()
export class LedgerDuesBook extends DuesBook {
  constructor(private readonly dues: DuesService) {
    super();
  }

  openPaise(reader: Reader, customerId: string): Promise<number> {
    return this.dues.openPaise(reader, customerId);
  }
}
