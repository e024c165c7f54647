import { ApiProperty, ApiPropertyOptional } from '@nestjs/swagger';
import { IsBoolean, IsIn } from 'class-validator';
import { MayBeAbsent } from './fields.js';
import { languages } from './user.dto.js';

const themes = ['system', 'light', 'dark'] as const;

export class PreferencesDto {
  @ApiProperty({ enum: languages, example: 'en' })
  language: string;

  @ApiProperty({ description: 'Whether I want to hear of offers.', example: false })
  marketing: boolean;

  @ApiProperty({ enum: themes, example: 'system' })
  theme: string;
}

/** What is left out stays as it is. */
export class ChangeMyPreferencesDto {
  @ApiPropertyOptional({ enum: languages, example: 'hi' })
  @MayBeAbsent()
  @IsIn(languages)
  language?: string;

  @ApiPropertyOptional({ description: 'Whether I want to hear of offers.', example: true })
  @MayBeAbsent()
  @IsBoolean()
  marketing?: boolean;

  @ApiPropertyOptional({ enum: themes, example: 'dark' })
  @MayBeAbsent()
  @IsIn(themes)
  theme?: string;
}
