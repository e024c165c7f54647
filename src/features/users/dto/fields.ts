import { applyDecorators } from '@nestjs/common';
import { Transform } from 'class-transformer';
import { IsOptional, IsString, MaxLength, MinLength, ValidateIf } from 'class-validator';

const Trimmed = (): PropertyDecorator =>
  Transform(({ value }: { value: unknown }) => (typeof value === 'string' ? value.trim() : value));

/** A field that may be left out, but not be null. */
export const MayBeAbsent = (): PropertyDecorator =>
  ValidateIf((_object: object, value: unknown) => value !== undefined);

/** Text with something in it, spaces around it cut off. */
export const Words = (longest: number): PropertyDecorator =>
  applyDecorators(Trimmed(), IsString(), MinLength(1), MaxLength(longest));

/** Text that may be left out, be null or be empty. */
export const MaybeWords = (longest: number): PropertyDecorator =>
  applyDecorators(Trimmed(), IsOptional(), IsString(), MaxLength(longest));
