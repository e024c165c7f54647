import { ApiProperty, ApiPropertyOptional, IntersectionType, PartialType, PickType } from '@nestjs/swagger';
import { Type as Convert } from 'class-transformer';
import {
  ArrayMaxSize,
  IsArray,
  IsBoolean,
  IsIn,
  IsInt,
  IsNumber,
  IsString,
  IsUUID,
  Length,
  Matches,
  Max,
  MaxLength,
  Min,
  ValidateNested,
} from 'class-validator';
import { revisionOf } from '../catalogue-row.rule.js';
import type { SubcategoryEntity } from '../subcategory.entity.js';
import { AttributeDto } from './service.dto.js';
import { toAttributeDto } from './service.mapper.js';
import {
  ActiveQuery,
  IsSlug,
  ListedDto,
  MayBeAbsent,
  RevisionDto,
  Trimmed,
  exampleId,
} from './staff-catalogue.dto.js';

class AttributeOptionWishDto {
  @ApiProperty({ example: '1.5-ton', maxLength: 60 })
  @IsSlugLike()
  @Length(1, 60)
  value: string;

  @ApiProperty({ example: '1.5 ton', maxLength: 80 })
  @Trimmed()
  @IsString()
  @Length(1, 80)
  label: string;

  @ApiProperty({ example: 20_000, description: 'Added to the price of one unit; may be below zero.' })
  @IsInt()
  @Min(-10_000_000)
  @Max(10_000_000)
  deltaPaise: number;
}

/** A value sent with an item: as a slug, and with the dots of figures. */
function IsSlugLike(): PropertyDecorator {
  return Matches(/^[a-z0-9]+([.-][a-z0-9]+)*$/, {
    message: 'must be small letters and digits, joined by dashes or dots',
  });
}

class AttributeWishDto {
  @ApiProperty({ example: 'tonnage', maxLength: 60 })
  @Matches(/^[a-z][a-zA-Z0-9_]*$/, { message: 'must be letters, digits and underscores' })
  @Length(1, 60)
  key: string;

  @ApiProperty({ example: 'Tonnage', maxLength: 80 })
  @Trimmed()
  @IsString()
  @Length(1, 80)
  label: string;

  @ApiProperty({ enum: ['choice', 'number'], example: 'choice' })
  @IsIn(['choice', 'number'])
  type: 'choice' | 'number';

  @ApiPropertyOptional({ type: [AttributeOptionWishDto], description: 'Of a choice.' })
  @MayBeAbsent()
  @IsArray()
  @ArrayMaxSize(50)
  @ValidateNested({ each: true })
  @Convert(() => AttributeOptionWishDto)
  options?: AttributeOptionWishDto[];

  @ApiPropertyOptional({ example: 'square feet', description: 'Of a number.', maxLength: 20 })
  @MayBeAbsent()
  @IsString()
  @Length(1, 20)
  unit?: string;

  @ApiPropertyOptional({ format: 'double', example: 1, description: 'Of a number.' })
  @MayBeAbsent()
  @IsNumber()
  @Min(-1_000_000)
  @Max(1_000_000)
  min?: number;

  @ApiPropertyOptional({ format: 'double', example: 10, description: 'Of a number.' })
  @MayBeAbsent()
  @IsNumber()
  @Min(-1_000_000)
  @Max(1_000_000)
  max?: number;
}

export class AddServiceDto {
  @ApiProperty({ format: 'uuid', example: exampleId, description: 'Stays as it is.' })
  @IsUUID()
  categoryId: string;

  @ApiProperty({ example: 'ac-repair', maxLength: 80, description: 'Stays as it is.' })
  @IsSlug()
  @Length(1, 80)
  slug: string;

  @ApiProperty({ example: 'AC repair', maxLength: 80 })
  @Trimmed()
  @IsString()
  @Length(1, 80)
  name: string;

  @ApiProperty({ example: 'एसी रिपेयर', maxLength: 120 })
  @Trimmed()
  @IsString()
  @Length(1, 120)
  nameHi: string;

  @ApiProperty({ example: 'Finds and repairs faults of air conditioners.', maxLength: 2_000 })
  @Trimmed()
  @IsString()
  @MaxLength(2_000)
  description: string;

  @ApiProperty({ example: 60, minimum: 15, maximum: 240, description: 'Of one unit.' })
  @IsInt()
  @Min(15)
  @Max(240)
  durationMinutes: number;

  @ApiProperty({
    example: 'ac-technician',
    maxLength: 60,
    description: 'What a provider must be able to do.',
  })
  @IsSlug()
  @Length(1, 60)
  skill: string;

  @ApiProperty({ example: 30, minimum: 0, maximum: 3_650 })
  @IsInt()
  @Min(0)
  @Max(3_650)
  warrantyDays: number;

  @ApiPropertyOptional({ type: [AttributeWishDto], description: 'What is asked with an item.' })
  @MayBeAbsent()
  @IsArray()
  @ArrayMaxSize(20)
  @ValidateNested({ each: true })
  @Convert(() => AttributeWishDto)
  attributes?: AttributeWishDto[];

  @ApiPropertyOptional({ example: false })
  @MayBeAbsent()
  @IsBoolean()
  isPopular?: boolean;

  @ApiPropertyOptional({ example: true, description: 'Offered; true for a new one that does not say.' })
  @MayBeAbsent()
  @IsBoolean()
  isActive?: boolean;
}

export class ChangeServiceDto extends IntersectionType(
  PartialType(
    PickType(AddServiceDto, [
      'name',
      'nameHi',
      'description',
      'durationMinutes',
      'skill',
      'warrantyDays',
      'attributes',
      'isPopular',
      'isActive',
    ] as const),
    { skipNullProperties: false },
  ),
  RevisionDto,
) {}

export class StaffServiceDto extends ListedDto {
  @ApiProperty({ format: 'uuid', example: exampleId }) categoryId: string;
  @ApiProperty({ example: 'ac-repair' }) slug: string;
  @ApiProperty({ example: 'AC repair' }) name: string;
  @ApiProperty({ example: 'एसी रिपेयर' }) nameHi: string;
  @ApiProperty({ example: 'Finds and repairs faults of air conditioners.' }) description: string;
  @ApiProperty({ example: 60 }) durationMinutes: number;
  @ApiProperty({ example: 'ac-technician' }) skill: string;
  @ApiProperty({ example: 30 }) warrantyDays: number;
  @ApiProperty({ type: [AttributeDto] }) attributes: AttributeDto[];
  @ApiProperty({ example: true }) isPopular: boolean;
  @ApiProperty({ example: true }) isActive: boolean;
}

export class StaffServicesQuery extends ActiveQuery {
  @ApiPropertyOptional({ format: 'uuid' })
  @MayBeAbsent()
  @IsUUID()
  categoryId?: string;
}

export function toStaffServiceDto(service: SubcategoryEntity): StaffServiceDto {
  const { id, categoryId, slug, name, nameHi, description, durationMinutes, skill } = service;
  const { warrantyDays, attributes, isPopular, isActive } = service;
  return {
    ...{ id, revision: revisionOf(service), categoryId, slug, name, nameHi, description },
    ...{ durationMinutes, skill, warrantyDays, attributes: attributes.map(toAttributeDto) },
    ...{ isPopular, isActive },
  };
}
