import { ApiProperty, ApiPropertyOptional } from '@nestjs/swagger';
import { IsOptional, IsUUID } from 'class-validator';
import { PageDto, PageQuery } from '../../../platform/http/page.dto.js';
import type { PayoutEntity } from '../payout.entity.js';
import type { Earnings } from '../payouts.service.js';
import { LedgerEntryDto, toLedgerEntryDto } from './ledger.dto.js';

export class PayoutListQuery extends PageQuery {
  @ApiPropertyOptional({ format: 'uuid' })
  @IsOptional()
  @IsUUID()
  providerId?: string;
}

export class PayoutDto {
  @ApiProperty({ format: 'uuid' }) id: string;
  @ApiProperty({ format: 'uuid' }) providerId: string;
  @ApiProperty({ description: 'Local day.', example: '2026-11-22' }) onDay: string;
  @ApiProperty({ description: 'Of finished bookings, commission taken off.', example: 120_000 })
  earnedPaise: number;
  @ApiProperty({ description: 'Forfeited for bookings left or missed.', example: 0 }) penaltyPaise: number;
  @ApiProperty({ description: 'Kept against cash taken at the door.', example: 40_000 }) setOffPaise: number;
  @ApiProperty({ example: 80_000 }) paidPaise: number;
}

export function toPayoutDto(payout: PayoutEntity): PayoutDto {
  const { id, providerId, onDay, earnedPaise, penaltyPaise, setOffPaise, paidPaise } = payout;
  return { id, providerId, onDay, earnedPaise, penaltyPaise, setOffPaise, paidPaise };
}

export class EarningsDto {
  @ApiProperty({
    description: 'Owed to you and not paid out yet; less than zero after penalties.',
    example: 0,
  })
  payablePaise: number;
  @ApiProperty({ description: 'Cash you hold for the company.', example: 0 }) cashHeldPaise: number;
  @ApiProperty({ type: [PayoutDto], description: 'The last thirty.' }) payouts: PayoutDto[];
  @ApiProperty({ type: [LedgerEntryDto], description: 'Each booking, penalty and payout, the newest first.' })
  data: LedgerEntryDto[];
  @ApiProperty({ type: PageDto }) page: PageDto;
}

export function toEarningsDto({ payablePaise, cashHeldPaise, payouts, entries }: Earnings): EarningsDto {
  return {
    payablePaise,
    cashHeldPaise,
    payouts: payouts.map(toPayoutDto),
    data: entries.data.map(toLedgerEntryDto),
    page: entries.page,
  };
}
