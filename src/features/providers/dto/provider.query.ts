import { ApiPropertyOptional } from '@nestjs/swagger';
import { Transform, Type } from 'class-transformer';
import {
  IsBoolean,
  IsIn,
  IsNumber,
  IsOptional,
  IsString,
  Matches,
  Max,
  MaxLength,
  Min,
  Validate,
} from 'class-validator';
import type { ValidatorConstraintInterface } from 'class-validator';
import { ValidatorConstraint } from 'class-validator';
import { isLocalDate } from '../../../kernel/calendar.js';
import { PageQuery } from '../../../platform/http/page.dto.js';
import { pincodeMessage, pincodePattern } from '../../services/index.js';
import { providerOrders } from '../providers.service.js';
import type { ProviderOrder } from '../providers.service.js';

@ValidatorConstraint({ name: 'isLocalDate' })
export class IsLocalDate implements ValidatorConstraintInterface {
  validate(value: unknown): boolean {
    return typeof value === 'string' && isLocalDate(value);
  }

  defaultMessage(): string {
    return 'must be a date, YYYY-MM-DD';
  }
}

const truth = ({ value }: { value: unknown }): unknown =>
  value === 'true' ? true : value === 'false' ? false : value;

class PlaceQuery extends PageQuery {
  @ApiPropertyOptional({ example: 'Bangalore' })
  @IsOptional()
  @IsString()
  @MaxLength(60)
  city?: string;

  @ApiPropertyOptional({ example: '560001' })
  @IsOptional()
  @Matches(pincodePattern, { message: pincodeMessage })
  pincode?: string;

  @ApiPropertyOptional({ example: 'ac-repair', description: 'Id or slug of a service they can do.' })
  @IsOptional()
  @IsString()
  @MaxLength(80)
  service?: string;

  @ApiPropertyOptional({
    enum: providerOrders,
    description: 'Customers see the best rated first by default.',
  })
  @IsOptional()
  @IsIn(providerOrders)
  sort?: ProviderOrder;
}

export class ProvidersQuery extends PlaceQuery {
  @ApiPropertyOptional({ format: 'double', example: 4 })
  @IsOptional()
  @Type(() => Number)
  @IsNumber({ maxDecimalPlaces: 1, allowNaN: false, allowInfinity: false })
  @Min(1)
  @Max(5)
  minRating?: number;
}

export class StaffProvidersQuery extends PlaceQuery {
  @ApiPropertyOptional({ example: true })
  @IsOptional()
  @Transform(truth)
  @IsBoolean()
  isActive?: boolean;

  @ApiPropertyOptional({ example: true })
  @IsOptional()
  @Transform(truth)
  @IsBoolean()
  isVerified?: boolean;
}

export class AvailabilityQuery {
  @ApiPropertyOptional({ example: '2026-03-14', description: 'First local date; today when left out.' })
  @IsOptional()
  @Validate(IsLocalDate)
  from?: string;

  @ApiPropertyOptional({ example: '2026-03-20', description: 'Last local date, included.' })
  @IsOptional()
  @Validate(IsLocalDate)
  to?: string;
}
