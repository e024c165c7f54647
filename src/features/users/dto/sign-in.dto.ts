import { ApiProperty, ApiPropertyOptional } from '@nestjs/swagger';
import { IsEmail, IsString, MaxLength } from 'class-validator';
import { TokensDto } from '../../../platform/auth/session.dto.js';
import type { SignedIn } from '../customer-sign-in.service.js';
import { MaybeWords, Words } from './fields.js';
import { UserDto, toUserDto } from './user.dto.js';

export class RegisterDto {
  @ApiProperty({ maxLength: 254, example: 'asha.rao@example.com' })
  @Words(254)
  @IsEmail()
  email: string;

  @ApiProperty({
    description: 'An Indian mobile, with or without +91.',
    maxLength: 20,
    example: '+919876543210',
  })
  @Words(20)
  mobile: string;

  @ApiProperty({
    description: '8 to 128 characters with a letter and a digit, and none of the most common passwords.',
    minLength: 8,
    maxLength: 128,
    example: 'Monsoon#2026',
  })
  @IsString()
  @MaxLength(256)
  password: string;

  @ApiProperty({ maxLength: 80, example: 'Asha' })
  @Words(80)
  firstName: string;

  @ApiPropertyOptional({ type: String, nullable: true, maxLength: 80, example: 'Rao' })
  @MaybeWords(80)
  lastName?: string | null;

  @ApiPropertyOptional({ type: String, nullable: true, maxLength: 12, example: '7QK3M9XT' })
  @MaybeWords(12)
  referralCode?: string | null;
}

export class LoginDto {
  @ApiProperty({ description: 'Email or mobile.', maxLength: 254, example: '+919876543210' })
  @Words(254)
  identifier: string;

  @ApiProperty({ maxLength: 256, example: 'Monsoon#2026' })
  @IsString()
  @MaxLength(256)
  password: string;
}

export class SignedInDto {
  @ApiProperty({ type: UserDto })
  user: UserDto;

  @ApiProperty({ type: TokensDto })
  tokens: TokensDto;
}

export function toSignedInDto({ user, tokens }: SignedIn): SignedInDto {
  return { user: toUserDto(user), tokens };
}
