import { Injectable } from '@nestjs/common';
import { In } from 'typeorm';
import { BookingEntity, liveStates } from '../features/bookings/index.js';
import { WalletService } from '../features/payments/index.js';
import { OpenObligations } from '../features/privacy/index.js';
import type { Obligation } from '../features/privacy/index.js';
import type { Reader } from '../platform/database/transaction.js';

/** Privacy asks the trade whether somebody still has work under way or money between us; neither knows the other. */
@Injectable()
export class TradeObligations extends OpenObligations {
  constructor(private readonly wallets: WalletService) {
    super();
  }

  async list(reader: Reader, userId: string): Promise<Obligation[]> {
    const where = { customerId: userId, state: In([...liveStates]) };
    const hasLive = await reader.getRepository(BookingEntity).existsBy(where);
    const { balancePaise, duesPaise } = await this.wallets.view(reader, userId);
    return [
      ...(hasLive ? (['live_bookings'] as const) : []),
      ...(duesPaise > 0 ? (['dues'] as const) : []),
      ...(balancePaise > 0 ? (['wallet_balance'] as const) : []),
    ];
  }
}
