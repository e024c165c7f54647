import 'reflect-metadata';
import { SetMetadata } from '@nestjs/common';
import type { Type } from '@nestjs/common';

/*
 * Answers are plain objects; what their fields mean is known by the classes that describe them. The keys are those
 * under which @nestjs/swagger keeps what its decorators say; a test finds out when it no longer does.
 */
const responsesKey = 'swagger/apiResponse';
const propertyKey = 'swagger/apiModelProperties';
const propertiesKey = 'swagger/apiModelPropertiesArray';
const answerKey = 'nexora:answer';

/** What a route answers with: a class, or pages of it. */
export interface AnswerShape {
  readonly type: Type;
  readonly paged: boolean;
}

/** Names the class of an answer where the description itself does not: of pages, and of what has several forms. */
export function AnswersWith(type: Type, { paged = false } = {}): MethodDecorator & ClassDecorator {
  return SetMetadata(answerKey, { type, paged } satisfies AnswerShape);
}

/** What a handler answers when all goes well; null when it answers nothing, or does not say. */
export function shapeOfAnswer(handler: object): AnswerShape | null {
  const named = Reflect.getMetadata(answerKey, handler) as AnswerShape | undefined;
  if (named) return named;
  const responses = (Reflect.getMetadata(responsesKey, handler) ?? {}) as Record<string, { type?: unknown }>;
  for (const [status, { type }] of Object.entries(responses))
    if (/^2\d\d$/.test(status) && isClass(type)) return { type, paged: false };
  return null;
}

/** The described fields of a class, its parents' among them. */
export function describedFieldsOf({ prototype }: Type): string[] {
  const fields = Reflect.getMetadata(propertiesKey, prototype as object) as string[] | undefined;
  return (fields ?? []).map((field) => field.slice(1));
}

/** The class of what stands in a field, or of its elements; null of plain values and of free objects. */
export function classOfField(prototype: object, field: string): Type | null {
  const described = Reflect.getMetadata(propertyKey, prototype, field) as { type?: unknown } | undefined;
  return isClass(described?.type) ? described.type : null;
}

const plain: readonly unknown[] = [String, Number, Boolean, Object, Array, Date, Buffer];

function isClass(type: unknown): type is Type {
  return typeof type === 'function' && !plain.includes(type) && type.prototype !== undefined;
}
