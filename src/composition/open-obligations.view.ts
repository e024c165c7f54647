import { Injectable } from '@nestjs/common';
import { In, Not } from 'typeorm';
import { BookingEntity, liveStates } from '../features/bookings/index.js';
import { RefundEntity, WalletService } from '../features/payments/index.js';
import { OpenObligations } from '../features/users/index.js';
import type { Obligation } from '../features/users/index.js';
import type { Reader } from '../platform/database/transaction.js';

/** Users ask the trade whether somebody still has work under way or money between us; neither knows the other. */
@Injectable()
export class TradeObligations extends OpenObligations {
  constructor(private readonly wallets: WalletService) {
    super();
  }

  async list(reader: Reader, userId: string): Promise<Obligation[]> {
    const where = { customerId: userId, state: In([...liveStates]) };
    const hasLive = await reader.getRepository(BookingEntity).existsBy(where);
    const isOwed = await reader
      .getRepository(RefundEntity)
      .existsBy({ customerId: userId, state: Not(In(['done', 'rejected'])) });
    const { balancePaise, duesPaise } = await this.wallets.view(reader, userId);
    return [
      ...(hasLive ? (['live_bookings'] as const) : []),
      ...(isOwed ? (['open_refunds'] as const) : []),
      ...(duesPaise > 0 ? (['dues'] as const) : []),
      ...(balancePaise > 0 ? (['wallet_balance'] as const) : []),
    ];
  }
}
