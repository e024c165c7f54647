import { ApiProperty } from '@nestjs/swagger';
import { IsString, Matches, MaxLength, MinLength } from 'class-validator';

export class EnrolledTotpDto {
  @ApiProperty({
    description: 'For a QR code; shown this once.',
    example:
      'otpauth://totp/Nexora:EMP004?issuer=Nexora&secret=GEZDGNBVGY3TQOJQ&algorithm=SHA1&digits=6&period=30',
  })
  uri: string;
}

export class ConfirmTotpDto {
  @ApiProperty({ example: '287082' })
  @IsString()
  @Matches(/^\d{6}$/, { message: 'code must be six digits' })
  code: string;
}

export class RecoveryCodesDto {
  @ApiProperty({
    type: [String],
    description: 'Each stands in for the app once; shown this once.',
    example: ['3f9a1-0c72e-b15d4'],
  })
  recoveryCodes: string[];
}

export class DisableTotpDto {
  @ApiProperty({ maxLength: 256, example: 'Monsoon#2026' })
  @IsString()
  @MaxLength(256)
  password: string;

  @ApiProperty({
    description: 'Six digits of the app, or a recovery code.',
    maxLength: 20,
    example: '287082',
  })
  @IsString()
  @MinLength(6)
  @MaxLength(20)
  code: string;
}
