import { ApiProperty, ApiPropertyOptional } from '@nestjs/swagger';
import { Transform } from 'class-transformer';
import { IsBoolean, IsString, Matches, MaxLength, ValidateIf } from 'class-validator';
import { PageQuery } from '../../../platform/http/page.dto.js';

/** May be left out; null is a value, and refused where there is none. */
export const MayBeAbsent = (): PropertyDecorator =>
  ValidateIf((_body: object, value: unknown) => value !== undefined);
export const Trimmed = (): PropertyDecorator =>
  Transform(({ value }: { value: unknown }) => (typeof value === 'string' ? value.trim() : value));
export const FlagInQuery = (): PropertyDecorator =>
  Transform(({ value }: { value: unknown }) => (value === 'true' ? true : value === 'false' ? false : value));
export const IsSlug = (): PropertyDecorator =>
  Matches(/^[a-z0-9]+(-[a-z0-9]+)*$/, { message: 'must be small letters and digits, joined by dashes' });

export const exampleId = '0193e4a0-7c1e-7cc2-8c53-1d5c5b1f2a10';
const exampleRevision = 'Yw1k3mT0pQ8rZ5vB2nX9aL';

/** What every change says of what it means to change. */
export class RevisionDto {
  @ApiProperty({
    description: 'Of the row as you saw it; another one by now is 409 `catalogue.changed_meanwhile`.',
    example: exampleRevision,
    maxLength: 64,
  })
  @IsString()
  @MaxLength(64)
  revision: string;
}

/** How a row is known and what it is like now. */
export class ListedDto {
  @ApiProperty({ format: 'uuid', example: exampleId }) id: string;
  @ApiProperty({ description: 'Names the content of the row; goes with a change.', example: exampleRevision })
  revision: string;
}

export class ActiveQuery extends PageQuery {
  @ApiPropertyOptional({ description: 'Only what is offered, or only what is not.', example: true })
  @MayBeAbsent()
  @FlagInQuery()
  @IsBoolean()
  isActive?: boolean;
}
