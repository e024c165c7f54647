import { ApiProperty, ApiPropertyOptional, IntersectionType, PartialType, PickType } from '@nestjs/swagger';
import { IsIn, IsString, IsUUID, Length } from 'class-validator';
import { PageQuery } from '../../../platform/http/page.dto.js';
import { revisionOf } from '../catalogue-row.rule.js';
import { synonymLanguages } from '../synonym-languages.js';
import type { SynonymLanguage } from '../synonym-languages.js';
import type { SynonymEntity } from '../synonym.entity.js';
import { ListedDto, MayBeAbsent, RevisionDto, Trimmed, exampleId } from './staff-catalogue.dto.js';

export class AddSynonymDto {
  @ApiPropertyOptional({
    format: 'uuid',
    example: exampleId,
    description: 'What it stands for; or a category.',
  })
  @MayBeAbsent()
  @IsUUID()
  serviceId?: string;

  @ApiPropertyOptional({ format: 'uuid', description: 'All of whose services it stands for.' })
  @MayBeAbsent()
  @IsUUID()
  categoryId?: string;

  @ApiProperty({ enum: synonymLanguages, example: 'hinglish' })
  @IsIn(synonymLanguages)
  language: SynonymLanguage;

  @ApiProperty({ example: 'ac thanda nahi kar raha', minLength: 2, maxLength: 160 })
  @Trimmed()
  @IsString()
  @Length(2, 160)
  phrase: string;
}

export class ChangeSynonymDto extends IntersectionType(
  PartialType(PickType(AddSynonymDto, ['language', 'phrase'] as const), { skipNullProperties: false }),
  RevisionDto,
) {}

export class StaffSynonymDto extends ListedDto {
  @ApiProperty({ type: String, nullable: true, format: 'uuid', example: exampleId }) serviceId: string | null;
  @ApiProperty({ type: String, nullable: true, format: 'uuid' }) categoryId: string | null;
  @ApiProperty({ enum: synonymLanguages, example: 'hinglish' }) language: string;
  @ApiProperty({ example: 'ac thanda nahi kar raha' }) phrase: string;
}

export class StaffSynonymsQuery extends PageQuery {
  @ApiPropertyOptional({ format: 'uuid' })
  @MayBeAbsent()
  @IsUUID()
  serviceId?: string;

  @ApiPropertyOptional({ format: 'uuid' })
  @MayBeAbsent()
  @IsUUID()
  categoryId?: string;

  @ApiPropertyOptional({ enum: synonymLanguages })
  @MayBeAbsent()
  @IsIn(synonymLanguages)
  language?: SynonymLanguage;
}

export function toStaffSynonymDto(synonym: SynonymEntity): StaffSynonymDto {
  const { id, subcategoryId, categoryId, language, phrase } = synonym;
  return { id, revision: revisionOf(synonym), serviceId: subcategoryId, categoryId, language, phrase };
}
