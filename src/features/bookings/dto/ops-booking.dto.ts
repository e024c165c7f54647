import { ApiProperty, ApiPropertyOptional } from '@nestjs/swagger';
import { Transform } from 'class-transformer';
import { IsOptional, IsString, IsUUID, Length } from 'class-validator';
import { CreateBookingDto, trimmed } from './booking-request.dto.js';

export class CreateBookingForDto extends CreateBookingDto {
  @ApiProperty({ format: 'uuid', description: 'Whose booking it is; the address is theirs too.' })
  @IsUUID()
  customerId: string;

  @ApiPropertyOptional({
    minLength: 3,
    maxLength: 500,
    example: 'The provider is in the house already.',
    description:
      'Why the visit may be on shorter notice than its category asks; without it the notice is kept.',
  })
  @IsOptional()
  @Transform(trimmed)
  @IsString()
  @Length(3, 500)
  ignoreNoticeReason?: string;
}

export class AssignDto {
  @ApiProperty({ format: 'uuid' })
  @IsUUID()
  providerId: string;

  @ApiPropertyOptional({ minLength: 3, maxLength: 500, example: 'Nearest with the right tools.' })
  @IsOptional()
  @Transform(trimmed)
  @IsString()
  @Length(3, 500)
  reason?: string;
}
