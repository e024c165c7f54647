import { ApiProperty, ApiPropertyOptional } from '@nestjs/swagger';
import { IsBoolean, IsNumber, IsOptional, Matches, Max, Min } from 'class-validator';
import { About } from '../../../platform/telemetry/pii.js';
import type { AddressEntity } from '../address.entity.js';
import { MayBeAbsent, MaybeWords, Words } from './fields.js';

export class AddressInputDto {
  @ApiProperty({ maxLength: 200, example: '12, 4th Cross, Malleswaram' })
  @Words(200)
  line1: string;

  @ApiPropertyOptional({ type: String, nullable: true, maxLength: 200, example: 'Near the post office' })
  @MaybeWords(200)
  line2?: string | null;

  @ApiProperty({ maxLength: 80, example: 'Bangalore' })
  @Words(80)
  city: string;

  @ApiProperty({ maxLength: 80, example: 'Karnataka' })
  @Words(80)
  state: string;

  @ApiProperty({ description: 'Six digits, the first not 0.', pattern: '^[1-9]\\d{5}$', example: '560001' })
  @Words(6)
  @Matches(/^[1-9]\d{5}$/, { message: 'must be six digits, the first not 0' })
  pincode: string;

  @ApiPropertyOptional({ type: String, nullable: true, maxLength: 120, example: 'Asha Rao' })
  @MaybeWords(120)
  contactName?: string | null;

  @ApiPropertyOptional({ type: String, nullable: true, maxLength: 20, example: '+919876543210' })
  @MaybeWords(20)
  contactMobile?: string | null;

  @ApiPropertyOptional({ description: 'The first address is the default in any case.', example: true })
  @MayBeAbsent()
  @IsBoolean()
  isDefault?: boolean;

  @ApiPropertyOptional({
    type: Number,
    format: 'double',
    nullable: true,
    minimum: -90,
    maximum: 90,
    example: 13.003,
  })
  @IsOptional()
  @IsNumber()
  @Min(-90)
  @Max(90)
  lat?: number | null;

  @ApiPropertyOptional({
    type: Number,
    format: 'double',
    nullable: true,
    minimum: -180,
    maximum: 180,
    example: 77.57,
  })
  @IsOptional()
  @IsNumber()
  @Min(-180)
  @Max(180)
  lng?: number | null;
}

@About('customer')
export class AddressDto {
  @ApiProperty({ example: '0193e4a0-7c1e-7cc2-8c53-1d5c5b1f2a10' })
  id: string;

  @ApiProperty({ example: '12, 4th Cross, Malleswaram' })
  line1: string;

  @ApiProperty({ type: String, nullable: true, example: 'Near the post office' })
  line2: string | null;

  @ApiProperty({ example: 'Bangalore' })
  city: string;

  @ApiProperty({ example: 'Karnataka' })
  state: string;

  @ApiProperty({ example: '560001' })
  pincode: string;

  @ApiProperty({ type: String, nullable: true, example: 'Asha Rao' })
  contactName: string | null;

  @ApiProperty({ type: String, nullable: true, example: '+919876543210' })
  contactMobile: string | null;

  @ApiProperty({ example: true })
  isDefault: boolean;

  @ApiProperty({ type: Number, format: 'double', nullable: true, example: 13.003 })
  lat: number | null;

  @ApiProperty({ type: Number, format: 'double', nullable: true, example: 77.57 })
  lng: number | null;

  @ApiProperty({ example: '2026-03-02T05:30:00.000Z' })
  createdAt: string;
}

export function toAddressDto(address: AddressEntity): AddressDto {
  return {
    id: address.id,
    line1: address.line1,
    line2: address.line2,
    city: address.city,
    state: address.state,
    pincode: address.pincode,
    contactName: address.contactName,
    contactMobile: address.contactMobile,
    isDefault: address.isDefault,
    lat: address.lat,
    lng: address.lng,
    createdAt: address.createdAt.toISOString(),
  };
}
