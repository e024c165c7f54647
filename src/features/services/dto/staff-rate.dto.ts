import { ApiProperty, ApiPropertyOptional } from '@nestjs/swagger';
import {
  IsBoolean,
  IsISO8601,
  IsInt,
  IsString,
  Length,
  Matches,
  Max,
  Min,
  ValidateIf,
} from 'class-validator';
import { PageQuery } from '../../../platform/http/page.dto.js';
import { revisionOf } from '../catalogue-row.rule.js';
import type { RateCardVersionEntity } from '../rate-card-version.entity.js';
import { pincodeMessage, pincodePattern } from './service.query.js';
import { ListedDto, MayBeAbsent, RevisionDto, Trimmed, exampleId } from './staff-catalogue.dto.js';

const mostPaise = 100_000_000_00;
/** An instant with a zone: a time without one would be read differently by different readers. */
const instantPattern = /^\d{4}-\d{2}-\d{2}T\d{2}:\d{2}(:\d{2}(\.\d{1,3})?)?(Z|[+-]\d{2}:\d{2})$/;
const IsInstant = (): PropertyDecorator => (prototype, property) => {
  Matches(instantPattern, { message: 'must be an ISO 8601 instant with a zone' })(prototype, property);
  IsISO8601({ strict: true })(prototype, property);
};
const IsPaise = (): PropertyDecorator => (prototype, property) => {
  IsInt()(prototype, property);
  Min(0)(prototype, property);
  Max(mostPaise)(prototype, property);
};

export class AddRateDto {
  @ApiPropertyOptional({ example: 'Bangalore', description: 'Where it holds; or a pincode, for it alone.' })
  @MayBeAbsent()
  @Trimmed()
  @IsString()
  @Length(1, 60)
  city?: string;

  @ApiPropertyOptional({ example: '560001', description: 'Goes before the price of its city.' })
  @MayBeAbsent()
  @Matches(pincodePattern, { message: pincodeMessage })
  pincode?: string;

  @ApiProperty({ example: 59_900, minimum: 0, maximum: mostPaise, description: 'Of one unit, before tax.' })
  @IsPaise()
  pricePaise: number;

  @ApiPropertyOptional({
    example: 69_900,
    minimum: 0,
    maximum: mostPaise,
    description: 'Shown struck through.',
  })
  @MayBeAbsent()
  @IsPaise()
  strikePricePaise?: number;

  @ApiPropertyOptional({
    format: 'date-time',
    example: '2026-12-01T00:00:00+05:30',
    description: 'Not past; now when left out.',
  })
  @MayBeAbsent()
  @IsInstant()
  validFrom?: string;

  @ApiPropertyOptional({
    format: 'date-time',
    example: '2027-01-01T00:00:00+05:30',
    description: 'No longer then; until further notice when left out.',
  })
  @MayBeAbsent()
  @IsInstant()
  validTo?: string;

  @ApiPropertyOptional({
    example: true,
    description: 'Ends the price that holds there when this one begins; else such a one is in the way.',
  })
  @MayBeAbsent()
  @IsBoolean()
  endsPrevious?: boolean;
}

export class EndRateDto extends RevisionDto {
  @ApiProperty({
    type: String,
    nullable: true,
    format: 'date-time',
    example: '2026-12-01T00:00:00+05:30',
    description: 'No longer then; null for until further notice.',
  })
  @ValidateIf((_body: object, value: unknown) => value !== null)
  @IsInstant()
  validTo: string | null;
}

export class StaffRateDto extends ListedDto {
  @ApiProperty({ format: 'uuid', example: exampleId }) rateCardId: string;
  @ApiProperty({ example: 'Bangalore' }) city: string;
  @ApiProperty({ type: String, nullable: true, example: null, description: 'Null: the whole city.' })
  pincode: string | null;
  @ApiProperty({ example: 59_900 }) pricePaise: number;
  @ApiProperty({ type: Number, nullable: true, example: 69_900 }) strikePricePaise: number | null;
  @ApiProperty({ format: 'date-time', example: '2026-12-01T00:00:00.000Z' }) validFrom: string;
  @ApiProperty({ type: String, nullable: true, format: 'date-time' }) validTo: string | null;
}

export class StaffRatesQuery extends PageQuery {
  @ApiPropertyOptional({ example: 'Bangalore' })
  @MayBeAbsent()
  @IsString()
  @Length(1, 60)
  city?: string;

  @ApiPropertyOptional({ example: '560001' })
  @MayBeAbsent()
  @Matches(pincodePattern, { message: pincodeMessage })
  pincode?: string;
}

export function toStaffRateDto(rate: RateCardVersionEntity): StaffRateDto {
  const { id, rateCardId, city, pincode, pricePaise, strikePricePaise, validFrom, validTo } = rate;
  return {
    ...{ id, revision: revisionOf(rate), rateCardId, city, pincode, pricePaise, strikePricePaise },
    validFrom: validFrom.toISOString(),
    validTo: validTo?.toISOString() ?? null,
  };
}
