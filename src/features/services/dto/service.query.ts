import { ApiProperty, ApiPropertyOptional } from '@nestjs/swagger';
import { Transform, Type } from 'class-transformer';
import { IsIn, IsInt, IsOptional, IsString, Matches, Max, MaxLength, Min } from 'class-validator';
import { PageQuery } from '../../../platform/http/page.dto.js';
import { searchOrders } from '../service-search.js';
import type { SearchOrder } from '../service-search.js';

/** Six digits, the first not zero. */
export const pincodePattern = /^[1-9][0-9]{5}$/;
export const pincodeMessage = 'must be six digits and not begin with 0';
const mostPaise = 100_000_000_00;

const trimmed = ({ value }: { value: unknown }): unknown =>
  typeof value === 'string' ? value.trim() : value;

export class RatesQuery extends PageQuery {
  @ApiProperty({ example: '560001' })
  @Matches(pincodePattern, { message: pincodeMessage })
  pincode: string;
}

export class RecommendationsQuery extends PageQuery {
  @ApiPropertyOptional({ example: '560001', description: 'Only what is offered there, with its prices.' })
  @IsOptional()
  @Matches(pincodePattern, { message: pincodeMessage })
  pincode?: string;
}

export class SearchQuery extends RecommendationsQuery {
  @ApiPropertyOptional({ example: 'ac not cooling', maxLength: 100 })
  @IsOptional()
  @Transform(trimmed)
  @IsString()
  @MaxLength(100)
  q?: string;

  @ApiPropertyOptional({ example: 'appliance-repair', description: 'Id or slug.' })
  @IsOptional()
  @IsString()
  @MaxLength(60)
  category?: string;

  @ApiPropertyOptional({ example: 10000 })
  @IsOptional()
  @Type(() => Number)
  @IsInt()
  @Min(0)
  @Max(mostPaise)
  minPaise?: number;

  @ApiPropertyOptional({ example: 100000 })
  @IsOptional()
  @Type(() => Number)
  @IsInt()
  @Min(0)
  @Max(mostPaise)
  maxPaise?: number;

  @ApiPropertyOptional({ enum: searchOrders, description: 'Default: relevance with q, else popular.' })
  @IsOptional()
  @IsIn(searchOrders)
  sort?: SearchOrder;
}
