import { ApiProperty, ApiPropertyOptional } from '@nestjs/swagger';
import { Transform } from 'class-transformer';
import {
  ArrayMaxSize,
  ArrayUnique,
  IsArray,
  IsEmail,
  IsIn,
  IsInt,
  IsOptional,
  IsString,
  IsUUID,
  Matches,
  Max,
  MaxLength,
  Min,
  MinLength,
  Validate,
  ValidatorConstraint,
} from 'class-validator';
import type { ValidatorConstraintInterface } from 'class-validator';
import { isLocalDate } from '../../../kernel/calendar.js';
import { permissions } from '../../../kernel/permissions.js';
import type { Permission } from '../../../kernel/permissions.js';
import { About } from '../../../platform/telemetry/pii.js';
import { parseMobile } from '../../users/index.js';
import type { StaffChange } from '../staff-administration.service.js';
import type { StaffInvitationEntity } from '../staff-invitation.entity.js';

const trimmed = ({ value }: { value: unknown }) => (typeof value === 'string' ? value.trim() : value);
const lowered = ({ value }: { value: unknown }) =>
  typeof value === 'string' ? value.trim().toLowerCase() : value;

@ValidatorConstraint({ name: 'isIndianMobile' })
class IndianMobile implements ValidatorConstraintInterface {
  validate(value: unknown): boolean {
    return typeof value === 'string' && value.length <= 20 && parseMobile(value) !== null;
  }

  defaultMessage(): string {
    return '$property must be an Indian mobile number';
  }
}

@ValidatorConstraint({ name: 'isCalendarDate' })
class CalendarDate implements ValidatorConstraintInterface {
  validate(value: unknown): boolean {
    return typeof value === 'string' && isLocalDate(value);
  }

  defaultMessage(): string {
    return '$property must be a date as YYYY-MM-DD';
  }
}

export class InviteStaffDto {
  @ApiProperty({ maxLength: 254, example: 'kavya.nair@example.com' })
  @Transform(lowered)
  @IsString()
  @MaxLength(254)
  @IsEmail()
  email: string;

  @ApiProperty({ maxLength: 80, example: 'Kavya' })
  @Transform(trimmed)
  @IsString()
  @MinLength(1)
  @MaxLength(80)
  firstName: string;

  @ApiPropertyOptional({ type: String, nullable: true, maxLength: 80, example: 'Nair' })
  @Transform(trimmed)
  @IsOptional()
  @IsString()
  @MaxLength(80)
  lastName?: string | null;

  @ApiPropertyOptional({
    type: String,
    nullable: true,
    description: 'Asked for on joining when left out.',
    example: '+919812345679',
  })
  @IsOptional()
  @Validate(IndianMobile)
  mobile?: string | null;

  @ApiProperty({ format: 'uuid', example: '0193e4a0-7c1e-7cc2-8c53-1d5c5b1f2a10' })
  @IsUUID()
  roleId: string;
}

@About('staff')
export class InvitationDto {
  @ApiProperty({ example: '0193e4a0-7c1e-7cc2-8c53-1d5c5b1f2a10' })
  id: string;

  @ApiProperty({ example: 'kavya.nair@example.com' })
  email: string;

  @ApiProperty({ example: 'Kavya' })
  firstName: string;

  @ApiProperty({ type: String, nullable: true, example: 'Nair' })
  lastName: string | null;

  @ApiProperty({ example: '0193e4a0-7c1e-7cc2-8c53-1d5c5b1f2a10' })
  roleId: string;

  @ApiProperty({ example: '2026-03-05T05:30:00.000Z' })
  expiresAt: string;
}

export function toInvitationDto(invitation: StaffInvitationEntity): InvitationDto {
  const { id, email, firstName, lastName, roleId, expiresAt } = invitation;
  return { id, email, firstName, lastName, roleId, expiresAt: expiresAt.toISOString() };
}

export class JoinStaffDto {
  @ApiProperty({ description: 'From the link of the letter.', maxLength: 100, example: 'nxi_Zm9v' })
  @IsString()
  @MinLength(1)
  @MaxLength(100)
  token: string;

  @ApiProperty({ maxLength: 256, example: 'Monsoon#2026' })
  @IsString()
  @MaxLength(256)
  password: string;

  @ApiPropertyOptional({ maxLength: 80, example: 'Kavya' })
  @Transform(trimmed)
  @IsOptional()
  @IsString()
  @MinLength(1)
  @MaxLength(80)
  firstName?: string;

