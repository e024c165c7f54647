import { ApiProperty, ApiPropertyOptional } from '@nestjs/swagger';
import { IsIn, IsOptional, IsString, Matches, MaxLength, MinLength } from 'class-validator';

export class RequestProviderOtpDto {
  @ApiProperty({
    description: 'An Indian mobile, with or without +91.',
    maxLength: 20,
    example: '+919876543210',
  })
  @IsString()
  @MinLength(1)
  @MaxLength(20)
  mobile: string;

  @ApiPropertyOptional({ enum: ['login'], default: 'login', example: 'login' })
  @IsOptional()
  @IsIn(['login'])
  purpose?: 'login';
}

export class VerifyProviderOtpDto extends RequestProviderOtpDto {
  @ApiProperty({ description: 'Six digits.', pattern: '^[0-9]{6}$', example: '042137' })
  @IsString()
  @Matches(/^\d{6}$/, { message: 'must be six digits' })
  code: string;
}

/** The same for every number: it tells nothing about accounts. */
export class ProviderOtpRequestedDto {
  @ApiProperty({ description: 'How long a code is good, in seconds.', example: 300 })
  expiresInSeconds: number;

  @ApiProperty({ description: 'When another may be asked for, in seconds.', example: 30 })
  resendAfterSeconds: number;
}

export const providerOtpRequested: ProviderOtpRequestedDto = {
  expiresInSeconds: 300,
  resendAfterSeconds: 30,
};
