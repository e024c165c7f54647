import { ApiProperty, ApiPropertyOptional, IntersectionType, PartialType, PickType } from '@nestjs/swagger';
import { IsBoolean, IsIn, IsInt, IsString, Length, Max, MaxLength, Min } from 'class-validator';
import { gstGroups } from '../../policies/index.js';
import type { GstGroup } from '../../policies/index.js';
import { revisionOf } from '../catalogue-row.rule.js';
import type { CategoryEntity } from '../category.entity.js';
import { IsSlug, ListedDto, MayBeAbsent, RevisionDto, Trimmed } from './staff-catalogue.dto.js';

export class AddCategoryDto {
  @ApiProperty({ example: 'appliance-repair', maxLength: 60, description: 'Stays as it is.' })
  @IsSlug()
  @Length(1, 60)
  slug: string;

  @ApiProperty({ example: 'Appliance Repair', minLength: 1, maxLength: 80 })
  @Trimmed()
  @IsString()
  @Length(1, 80)
  name: string;

  @ApiProperty({ example: 'उपकरण मरम्मत', minLength: 1, maxLength: 120 })
  @Trimmed()
  @IsString()
  @Length(1, 120)
  nameHi: string;

  @ApiProperty({ example: 'Technicians repair the machines of the home.', maxLength: 2_000 })
  @Trimmed()
  @IsString()
  @MaxLength(2_000)
  description: string;

  @ApiProperty({ enum: gstGroups, example: 'standard', description: 'How its work is taxed.' })
  @IsIn(gstGroups)
  gstGroup: GstGroup;

  @ApiProperty({ example: 2_000, minimum: 0, maximum: 10_000, description: 'Hundredths of a per cent.' })
  @IsInt()
  @Min(0)
  @Max(10_000)
  commissionBps: number;

  @ApiProperty({ example: 120, minimum: 0, maximum: 10_080 })
  @IsInt()
  @Min(0)
  @Max(10_080)
  minNoticeMinutes: number;

  @ApiProperty({ example: 3, minimum: 0, maximum: 10_000, description: 'The lowest comes first.' })
  @IsInt()
  @Min(0)
  @Max(10_000)
  sort: number;

  @ApiPropertyOptional({ example: true, description: 'Offered; true for a new one that does not say.' })
  @MayBeAbsent()
  @IsBoolean()
  isActive?: boolean;
}

export class ChangeCategoryDto extends IntersectionType(
  PartialType(
    PickType(AddCategoryDto, [
      'name',
      'nameHi',
      'description',
      'gstGroup',
      'commissionBps',
      'minNoticeMinutes',
      'sort',
      'isActive',
    ] as const),
    { skipNullProperties: false },
  ),
  RevisionDto,
) {}

export class StaffCategoryDto extends ListedDto {
  @ApiProperty({ example: 'appliance-repair' }) slug: string;
  @ApiProperty({ example: 'Appliance Repair' }) name: string;
  @ApiProperty({ example: 'उपकरण मरम्मत' }) nameHi: string;
  @ApiProperty({ example: 'Technicians repair the machines of the home.' }) description: string;
  @ApiProperty({ enum: gstGroups, example: 'standard' }) gstGroup: string;
  @ApiProperty({ example: 2_000 }) commissionBps: number;
  @ApiProperty({ example: 120 }) minNoticeMinutes: number;
  @ApiProperty({ example: 3 }) sort: number;
  @ApiProperty({ example: true }) isActive: boolean;
}

export function toStaffCategoryDto(category: CategoryEntity): StaffCategoryDto {
  const { id, slug, name, nameHi, description, gstGroup, commissionBps, minNoticeMinutes, sort, isActive } =
    category;
  const revision = revisionOf(category);
  return {
    ...{ id, revision, slug, name, nameHi, description },
    ...{ gstGroup, commissionBps, minNoticeMinutes, sort, isActive },
  };
}
