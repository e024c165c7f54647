import { ApiProperty, ApiPropertyOptional } from '@nestjs/swagger';
import { IsEmail, IsIn, IsString, MaxLength } from 'class-validator';
import { About } from '../../../platform/telemetry/pii.js';
import type { UserEntity } from '../user.entity.js';
import { MayBeAbsent, MaybeWords, Words } from './fields.js';

export const languages = ['en', 'hi', 'hinglish'] as const;

@About('customer')
export class UserDto {
  @ApiProperty({ example: '0193e4a0-7c1e-7cc2-8c53-1d5c5b1f2a10' })
  id: string;

  @ApiProperty({ type: String, nullable: true, example: 'asha.rao@example.com' })
  email: string | null;

  @ApiProperty({ type: String, nullable: true, description: 'E.164.', example: '+919876543210' })
  mobile: string | null;

  @ApiProperty({ example: 'Asha' })
  firstName: string;

  @ApiProperty({ type: String, nullable: true, example: 'Rao' })
  lastName: string | null;

  @ApiProperty({ example: false })
  isEmailVerified: boolean;

  @ApiProperty({ example: false })
  isMobileVerified: boolean;

  @ApiProperty({ description: 'To be given to friends.', example: '7QK3M9XT' })
  referralCode: string;

  @ApiProperty({ description: 'What the assistant answers in unless spoken to otherwise.', example: 'en' })
  language: string;

  @ApiProperty({
    type: String,
    nullable: true,
    description: 'Where my picture is; another picture has another address.',
    example:
      '/api/v1/users/0193e4a0-7c1e-7cc2-8c53-1d5c5b1f2a10/avatar?v=0193e4a0-7c1e-7cc2-8c53-1d5c5b1f2a11',
  })
  avatarUrl: string | null;

  @ApiProperty({ example: '2026-03-02T05:30:00.000Z' })
  createdAt: string;
}

export function toUserDto(user: UserEntity): UserDto {
  return {
    id: user.id,
    email: user.email,
    mobile: user.mobile,
    firstName: user.firstName,
    lastName: user.lastName,
    isEmailVerified: user.emailVerifiedAt !== null,
    isMobileVerified: user.mobileVerifiedAt !== null,
    referralCode: user.referralCode,
    language: user.language,
    avatarUrl: avatarUrlOf(user),
    createdAt: user.createdAt.toISOString(),
  };
}

function avatarUrlOf({ id, avatarKey }: UserEntity): string | null {
  const version = avatarKey?.split('/').at(-1)?.split('.')[0];
  return version === undefined ? null : `/api/v1/users/${id}/avatar?v=${version}`;
}

/** What is left out stays as it is. */
export class UpdateProfileDto {
  @ApiPropertyOptional({ maxLength: 254, example: 'asha.rao@example.com' })
  @MayBeAbsent()
  @Words(254)
  @IsEmail()
  email?: string;

  @ApiPropertyOptional({ maxLength: 20, example: '+919876543210' })
  @MayBeAbsent()
  @Words(20)
  mobile?: string;

  @ApiPropertyOptional({ maxLength: 80, example: 'Asha' })
  @MayBeAbsent()
  @Words(80)
  firstName?: string;

  @ApiPropertyOptional({ type: String, nullable: true, maxLength: 80, example: 'Rao' })
  @MaybeWords(80)
  lastName?: string | null;

  @ApiPropertyOptional({ enum: languages, example: 'hi' })
  @MayBeAbsent()
  @IsIn(languages)
  language?: string;
}

export class ChangePasswordDto {
  @ApiProperty({ maxLength: 256, example: 'Monsoon#2026' })
  @IsString()
  @MaxLength(256)
  currentPassword: string;

  @ApiProperty({ minLength: 8, maxLength: 128, example: 'Monsoon#2027' })
  @IsString()
  @MaxLength(256)
  newPassword: string;
}
