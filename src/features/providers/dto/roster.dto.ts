import { ApiProperty, ApiPropertyOptional, PartialType, PickType } from '@nestjs/swagger';
import { Transform, Type } from 'class-transformer';
import {
  ArrayMaxSize,
  ArrayUnique,
  IsArray,
  IsBoolean,
  IsEmail,
  IsInt,
  IsISO8601,
  IsOptional,
  IsString,
  Length,
  Matches,
  Max,
  MaxLength,
  Min,
  ValidateNested,
} from 'class-validator';
import { PiiHere } from '../../../platform/telemetry/pii.js';
import { pincodeMessage, pincodePattern } from '../../services/index.js';
import type { RosterEntry } from '../roster.service.js';
import { StaffProviderDto } from './provider.dto.js';
import { toStaffProviderDto } from './provider.mapper.js';

const trimmed = ({ value }: { value: unknown }): unknown =>
  typeof value === 'string' ? value.trim() : value;
const lowered = ({ value }: { value: unknown }): unknown =>
  typeof value === 'string' ? value.trim().toLowerCase() : value;
const instantPattern = /^\d{4}-\d{2}-\d{2}T\d{2}:\d{2}(:\d{2}(\.\d{1,3})?)?(Z|[+-]\d{2}:\d{2})$/;
const instantMessage = { message: 'must be an ISO 8601 instant with a zone' };

export class WeeklyStretchDto {
  @ApiProperty({ minimum: 1, maximum: 7, example: 1, description: '1 is Monday, 7 is Sunday.' })
  @IsInt()
  @Min(1)
  @Max(7)
  weekday: number;

  @ApiProperty({ minimum: 0, maximum: 1_440, example: 480, description: 'Minutes from midnight, local.' })
  @IsInt()
  @Min(0)
  @Max(1_440)
  fromMinute: number;

  @ApiProperty({ minimum: 0, maximum: 1_440, example: 780 })
  @IsInt()
  @Min(0)
  @Max(1_440)
  toMinute: number;
}

export class SetHoursDto {
  @ApiProperty({ type: [WeeklyStretchDto], maxItems: 56, description: 'The whole week; none is no work.' })
  @IsArray()
  @ArrayMaxSize(56)
  @ValidateNested({ each: true })
  @Type(() => WeeklyStretchDto)
  hours: WeeklyStretchDto[];
}

export class SetSkillsDto {
  @ApiProperty({ type: [String], maxItems: 50, example: ['plumbing'] })
  @IsArray()
  @ArrayMaxSize(50)
  @ArrayUnique()
  @IsString({ each: true })
  @MaxLength(60, { each: true })
  skills: string[];
}

export class SetPincodesDto {
  @ApiProperty({ type: [String], maxItems: 500, example: ['560001', '560002'] })
  @IsArray()
  @ArrayMaxSize(500)
  @ArrayUnique()
  @Matches(pincodePattern, { each: true, message: pincodeMessage })
  pincodes: string[];
}

export class EnrolProviderDto {
  @ApiProperty({ minLength: 1, maxLength: 60, example: 'Ramesh' })
  @Transform(trimmed)
  @IsString()
  @Length(1, 60)
  firstName: string;

  @ApiProperty({ minLength: 1, maxLength: 60, example: 'Kumar' })
  @Transform(trimmed)
  @IsString()
  @Length(1, 60)
  lastName: string;

  @ApiProperty({ example: '+919800000001' })
  @Matches(/^\+91[6-9]\d{9}$/, { message: 'must be an Indian mobile: +91 and ten digits' })
  mobile: string;

  @ApiProperty({ maxLength: 160, example: 'ramesh.kumar@example.in' })
  @Transform(lowered)
  @IsEmail()
  @MaxLength(160)
  email: string;

  @ApiProperty({ maxLength: 60, example: 'Bangalore' })
  @IsString()
  @MaxLength(60)
  city: string;

  @ApiPropertyOptional({ example: '560001', description: 'Where the working day begins.' })
  @IsOptional()
  @Matches(pincodePattern, { message: pincodeMessage })
  pincode?: string;