  @ApiPropertyOptional({ type: String, nullable: true, maxLength: 80, example: 'Nair' })
  @Transform(trimmed)
  @IsOptional()
  @IsString()
  @MaxLength(80)
  lastName?: string | null;

  @ApiPropertyOptional({ description: 'Needed when the invitation has none.', example: '+919812345679' })
  @IsOptional()
  @Validate(IndianMobile)
  mobile?: string;
}

/** What is left out is emptied. */
export class EditStaffDto {
  @ApiProperty({ maxLength: 80, example: 'Kavya' })
  @Transform(trimmed)
  @IsString()
  @MinLength(1)
  @MaxLength(80)
  firstName: string;

  @ApiPropertyOptional({ type: String, nullable: true, maxLength: 80, example: 'Nair' })
  @Transform(trimmed)
  @IsOptional()
  @IsString()
  @MaxLength(80)
  lastName?: string | null;

  @ApiProperty({ maxLength: 254, example: 'kavya.nair@example.com' })
  @Transform(lowered)
  @IsString()
  @MaxLength(254)
  @IsEmail()
  email: string;

  @ApiProperty({ example: '+919812345679' })
  @Validate(IndianMobile)
  mobile: string;

  @ApiPropertyOptional({ type: String, nullable: true, maxLength: 80, example: 'Operations' })
  @Transform(trimmed)
  @IsOptional()
  @IsString()
  @MaxLength(80)
  department?: string | null;

  @ApiPropertyOptional({ type: String, nullable: true, maxLength: 80, example: 'Evening watch' })
  @Transform(trimmed)
  @IsOptional()
  @IsString()
  @MaxLength(80)
  designation?: string | null;

  @ApiPropertyOptional({ type: String, nullable: true, format: 'uuid', example: null })
  @IsOptional()
  @IsUUID()
  reportsToId?: string | null;

  @ApiPropertyOptional({ type: String, nullable: true, example: '2026-03-02' })
  @IsOptional()
  @Validate(CalendarDate)
  joinedOn?: string | null;

  @ApiPropertyOptional({ type: String, nullable: true, maxLength: 40, example: '14:00-22:00' })
  @Transform(trimmed)
  @IsOptional()
  @IsString()
  @MaxLength(40)
  shift?: string | null;

  @ApiPropertyOptional({ type: [String], example: ['en', 'hi'] })
  @IsOptional()
  @IsArray()
  @ArrayMaxSize(20)
  @ArrayUnique()
  @Matches(/^[a-z]{2,3}$/, { each: true })
  languages?: string[];

  @ApiPropertyOptional({ type: Number, nullable: true, minimum: 0, maximum: 500, example: 20 })
  @IsOptional()
  @IsInt()
  @Min(0)
  @Max(500)
  capacity?: number | null;
}

export class CreateStaffDto extends EditStaffDto {
  @ApiProperty({ format: 'uuid', example: '0193e4a0-7c1e-7cc2-8c53-1d5c5b1f2a10' })
  @IsUUID()
  roleId: string;
}

export class ChangeRoleDto {
  @ApiProperty({ format: 'uuid', example: '0193e4a0-7c1e-7cc2-8c53-1d5c5b1f2a10' })
  @IsUUID()
  roleId: string;
}

export class RoleShapeDto {
  @ApiProperty({ maxLength: 40, example: 'night_watch' })
  @IsString()
  @Matches(/^[a-z][a-z0-9_]{1,39}$/, { message: 'name must be 2 to 40 small letters, digits and _' })
  name: string;

  @ApiProperty({ description: 'Below your own.', minimum: 1, maximum: 99, example: 52 })
  @IsInt()
  @Min(1)
  @Max(99)
  level: number;

  @ApiProperty({ enum: permissions, isArray: true, example: ['bookings.view', 'complaints.view'] })
  @IsArray()
  @ArrayMaxSize(permissions.length)
  @ArrayUnique()
  @IsIn(permissions, { each: true })
  permissions: Permission[];
}

/** In the form it is stored; what the validation has let through is a number. */
export function mobileOf(text: string): string {
  return parseMobile(text) ?? text;
}

export function toStaffChange(body: EditStaffDto): StaffChange {
  return {
    firstName: body.firstName,
    lastName: body.lastName || null,
    email: body.email,
    mobile: mobileOf(body.mobile),
    department: body.department || null,
    designation: body.designation || null,
    reportsToId: body.reportsToId?.toLowerCase() ?? null,
    joinedOn: body.joinedOn ?? null,
    shift: body.shift || null,
    languages: body.languages ?? [],
    capacity: body.capacity ?? null,
  };
}
