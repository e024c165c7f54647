import { ApiProperty } from '@nestjs/swagger';
import { Type } from 'class-transformer';
import { ArrayMaxSize, ArrayMinSize, IsArray, IsBoolean, IsIn, ValidateNested } from 'class-validator';
import { noticeCategories } from '../notice-kinds.js';
import type { NoticeCategory } from '../notice-kinds.js';
import type { NoticeChannel } from '../notification-template.entity.js';
import { noticeChannels } from '../notification-preferences.rule.js';
import type { Preference } from '../notification-preferences.rule.js';

export class NoticeChoiceDto {
  @ApiProperty({ enum: noticeCategories, example: 'reminders' })
  @IsIn(noticeCategories)
  category: NoticeCategory;

  @ApiProperty({ enum: noticeChannels, example: 'sms' })
  @IsIn(noticeChannels)
  channel: NoticeChannel;

  @ApiProperty({ example: false })
  @IsBoolean()
  isOn: boolean;
}

export class ChangePreferencesDto {
  @ApiProperty({ type: [NoticeChoiceDto], description: 'What changes; the rest stays as it is.' })
  @IsArray()
  @ArrayMinSize(1)
  @ArrayMaxSize(50)
  @ValidateNested({ each: true })
  @Type(() => NoticeChoiceDto)
  choices: NoticeChoiceDto[];
}

export class NoticePreferenceDto {
  @ApiProperty({ enum: noticeCategories, example: 'reminders' })
  category: string;

  @ApiProperty({ enum: noticeChannels, example: 'sms' })
  channel: string;

  @ApiProperty({ example: true })
  isOn: boolean;

  @ApiProperty({ description: 'Owed to you, and so never off.', example: false })
  isMandatory: boolean;
}

export class NoticePreferencesDto {
  @ApiProperty({ type: [NoticePreferenceDto], description: 'Every category on every channel.' })
  data: NoticePreferenceDto[];
}

export function toPreferencesDto(preferences: readonly Preference[]): NoticePreferencesDto {
  return {
    data: preferences.map(({ category, channel, isOn, isMandatory }) => ({
      ...{ category, channel, isOn, isMandatory },
    })),
  };
}
