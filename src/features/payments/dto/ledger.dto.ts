import { ApiProperty, ApiPropertyOptional } from '@nestjs/swagger';
import { IsIn, IsOptional, IsUUID, Matches } from 'class-validator';
import { PageQuery } from '../../../platform/http/page.dto.js';
import { accountKinds } from '../account-kinds.js';
import type { AccountKind } from '../account-kinds.js';
import type { LedgerRow } from '../ledger.view.js';
import type { WalletView } from '../wallet.service.js';

export class LedgerQuery extends PageQuery {
  @ApiPropertyOptional({ enum: accountKinds, example: 'customer_receivable' })
  @IsOptional()
  @IsIn(accountKinds)
  account?: AccountKind;

  @ApiPropertyOptional({ description: "The customer's or provider's id, or `company`.", example: 'company' })
  @IsOptional()
  @Matches(/^(company|[0-9a-f-]{36})$/, { message: 'must be an id or company' })
  subject?: string;

  @ApiPropertyOptional({ format: 'uuid' })
  @IsOptional()
  @IsUUID()
  bookingId?: string;
}

export class LedgerEntryDto {
  @ApiProperty({ format: 'uuid' }) id: string;
  @ApiProperty({ format: 'uuid', description: 'The entries of one posting sum to zero.' }) postingId: string;
  @ApiProperty({ enum: accountKinds, example: 'wallet_liability' }) account: string;
  @ApiProperty({ example: 'company' }) subject: string;
  @ApiProperty({ description: 'Debit positive, credit negative.', example: -76_500 }) amountPaise: number;
  @ApiProperty({ example: 'payment.captured' }) reason: string;
  @ApiProperty({ type: String, nullable: true, format: 'uuid' }) bookingId: string | null;
  @ApiProperty({ format: 'date-time' }) at: string;
}

export function toLedgerEntryDto(row: LedgerRow): LedgerEntryDto {
  const { id, postingId, account, subject, amountPaise, reason, bookingId, at } = row;
  return { id, postingId, account, subject, amountPaise, reason, bookingId, at: at.toISOString() };
}

export class WalletDto {
  @ApiProperty({ description: 'Money: may be spent, and comes back as money.', example: 50_000 })
  balancePaise: number;
  @ApiProperty({ description: 'Credit good for bookings only; spent first.', example: 0 })
  promoPaise: number;
  @ApiProperty({ description: 'Fees of earlier bookings, collected with the next payment.', example: 0 })
  duesPaise: number;
}

export function toWalletDto({ balancePaise, promoPaise, duesPaise }: WalletView): WalletDto {
  return { balancePaise, promoPaise, duesPaise };
}