  @ApiPropertyOptional({ example: '29ABCDE1234F1Z5' })
  @IsOptional()
  @Matches(/^\d{2}[A-Z]{5}\d{4}[A-Z][1-9A-Z]Z[\dA-Z]$/, { message: 'must be a GSTIN' })
  gstNumber?: string;

  @ApiProperty({ type: [String], maxItems: 12, example: ['en', 'kn'], description: 'ISO 639-1 codes.' })
  @IsArray()
  @ArrayMaxSize(12)
  @ArrayUnique()
  @Matches(/^[a-z]{2}$/, { each: true, message: 'must be ISO 639-1 codes' })
  languages: string[];

  @ApiPropertyOptional({ type: [String], example: ['plumbing'] })
  @IsOptional()
  @IsArray()
  @ArrayMaxSize(50)
  @ArrayUnique()
  @IsString({ each: true })
  @MaxLength(60, { each: true })
  skills?: string[];

  @ApiPropertyOptional({ type: [String], example: ['560001'] })
  @IsOptional()
  @IsArray()
  @ArrayMaxSize(500)
  @ArrayUnique()
  @Matches(pincodePattern, { each: true, message: pincodeMessage })
  pincodes?: string[];

  @ApiPropertyOptional({ type: [WeeklyStretchDto] })
  @IsOptional()
  @IsArray()
  @ArrayMaxSize(56)
  @ValidateNested({ each: true })
  @Type(() => WeeklyStretchDto)
  hours?: WeeklyStretchDto[];
}

export class ChangeProviderDto extends PartialType(
  PickType(EnrolProviderDto, [
    'firstName',
    'lastName',
    'mobile',
    'email',
    'city',
    'pincode',
    'gstNumber',
    'languages',
  ] as const),
) {}

export class VerifyProviderDto {
  @ApiPropertyOptional({ default: true, description: 'False takes a verification back.' })
  @IsOptional()
  @IsBoolean()
  isVerified: boolean = true;
}

export class DeactivateProviderDto {
  @ApiProperty({ minLength: 3, maxLength: 200, example: 'Has moved to another city.' })
  @Transform(trimmed)
  @IsString()
  @Length(3, 200)
  reason: string;
}

export class GiveLeaveDto {
  @ApiProperty({ format: 'date-time', example: '2026-11-22T02:30:00.000Z' })
  @Matches(instantPattern, instantMessage)
  @IsISO8601({ strict: true })
  startAt: string;

  @ApiProperty({ format: 'date-time', example: '2026-11-24T14:30:00.000Z' })
  @Matches(instantPattern, instantMessage)
  @IsISO8601({ strict: true })
  endAt: string;

  @ApiProperty({ minLength: 3, maxLength: 200, example: 'A wedding.' })
  @Transform(trimmed)
  @IsString()
  @Length(3, 200)
  reason: string;

  @ApiPropertyOptional({ default: false, description: 'Find others for what is booked then.' })
  @IsOptional()
  @IsBoolean()
  force: boolean = false;
}

export class LeaveDto {
  @ApiProperty({ format: 'uuid' }) id: string;
  @ApiProperty({ format: 'date-time' }) startAt: string;
  @ApiProperty({ format: 'date-time' }) endAt: string;
  @PiiHere('words')
  @ApiProperty({ example: 'A wedding.' })
  reason: string;
}

export class RosterEntryDto extends StaffProviderDto {
  @ApiProperty({ type: [String], example: ['560001'] }) pincodes: string[];
  @ApiProperty({ type: [WeeklyStretchDto] }) hours: WeeklyStretchDto[];
  @ApiProperty({ type: [LeaveDto], description: 'Not yet over.' }) leave: LeaveDto[];
}

export function toRosterEntryDto(entry: RosterEntry): RosterEntryDto {
  return {
    ...toStaffProviderDto(entry),
    pincodes: [...entry.pincodes],
    hours: entry.hours.map(({ weekday, fromMinute, toMinute }) => ({ weekday, fromMinute, toMinute })),
    leave: entry.leave.map(({ id, startAt, endAt, reason }) => ({
      id,
      startAt: startAt.toISOString(),
      endAt: endAt.toISOString(),
      reason,
    })),
  };
}
