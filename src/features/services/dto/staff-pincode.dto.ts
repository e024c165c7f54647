import { ApiProperty, ApiPropertyOptional, IntersectionType, PartialType, PickType } from '@nestjs/swagger';
import { IsBoolean, IsLatitude, IsLongitude, IsNumber, IsString, Length, Matches } from 'class-validator';
import { PageQuery } from '../../../platform/http/page.dto.js';
import { NotPii } from '../../../platform/telemetry/pii.js';
import { revisionOf } from '../catalogue-row.rule.js';
import type { PincodeEntity } from '../pincode.entity.js';
import { PincodeDto } from './service.dto.js';
import { toPincodeDto } from './service.mapper.js';
import { pincodeMessage, pincodePattern } from './service.query.js';
import { FlagInQuery, MayBeAbsent, RevisionDto, Trimmed } from './staff-catalogue.dto.js';

export class AddPincodeDto {
  @ApiProperty({ example: '560103' })
  @Matches(pincodePattern, { message: pincodeMessage })
  pincode: string;

  @ApiProperty({ example: 'Bangalore', maxLength: 60, description: 'Stays as it is: prices go by it.' })
  @Trimmed()
  @IsString()
  @Length(1, 60)
  city: string;

  @ApiProperty({ example: 'Karnataka', maxLength: 60, description: 'Stays as it is: taxes go by it.' })
  @Trimmed()
  @IsString()
  @Length(1, 60)
  state: string;

  @ApiProperty({ example: 'Bellandur', maxLength: 120 })
  @Trimmed()
  @IsString()
  @Length(1, 120)
  area: string;

  @ApiProperty({ example: true, description: 'Whether we work there.' })
  @IsBoolean()
  serviceable: boolean;

  @ApiProperty({ format: 'double', example: 12.9304, minimum: -90, maximum: 90 })
  @IsNumber()
  @IsLatitude()
  lat: number;

  @ApiProperty({ format: 'double', example: 77.6784, minimum: -180, maximum: 180 })
  @IsNumber()
  @IsLongitude()
  lng: number;
}

export class ChangePincodeDto extends IntersectionType(
  PartialType(PickType(AddPincodeDto, ['area', 'serviceable', 'lat', 'lng'] as const), {
    skipNullProperties: false,
  }),
  RevisionDto,
) {}

export class StaffPincodeDto extends PincodeDto {
  @ApiProperty({ description: 'Names the content of the row; goes with a change.', example: 'Yw1k3mT0pQ8r' })
  revision: string;
  /** Of the middle of the pincode, where nobody in particular lives. */
  @NotPii()
  @ApiProperty({ format: 'double', example: 12.9304 })
  lat: number;
  @NotPii()
  @ApiProperty({ format: 'double', example: 77.6784 })
  lng: number;
}

export class StaffPincodesQuery extends PageQuery {
  @ApiPropertyOptional({ example: 'Bangalore' })
  @MayBeAbsent()
  @IsString()
  @Length(1, 60)
  city?: string;

  @ApiPropertyOptional({ example: true })
  @MayBeAbsent()
  @FlagInQuery()
  @IsBoolean()
  serviceable?: boolean;
}

export function toStaffPincodeDto(row: PincodeEntity): StaffPincodeDto {
  const { pincode, city, state, area, isServiceable, lat, lng } = row;
  const revision = revisionOf({ pincode, city, state, area, isServiceable, lat, lng });
  return { ...toPincodeDto(row), revision, lat, lng };
}
