import { ValidationPipe } from '@nestjs/common';
import type { ArgumentMetadata, PipeTransform } from '@nestjs/common';
import type { ValidationError } from 'class-validator';
import { ValidationFailed } from '../../kernel/errors.js';
import type { FieldFault } from '../../kernel/errors.js';
import { reservedMembers } from './reserved-members.js';

const unknownField = 'is not a known field';

/**
 * Checks bodies, queries and parameters against their classes. Unknown members are refused, so that nobody
 * believes a price or a total they sent was heard. Every fault is told, each with a JSON Pointer.
 */
export class RequestValidationPipe implements PipeTransform {
  private readonly body = pipe('');
  private readonly query = pipe('#query');
  private readonly param = pipe('#path');

  transform(given: unknown, metadata: ArgumentMetadata): Promise<unknown> {
    // No body at all is an empty one: where every field may be left out, so may the body.
    const value = given === undefined && metadata.type === 'body' ? {} : given;
    if (
      metadata.type === 'body' &&
      metadata.metatype !== undefined &&
      !isPlainObject(value) &&
      isClass(metadata.metatype)
    )
      throw new ValidationFailed([{ pointer: '', detail: 'must be a JSON object' }]);
    const chosen = metadata.type === 'body' ? this.body : metadata.type === 'query' ? this.query : this.param;
    const isJudged = metadata.metatype !== undefined && isClass(metadata.metatype);
    const reserved = isJudged && metadata.type !== 'param' ? reservedMembers(value) : [];
    const checked = chosen.transform(value, metadata) as Promise<unknown>;
    return reserved.length === 0 ? checked : refuseWith(reserved, metadata, checked);
  }
}

/** Tells of members that the check below has taken away, beside whatever it finds. */
async function refuseWith(
  pointers: readonly string[],
  { type }: ArgumentMetadata,
  checked: Promise<unknown>,
): Promise<never> {
  const root = type === 'query' ? '#query' : '';
  const unknown = pointers.map((pointer) => ({ pointer: root + pointer, detail: unknownField }));
  const others = await checked.then(
    () => [],
    (error: unknown) => {
      if (error instanceof ValidationFailed) return error.errors;
      throw error;
    },
  );
  throw new ValidationFailed([...unknown, ...others]);
}

function pipe(root: string): ValidationPipe {
  return new ValidationPipe({
    transform: true,
    whitelist: true,
    forbidNonWhitelisted: true,
    forbidUnknownValues: true,
    stopAtFirstError: true,
    validationError: { target: false },
    exceptionFactory: (errors) => new ValidationFailed(errors.flatMap((each) => faultsOf(each, root))),
  });
}

function faultsOf(error: ValidationError, parent: string): FieldFault[] {
  const pointer = `${parent}/${error.property.replaceAll('~', '~0').replaceAll('/', '~1')}`;
  const own = Object.entries(error.constraints ?? {}).map(([rule, message]) => ({
    pointer,
    detail: detailOf(rule, message, error),
  }));
  return [...own, ...(error.children ?? []).flatMap((child) => faultsOf(child, pointer))];
}

function detailOf(rule: string, message: string, { property, value }: ValidationError): string {
  if (rule === 'whitelistValidation') return unknownField;
  return value === undefined || value === null ? 'is required' : withoutName(message, property);
}

function withoutName(message: string, property: string): string {
  return message.startsWith(`${property} `) ? message.slice(property.length + 1) : message;
}

function isPlainObject(value: unknown): boolean {
  return typeof value === 'object' && value !== null && !Array.isArray(value);
}

function isClass(metatype: unknown): boolean {
  return ![String, Number, Boolean, Array, Object].includes(metatype as never);
}
