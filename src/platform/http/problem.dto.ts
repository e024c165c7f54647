import { applyDecorators } from '@nestjs/common';
import {
  ApiExtraModels,
  ApiProperty,
  ApiPropertyOptional,
  ApiResponse,
  getSchemaPath,
} from '@nestjs/swagger';
import { titleOf } from './problem.js';

export class FieldFaultDto {
  @ApiProperty({ description: 'JSON Pointer into the body, or #query/name, #path/name.', example: '/email' })
  pointer: string;

  @ApiProperty({ example: 'must be an email' })
  detail: string;
}

export class ProblemDto {
  @ApiProperty({ example: 'urn:nexora:problem:request.invalid' })
  type: string;

  @ApiProperty({ example: 'Not valid' })
  title: string;

  @ApiProperty({ example: 422 })
  status: number;

  @ApiProperty({ description: 'A sentence for people.', example: 'One field is not valid.' })
  detail: string;

  @ApiProperty({ description: 'A stable name for programs.', example: 'request.invalid' })
  code: string;

  @ApiProperty({ description: 'The id of the request.', example: '0193e4a0-7c1e-7cc2-8c53-1d5c5b1f2a10' })
  instance: string;

  @ApiPropertyOptional({ type: [FieldFaultDto] })
  errors?: FieldFaultDto[];
}

/** Documents the refusals of a route, as `status: code, code`. */
export function ApiProblems(codes: Readonly<Record<number, string>>): MethodDecorator & ClassDecorator {
  return applyDecorators(
    ApiExtraModels(ProblemDto),
    ...Object.entries(codes).map(([status, code]) =>
      ApiResponse({
        status: Number(status),
        description: `${titleOf(Number(status))}: ${code}`,
        content: { 'application/problem+json': { schema: { $ref: getSchemaPath(ProblemDto) } } },
      }),
    ),
  );
}
