import { ApiProperty, ApiPropertyOptional, IntersectionType, PartialType, PickType } from '@nestjs/swagger';
import {
  ArrayMaxSize,
  ArrayMinSize,
  IsArray,
  IsBoolean,
  IsInt,
  IsString,
  IsUUID,
  Length,
  Matches,
  Max,
  MaxLength,
  Min,
} from 'class-validator';
import { revisionOf } from '../catalogue-row.rule.js';
import type { RateCardEntity } from '../rate-card.entity.js';
import { pincodeMessage, pincodePattern } from './service.query.js';
import {
  ActiveQuery,
  IsSlug,
  ListedDto,
  MayBeAbsent,
  RevisionDto,
  Trimmed,
  exampleId,
} from './staff-catalogue.dto.js';

export class AddRateCardDto {
  @ApiProperty({ format: 'uuid', example: exampleId, description: 'Stays as it is.' })
  @IsUUID()
  serviceId: string;

  @ApiProperty({ example: 'ac-repair-split-ac', maxLength: 100, description: 'Stays as it is.' })
  @IsSlug()
  @Length(1, 100)
  slug: string;

  @ApiProperty({ example: 'Split AC', maxLength: 80 })
  @Trimmed()
  @IsString()
  @Length(1, 80)
  name: string;

  @ApiProperty({ example: 'Diagnosis and repair of one split air conditioner.', maxLength: 2_000 })
  @Trimmed()
  @IsString()
  @MaxLength(2_000)
  description: string;

  @ApiProperty({ example: 60, minimum: 15, maximum: 240, description: 'Of one unit.' })
  @IsInt()
  @Min(15)
  @Max(240)
  durationMinutes: number;

  @ApiProperty({ example: 1, minimum: 0, maximum: 10_000, description: 'The lowest is the default variant.' })
  @IsInt()
  @Min(0)
  @Max(10_000)
  sort: number;

  @ApiPropertyOptional({ example: true, description: 'Offered; true for a new one that does not say.' })
  @MayBeAbsent()
  @IsBoolean()
  isActive?: boolean;
}

export class ChangeRateCardDto extends IntersectionType(
  PartialType(
    PickType(AddRateCardDto, ['name', 'description', 'durationMinutes', 'sort', 'isActive'] as const),
    { skipNullProperties: false },
  ),
  RevisionDto,
) {}

export class StaffRateCardDto extends ListedDto {
  @ApiProperty({ format: 'uuid', example: exampleId }) serviceId: string;
  @ApiProperty({ example: 'ac-repair-split-ac' }) slug: string;
  @ApiProperty({ example: 'Split AC' }) name: string;
  @ApiProperty({ example: 'Diagnosis and repair of one split air conditioner.' }) description: string;
  @ApiProperty({ example: 60 }) durationMinutes: number;
  @ApiProperty({ example: 1 }) sort: number;
  @ApiProperty({ example: true }) isActive: boolean;
}

export class StaffRateCardsQuery extends ActiveQuery {
  @ApiPropertyOptional({ format: 'uuid' })
  @MayBeAbsent()
  @IsUUID()
  serviceId?: string;
}

export class OfferInPincodesDto {
  @ApiProperty({ type: [String], example: ['560001', '560002'], minItems: 1, maxItems: 500 })
  @IsArray()
  @ArrayMinSize(1)
  @ArrayMaxSize(500)
  @Matches(pincodePattern, { each: true, message: pincodeMessage })
  pincodes: string[];
}

export function toStaffRateCardDto(card: RateCardEntity): StaffRateCardDto {
  const { id, subcategoryId, slug, name, description, durationMinutes, sort, isActive } = card;
  return {
    ...{ id, revision: revisionOf(card), serviceId: subcategoryId, slug, name, description },
    ...{ durationMinutes, sort, isActive },
  };
}
