import { ApiProperty } from '@nestjs/swagger';
import { IsEmail, IsString, MaxLength } from 'class-validator';
import { Words } from './fields.js';

export class EmailDto {
  @ApiProperty({ maxLength: 254, example: 'asha.rao@example.com' })
  @Words(254)
  @IsEmail()
  email: string;
}

export class LinkTokenDto {
  @ApiProperty({
    description: 'The token of the link in the letter.',
    maxLength: 200,
    example: 'nxl_4yq0Y2tqk1m6Q0j1yqk8v1bq2Yw5Jm3o8n7s6r5t4u0',
  })
  @Words(200)
  token: string;
}

export class ResetPasswordDto extends LinkTokenDto {
  @ApiProperty({ minLength: 8, maxLength: 128, example: 'Monsoon#2027' })
  @IsString()
  @MaxLength(256)
  newPassword: string;
}

/** The same whether or not there is such an account. */
export class LetterOnItsWayDto {
  @ApiProperty({ example: 'If there is such an account, a letter is on its way.' })
  message: string;
}

export const letterOnItsWay: LetterOnItsWayDto = {
  message: 'If there is such an account, a letter is on its way.',
};
