import { ApiProperty, ApiPropertyOptional } from '@nestjs/swagger';
import { IsOptional, IsString, MaxLength, MinLength } from 'class-validator';
import { permissions } from '../../../kernel/permissions.js';
import type { Permission } from '../../../kernel/permissions.js';
import { TokensDto } from '../../../platform/auth/session.dto.js';
import { About } from '../../../platform/telemetry/pii.js';
import type { PermissionEntity } from '../permission.entity.js';
import type { Role } from '../roles.repository.js';
import type { StaffSignedIn } from '../staff-sign-in.service.js';
import type { StaffMember } from '../staff.service.js';

export class StaffLoginDto {
  @ApiProperty({ description: 'Email, mobile or employee id.', maxLength: 254, example: 'EMP001' })
  @IsString()
  @MinLength(1)
  @MaxLength(254)
  identifier: string;

  @ApiProperty({ maxLength: 256, example: 'Monsoon#2026' })
  @IsString()
  @MaxLength(256)
  password: string;

  @ApiPropertyOptional({
    description: 'Of those who have a second factor: six digits of the app, or a recovery code.',
    maxLength: 20,
    example: '287082',
  })
  @IsOptional()
  @IsString()
  @MinLength(6)
  @MaxLength(20)
  totp?: string;
}

export class StaffRoleDto {
  @ApiProperty({ example: '0193e4a0-7c1e-7cc2-8c53-1d5c5b1f2a10' })
  id: string;

  @ApiProperty({ example: 'ops_lead' })
  name: string;

  @ApiProperty({ description: 'Higher outranks lower.', example: 70 })
  level: number;
}

export class RoleDto extends StaffRoleDto {
  @ApiProperty({ enum: permissions, isArray: true, example: ['bookings.view', 'complaints.view'] })
  permissions: Permission[];
}

export class PermissionDto {
  @ApiProperty({ example: '0193e4a0-7c1e-7cc2-8c53-1d5c5b1f2a10' })
  id: string;

  @ApiProperty({ enum: permissions, example: 'bookings.view' })
  name: Permission;

  @ApiProperty({ example: 'bookings' })
  module: string;
}

@About('staff')
export class StaffDto {
  @ApiProperty({ example: '0193e4a0-7c1e-7cc2-8c53-1d5c5b1f2a10' })
  id: string;

  @ApiProperty({ example: 'EMP004' })
  employeeId: string;

  @ApiProperty({ type: StaffRoleDto })
  role: StaffRoleDto;

  @ApiProperty({ example: 'Meera' })
  firstName: string;

  @ApiProperty({ type: String, nullable: true, example: 'Iyer' })
  lastName: string | null;

  @ApiProperty({ example: 'meera.iyer@example.com' })
  email: string;

  @ApiProperty({ example: '+919812345678' })
  mobile: string;

  @ApiProperty({ type: String, nullable: true, example: 'Operations' })
  department: string | null;

  @ApiProperty({ type: String, nullable: true, example: 'Operations lead' })
  designation: string | null;

  @ApiProperty({ type: String, nullable: true, example: null })
  reportsToId: string | null;

  @ApiProperty({ type: String, nullable: true, example: '2024-04-01' })
  joinedOn: string | null;

  @ApiProperty({ type: String, nullable: true, example: null })
  leftOn: string | null;

  @ApiProperty({ type: String, nullable: true, example: '08:00-17:00' })
  shift: string | null;

  @ApiProperty({ type: [String], example: ['en', 'hi'] })
  languages: string[];

  @ApiProperty({ type: Number, nullable: true, description: 'Complaints held at a time.', example: 20 })
  capacity: number | null;

  @ApiProperty({ example: true })
  isActive: boolean;

  @ApiProperty({ type: String, nullable: true, example: '2026-03-02T05:30:00.000Z' })
  lastLoginAt: string | null;

  @ApiProperty({ example: '2024-04-01T05:30:00.000Z' })
  createdAt: string;
}

export class StaffSignedInDto {
  @ApiProperty({ type: StaffDto })
  staff: StaffDto;

  @ApiProperty({ type: TokensDto })
  tokens: TokensDto;

  @ApiProperty({ enum: permissions, isArray: true, example: ['bookings.view', 'complaints.view'] })
  permissions: Permission[];
}

export function toStaffDto({ member, role }: StaffMember): StaffDto {
  return {
    id: member.id,
    employeeId: member.employeeId,
    role: { id: role.id, name: role.name, level: role.level },
    firstName: member.firstName,
    lastName: member.lastName,
    email: member.email,
    mobile: member.mobile,
    department: member.department,
    designation: member.designation,
    reportsToId: member.reportsToId,
    joinedOn: member.joinedOn,
    leftOn: member.leftOn,
    shift: member.shift,
    languages: member.languages,
    capacity: member.capacity,
    isActive: member.isActive,
    lastLoginAt: member.lastLoginAt?.toISOString() ?? null,
    createdAt: member.createdAt.toISOString(),
  };
}

export function toStaffSignedInDto({ staff, tokens, permissions: held }: StaffSignedIn): StaffSignedInDto {
  return { staff: toStaffDto(staff), tokens, permissions: held };
}

export function toRoleDto({ id, name, level, permissions: held }: Role): RoleDto {
  return { id, name, level, permissions: held };
}

export function toPermissionDto({ id, name, module }: PermissionEntity): PermissionDto {
  return { id, name, module };
}
