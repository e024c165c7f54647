import { applyDecorators } from '@nestjs/common';
import type { Type } from '@nestjs/common';
import {
  ApiExtraModels,
  ApiOkResponse,
  ApiProperty,
  ApiPropertyOptional,
  getSchemaPath,
} from '@nestjs/swagger';
import { Type as Convert } from 'class-transformer';
import { IsInt, IsOptional, IsString, Max, MaxLength, Min } from 'class-validator';
import { AnswersWith } from './answer-shape.js';

/** What every list takes (PF-3); extend it with the list's filters. */
export class PageQuery {
  @ApiPropertyOptional({ description: '`page.next` of the page before.', maxLength: 512 })
  @IsOptional()
  @IsString()
  @MaxLength(512)
  cursor?: string;

  @ApiPropertyOptional({ description: 'Rows a page.', minimum: 1, maximum: 100, default: 20 })
  @IsOptional()
  @Convert(() => Number)
  @IsInt()
  @Min(1)
  @Max(100)
  limit: number = 20;
}

export class PageDto {
  @ApiProperty({
    type: String,
    nullable: true,
    description: 'Cursor of the next page; null on the last.',
    example: null,
  })
  next: string | null;

  @ApiProperty({ example: 20 })
  limit: number;
}

/** Documents `{ data: Item[], page }`. */
export function ApiPage(item: Type): MethodDecorator & ClassDecorator {
  return applyDecorators(
    AnswersWith(item, { paged: true }),
    ApiExtraModels(PageDto, item),
    ApiOkResponse({
      schema: {
        type: 'object',
        required: ['data', 'page'],
        properties: {
          data: { type: 'array', items: { $ref: getSchemaPath(item) } },
          page: { $ref: getSchemaPath(PageDto) },
        },
      },
    }),
  );
}
