import { ApiProperty, ApiPropertyOptional } from '@nestjs/swagger';
import { Transform, Type } from 'class-transformer';
import {
  ArrayMaxSize,
  IsArray,
  IsInt,
  IsOptional,
  IsString,
  Length,
  Max,
  MaxLength,
  Min,
  Validate,
  ValidateNested,
} from 'class-validator';
import type { CityHolidayEntity, ProviderExceptionEntity } from '../day-off.entity.js';
import { IsLocalDate } from './provider.query.js';

const trimmed = ({ value }: { value: unknown }): unknown =>
  typeof value === 'string' ? value.trim() : value;

export class HolidaysQuery {
  @ApiPropertyOptional({ example: 'Bangalore', maxLength: 60 })
  @IsOptional()
  @IsString()
  @MaxLength(60)
  city?: string;

  @ApiPropertyOptional({ example: '2026-11-01', description: 'First local day; today when left out.' })
  @IsOptional()
  @Validate(IsLocalDate)
  from?: string;
}

export class AddHolidayDto {
  @ApiProperty({ minLength: 2, maxLength: 60, example: 'Bangalore' })
  @Transform(trimmed)
  @IsString()
  @Length(2, 60)
  city: string;

  @ApiProperty({ format: 'date', example: '2026-11-01' })
  @Validate(IsLocalDate)
  onDay: string;

  @ApiProperty({ minLength: 2, maxLength: 80, example: 'Kannada Rajyotsava' })
  @Transform(trimmed)
  @IsString()
  @Length(2, 80)
  name: string;
}

export class HolidayDto {
  @ApiProperty({ format: 'uuid' }) id: string;
  @ApiProperty({ example: 'Bangalore' }) city: string;
  @ApiProperty({ format: 'date' }) onDay: string;
  @ApiProperty({ example: 'Kannada Rajyotsava' }) name: string;
}

export class HolidaysDto {
  @ApiProperty({ type: [HolidayDto] }) data: HolidayDto[];
}

export class WorkingStretchDto {
  @ApiProperty({ minimum: 0, maximum: 1_440, example: 540, description: 'Minutes from midnight, local.' })
  @IsInt()
  @Min(0)
  @Max(1_440)
  startMinute: number;

  @ApiProperty({ minimum: 0, maximum: 1_440, example: 780 })
  @IsInt()
  @Min(0)
  @Max(1_440)
  endMinute: number;
}

export class SetExceptionDto {
  @ApiProperty({ format: 'date', example: '2026-11-01' })
  @Validate(IsLocalDate)
  onDay: string;

  @ApiProperty({ type: [WorkingStretchDto], maxItems: 8, description: 'None is a day off.' })
  @IsArray()
  @ArrayMaxSize(8)
  @ValidateNested({ each: true })
  @Type(() => WorkingStretchDto)
  intervals: WorkingStretchDto[];
}

export class ProviderExceptionDto {
  @ApiProperty({ format: 'date' }) onDay: string;
  @ApiProperty({ type: [WorkingStretchDto] }) intervals: WorkingStretchDto[];
}

export class ProviderExceptionsDto {
  @ApiProperty({ type: [ProviderExceptionDto] }) data: ProviderExceptionDto[];
}

export function toHolidayDto({ id, city, onDay, name }: CityHolidayEntity): HolidayDto {
  return { id, city, onDay, name };
}

export function toExceptionDto({ onDay, intervals }: ProviderExceptionEntity): ProviderExceptionDto {
  return {
    onDay,
    intervals: intervals.map(({ startMinute, endMinute }) => ({ startMinute, endMinute })),
  };
}
