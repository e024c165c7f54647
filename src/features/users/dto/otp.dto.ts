import { ApiProperty, ApiPropertyOptional } from '@nestjs/swagger';
import { IsIn, IsString, Matches } from 'class-validator';
import { otpPurposes } from '../customer-otp.service.js';
import type { OtpPurpose } from '../customer-otp.service.js';
import { MayBeAbsent, Words } from './fields.js';

export class RequestOtpDto {
  @ApiProperty({
    description: 'An Indian mobile, with or without +91.',
    maxLength: 20,
    example: '+919876543210',
  })
  @Words(20)
  mobile: string;

  @ApiPropertyOptional({ enum: otpPurposes, default: 'login', example: 'login' })
  @MayBeAbsent()
  @IsIn(otpPurposes)
  purpose?: OtpPurpose;
}

export class VerifyOtpDto extends RequestOtpDto {
  @ApiProperty({ description: 'Six digits.', pattern: '^[0-9]{6}$', example: '042137' })
  @IsString()
  @Matches(/^\d{6}$/, { message: 'must be six digits' })
  code: string;
}

/** The same for every number: it tells nothing about accounts. */
export class OtpRequestedDto {
  @ApiProperty({ description: 'How long a code is good, in seconds.', example: 300 })
  expiresInSeconds: number;

  @ApiProperty({ description: 'When another may be asked for, in seconds.', example: 30 })
  resendAfterSeconds: number;
}

export const otpRequested: OtpRequestedDto = { expiresInSeconds: 300, resendAfterSeconds: 30 };
