import { ApiProperty, ApiPropertyOptional } from '@nestjs/swagger';
import { Transform } from 'class-transformer';
import { IsIn, IsInt, IsOptional, IsString, IsUUID, Length, Max, Min } from 'class-validator';
import { PageQuery } from '../../../platform/http/page.dto.js';
import { refundStates } from '../refund.state.js';
import type { RefundState } from '../refund.state.js';

const trimmed = ({ value }: { value: unknown }): unknown =>
  typeof value === 'string' ? value.trim() : value;

export class RefundListQuery extends PageQuery {
  @ApiPropertyOptional({ enum: refundStates, example: 'requested' })
  @IsOptional()
  @IsIn(refundStates)
  state?: RefundState;

  @ApiPropertyOptional({ format: 'uuid' })
  @IsOptional()
  @IsUUID()
  bookingId?: string;
}

export class RequestRefundDto {
  @ApiProperty({ format: 'uuid' })
  @IsUUID()
  bookingId: string;

  @ApiProperty({ minimum: 100, maximum: 100_000_000, example: 20_000 })
  @IsInt()
  @Min(100)
  @Max(100_000_000)
  amountPaise: number;

  @ApiProperty({ minLength: 3, maxLength: 300, example: 'The tiles were left dirty.' })
  @Transform(trimmed)
  @IsString()
  @Length(3, 300)
  reason: string;
}

export class ApproveRefundDto {
  @ApiPropertyOptional({ minLength: 3, maxLength: 300, example: 'Seen on the photos.' })
  @IsOptional()
  @Transform(trimmed)
  @IsString()
  @Length(3, 300)
  reason?: string;
}

export class RejectRefundDto {
  @ApiProperty({ minLength: 3, maxLength: 300, example: 'The work was done as agreed.' })
  @Transform(trimmed)
  @IsString()
  @Length(3, 300)
  reason: string;
}
